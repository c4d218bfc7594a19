using OpenAIChat.Benchmarks.Contenders;

namespace OpenAIChat.Benchmarks.Ratios;

/// <summary>Measures contenders side by side: rounds in which each has its turn, and the median of each contender's rounds.</summary>
/// <remarks>Time is processor time: nothing here waits, and what else the machine does then matters little.</remarks>
internal static class Measurement
{
    internal readonly record struct Cost(double Microseconds, double Bytes);

    private const int Rounds = 15;
    private const int WarmUps = 5;
    private static readonly TimeSpan Turn = TimeSpan.FromMilliseconds(50);

    // The runtime looks every 100 ms for what to compile again, and only once nothing new has been called for as long.
    private static readonly TimeSpan TimeToCompile = TimeSpan.FromMilliseconds(150);

    public static Dictionary<string, Cost> Run(IReadOnlyList<IContender> contenders, Func<IContender, Task> once)
    {
        var repeats = WarmUp(contenders, once);
        var costs = contenders.ToDictionary(contender => contender.Name, _ => new List<Cost>());
        for (int round = 0; round < Rounds; round++)
        {
            for (int turn = 0; turn < contenders.Count; turn++)
            {
                // The order rotates, so that none always runs after the same neighbour.
                var contender = contenders[(round + turn) % contenders.Count];
                costs[contender.Name].Add(Measure(contender, once, repeats[contender.Name]));
            }
        }

        return costs.ToDictionary(entry => entry.Key, entry => new Cost(Median(entry.Value.Select(cost => cost.Microseconds)), Median(entry.Value.Select(cost => cost.Bytes))));
    }

    public static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        return sorted[sorted.Count / 2];
    }

    // Until all is compiled with full optimization: first plainly, then with counters, then for good.
    private static Dictionary<string, int> WarmUp(IReadOnlyList<IContender> contenders, Func<IContender, Task> once)
    {
        Dictionary<string, int> repeats = [];
        for (int pass = 0; pass < WarmUps; pass++)
        {
            foreach (var contender in contenders)
            {
                repeats[contender.Name] = Calibrate(contender, once);
            }

            Thread.Sleep(TimeToCompile);
        }

        return repeats;
    }

    private static int Calibrate(IContender contender, Func<IContender, Task> once)
    {
        for (int repeats = 1; ; repeats *= 2)
        {
            TimeSpan time = Time(contender, once, repeats);
            if (time >= Turn / 4)
            {
                return Math.Max(1, (int)(repeats * (Turn / time)));
            }
        }
    }

    private static Cost Measure(IContender contender, Func<IContender, Task> once, int repeats)
    {
        GC.Collect();
        long allocated = GC.GetTotalAllocatedBytes(precise: true);
        double time = Time(contender, once, repeats).TotalMicroseconds;
        return new Cost(time / repeats, (GC.GetTotalAllocatedBytes(precise: true) - allocated) / (double)repeats);
    }

    private static TimeSpan Time(IContender contender, Func<IContender, Task> once, int repeats)
    {
        TimeSpan started = Environment.CpuUsage.TotalTime;
        for (int repeat = 0; repeat < repeats; repeat++)
        {
            once(contender).GetAwaiter().GetResult();
        }

        return Environment.CpuUsage.TotalTime - started;
    }
}
