using System.Diagnostics;
using System.Globalization;
using System.Runtime;

namespace OpenAIChat.Benchmarks.Ratios;

/// <summary>From the start of a process to its first completed call.</summary>
internal static class ColdStart
{
    private const int Rounds = 15;

    /// <summary>
    /// Runs in the child: one call; then a line that ends the measurement, the processor time, and a line for whoever looks for what costs.
    /// </summary>
    public static async Task<int> RunChildAsync(string name)
    {
        string? text = name switch
        {
            "official" => await FirstCall.OfOfficialAsync(),
            "stock" => await FirstCall.OfStockAsync(),
            _ => await FirstCall.OfOursAsync(),
        };
        TimeSpan time = Environment.CpuUsage.TotalTime;
        Console.WriteLine(text);
        Console.WriteLine(time.TotalMilliseconds.ToString(CultureInfo.InvariantCulture));
        Console.WriteLine(
            $"{JitInfo.GetCompiledMethodCount()} methods compiled, {AppDomain.CurrentDomain.GetAssemblies().Length} assemblies");
        return 0;
    }

    /// <summary>Measures in milliseconds: as a clock on the wall shows them, and of processor time.</summary>
    public static async Task<IReadOnlyDictionary<string, (double Wall, double Processor)>> MeasureAsync()
    {
        var times = new Dictionary<string, List<(double Wall, double Processor)>> {
            ["OpenAIChat"] = [],
            ["official"] = [],
            ["stock"] = [] };
        for (int round = 0; round < Rounds; round++)
        {
            foreach (var (name, list) in times)
            {
                list.Add(await TimeAsync(name));
            }
        }

        return times.ToDictionary(
            entry => entry.Key,
            entry => (Measurement.Median(entry.Value.Select(time => time.Wall)), Measurement.Median(
                entry.Value.Select(time => time.Processor))));
    }

    private static async Task<(double Wall, double Processor)> TimeAsync(string name)
    {
        long started = Stopwatch.GetTimestamp();
        using var child = Children.Start("cold", name);
        await child.StandardOutput.ReadLineAsync();
        double wall = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        string processor = await child.StandardOutput.ReadLineAsync()
            ?? throw new InvalidOperationException($"The first call of {name} failed.");
        await child.StandardOutput.ReadToEndAsync();
        await child.WaitForExitAsync();
        return (wall, double.Parse(processor, CultureInfo.InvariantCulture));
    }
}
