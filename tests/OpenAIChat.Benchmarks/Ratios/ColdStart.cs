using System.Diagnostics;
using System.Globalization;
using System.Runtime;

namespace OpenAIChat.Benchmarks.Ratios;

/// <summary>From the start of a process to its first completed call.</summary>
internal static class ColdStart
{
    private const int Rounds = 15;

    /// <summary>Runs in the child: one call; then three lines, which end the measurement, tell the processor time and what was compiled.</summary>
    public static async Task<int> RunChildAsync(string name, string? address = null)
    {
        string? text = name switch
        {
            "official" => await FirstCall.OfOfficialAsync(address),
            "stock" => await FirstCall.OfStockAsync(address),
            _ => await FirstCall.OfOursAsync(address),
        };
        TimeSpan time = Environment.CpuUsage.TotalTime;
        Console.WriteLine(text?.ReplaceLineEndings(" "));
        Console.WriteLine(time.TotalMilliseconds.ToString(CultureInfo.InvariantCulture));
        Console.WriteLine(
            $"{JitInfo.GetCompiledMethodCount()} methods compiled, {AppDomain.CurrentDomain.GetAssemblies().Length} assemblies");
        return 0;
    }

    /// <summary>Measures in milliseconds: as a clock on the wall shows them, and of processor time.</summary>
    /// <param name="bySocket">Whether the call goes to a server over loopback, and not to a handler in the process.</param>
    public static async Task<IReadOnlyDictionary<string, (double Wall, double Processor)>> MeasureAsync(bool bySocket)
    {
        if (!bySocket)
        {
            return await MeasureAsync([]);
        }

        using var server = Children.Start("packets");
        string address = await server.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("The server did not start.");
        var times = await MeasureAsync([address]);
        server.StandardInput.Close();
        await server.WaitForExitAsync();
        return times;
    }

    private static async Task<IReadOnlyDictionary<string, (double Wall, double Processor)>> MeasureAsync(string[] address)
    {
        var times = new Dictionary<string, List<(double Wall, double Processor)>>
        {
            ["OpenAIChat"] = [],
            ["official"] = [],
            ["stock"] = [],
        };
        for (int round = 0; round < Rounds; round++)
        {
            foreach (var (name, list) in times)
            {
                list.Add(await TimeAsync(name, address));
            }
        }

        return times.ToDictionary(
            entry => entry.Key,
            entry => (Measurement.Median(entry.Value.Select(time => time.Wall)), Measurement.Median(
                entry.Value.Select(time => time.Processor))));
    }

    private static async Task<(double Wall, double Processor)> TimeAsync(string name, string[] address)
    {
        long started = Stopwatch.GetTimestamp();
        using var child = Children.Start(["cold", name, .. address]);
        await child.StandardOutput.ReadLineAsync();
        double wall = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        string processor = await child.StandardOutput.ReadLineAsync()
            ?? throw new InvalidOperationException($"The first call of {name} failed.");
        await child.StandardOutput.ReadToEndAsync();
        await child.WaitForExitAsync();
        return (wall, double.Parse(processor, CultureInfo.InvariantCulture));
    }
}
