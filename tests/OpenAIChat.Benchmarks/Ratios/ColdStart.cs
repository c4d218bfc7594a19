using System.Diagnostics;
using System.Runtime;

namespace OpenAIChat.Benchmarks.Ratios;

/// <summary>From the start of a process to its first completed call, in milliseconds.</summary>
internal static class ColdStart
{
    private const int Rounds = 9;

    /// <summary>Runs in the child: one call, then a line that ends the measurement and a line for whoever looks for what costs.</summary>
    public static async Task<int> RunChildAsync(string name)
    {
        string? text = name switch
        {
            "official" => await FirstCall.OfOfficialAsync(),
            "stock" => await FirstCall.OfStockAsync(),
            _ => await FirstCall.OfOursAsync(),
        };
        Console.WriteLine(text);
        Console.WriteLine(
            $"{JitInfo.GetCompiledMethodCount()} methods compiled in {JitInfo.GetCompilationTime().TotalMilliseconds:0} ms, " +
            $"{AppDomain.CurrentDomain.GetAssemblies().Length} assemblies, {Environment.CpuUsage.TotalTime.TotalMilliseconds:0} ms of CPU");
        return 0;
    }

    public static async Task<IReadOnlyDictionary<string, double>> MeasureAsync()
    {
        var times = new Dictionary<string, List<double>> { ["OpenAIChat"] = [], ["official"] = [], ["stock"] = [] };
        for (int round = 0; round < Rounds; round++)
        {
            foreach (var (name, list) in times)
            {
                list.Add(await TimeAsync(name));
            }
        }

        return times.ToDictionary(entry => entry.Key, entry => Measurement.Median(entry.Value));
    }

    private static async Task<double> TimeAsync(string name)
    {
        long started = Stopwatch.GetTimestamp();
        using var child = Children.Start("cold", name);
        await child.StandardOutput.ReadLineAsync();
        double elapsed = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        await child.StandardOutput.ReadToEndAsync();
        await child.WaitForExitAsync();
        return elapsed;
    }
}
