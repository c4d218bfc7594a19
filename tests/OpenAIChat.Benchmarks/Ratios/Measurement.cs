using System.Diagnostics;
using OpenAIChat.Benchmarks.Contenders;

namespace OpenAIChat.Benchmarks.Ratios;

/// <summary>Measures contenders side by side: rounds in which each has its turn, and the median of each contender's rounds.</summary>
internal static class Measurement
{
    internal readonly record struct Cost(double Microseconds, double Bytes);

    private const int Rounds = 15;
    private static readonly TimeSpan Turn = TimeSpan.FromMilliseconds(60);

    public static Dictionary<string, Cost> Run(IReadOnlyList<IContender> contenders, Func<IContender, Task> once)
    {
        var repeats = contenders.ToDictionary(contender => contender.Name, contender => Calibrate(contender, once));
        var costs = contenders.ToDictionary(contender => contender.Name, _ => new List<Cost>());
        for (int round = 0; round < Rounds; round++)
        {
            for (int turn = 0; turn < contenders.Count; turn++)
            {
                // The order rotates, so that none always runs after the same neighbour.
                var contender = contenders[(round + turn) % contenders.Count];
                costs[contender.Name].Add(Time(contender, once, repeats[contender.Name]));
            }
        }

        return costs.ToDictionary(entry => entry.Key, entry => new Cost(Median(entry.Value.Select(cost => cost.Microseconds)), Median(entry.Value.Select(cost => cost.Bytes))));
    }

    public static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        return sorted[sorted.Count / 2];
    }

    private static int Calibrate(IContender contender, Func<IContender, Task> once)
    {
        int repeats = 1;
        for (int warmUp = 0; warmUp < 3; warmUp++)
        {
            var watch = Stopwatch.StartNew();
            int done = 0;
            for (; watch.Elapsed < Turn; done++)
            {
                once(contender).GetAwaiter().GetResult();
            }

            repeats = done;
        }

        return repeats;
    }

    private static Cost Time(IContender contender, Func<IContender, Task> once, int repeats)
    {
        GC.Collect();
        long allocated = GC.GetTotalAllocatedBytes(precise: true);
        long started = Stopwatch.GetTimestamp();
        for (int repeat = 0; repeat < repeats; repeat++)
        {
            once(contender).GetAwaiter().GetResult();
        }

        double elapsed = Stopwatch.GetElapsedTime(started).TotalMicroseconds;
        return new Cost(elapsed / repeats, (GC.GetTotalAllocatedBytes(precise: true) - allocated) / (double)repeats);
    }
}
