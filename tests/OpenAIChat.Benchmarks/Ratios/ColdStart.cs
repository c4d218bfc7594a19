using System.Diagnostics;
using OpenAIChat.Benchmarks.Contenders;

namespace OpenAIChat.Benchmarks.Ratios;

/// <summary>From the start of a process to its first completed call, in milliseconds.</summary>
internal static class ColdStart
{
    private const int Rounds = 9;

    /// <summary>Runs in the child: one call, then a line that ends the measurement.</summary>
    public static async Task<int> RunChildAsync(string name)
    {
        var workload = Workload.Smallest();
        IContender contender = name switch { "official" => new Official(workload), "stock" => new Stock(workload), _ => new Ours(workload) };
        await contender.CallAsync("small", "small");
        Console.WriteLine("done");
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
        await child.WaitForExitAsync();
        return elapsed;
    }
}
