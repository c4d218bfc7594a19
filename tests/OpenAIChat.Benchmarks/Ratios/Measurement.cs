using OpenAIChat.Benchmarks.Contenders;

namespace OpenAIChat.Benchmarks.Ratios;

/// <summary>Measures contenders side by side: rounds in which each has its turn, and the median of each contender's rounds.</summary>
/// <remarks>Time is processor time: nothing here waits, and what else the machine does then matters little.</remarks>
internal static class Measurement
{
    internal readonly record struct Cost(double Microseconds, double Bytes);

    /// <summary>Something that is measured.</summary>
    internal sealed record Candidate(string Name, Func<Task> Once);

    private const int Rounds = 15;
    private const int WarmUps = 5;
    private static readonly TimeSpan Turn = TimeSpan.FromMilliseconds(50);

    // The runtime looks every 100 ms for what to compile again, and only once nothing new has been called for as long.
    private static readonly TimeSpan TimeToCompile = TimeSpan.FromMilliseconds(150);

    public static Dictionary<string, Cost> Run(IReadOnlyList<IContender> contenders, Func<IContender, Task> once) =>
        Run([.. contenders.Select(contender => new Candidate(contender.Name, () => once(contender)))]);

    public static Dictionary<string, Cost> Run(IReadOnlyList<Candidate> contenders)
    {
        var repeats = WarmUp(contenders);
        var costs = contenders.ToDictionary(contender => contender.Name, _ => new List<Cost>());
        for (int round = 0; round < Rounds; round++)
        {
            for (int turn = 0; turn < contenders.Count; turn++)
            {
                // The order rotates, so that none always runs after the same neighbour.
                var contender = contenders[(round + turn) % contenders.Count];
                costs[contender.Name].Add(Measure(contender, repeats[contender.Name]));
            }
        }

        return costs.ToDictionary(
            entry => entry.Key,
            entry => new Cost(Median(entry.Value.Select(cost => cost.Microseconds)), Median(entry.Value.Select(cost => cost.Bytes))));
    }

    public static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        return sorted[sorted.Count / 2];
    }

    // Until all is compiled with full optimization: first plainly, then with counters, then for good.
    private static Dictionary<string, int> WarmUp(IReadOnlyList<Candidate> contenders)
    {
        Dictionary<string, int> repeats = [];
        for (int pass = 0; pass < WarmUps; pass++)
        {
            foreach (var contender in contenders)
            {
                repeats[contender.Name] = Calibrate(contender);
            }

            Thread.Sleep(TimeToCompile);
        }

        return repeats;
    }

    private static int Calibrate(Candidate contender)
    {
        for (int repeats = 1; ; repeats *= 2)
        {
            TimeSpan time = Time(contender, repeats);
            if (time >= Turn / 4)
            {
                return Math.Max(1, (int)(repeats * (Turn / time)));
            }
        }
    }

    private static Cost Measure(Candidate contender, int repeats)
    {
        GC.Collect();
        long allocated = GC.GetTotalAllocatedBytes(precise: true);
        double time = Time(contender, repeats).TotalMicroseconds;
        return new Cost(time / repeats, (GC.GetTotalAllocatedBytes(precise: true) - allocated) / (double)repeats);
    }

    private static TimeSpan Time(Candidate contender, int repeats)
    {
        TimeSpan started = Environment.CpuUsage.TotalTime;
        for (int repeat = 0; repeat < repeats; repeat++)
        {
            contender.Once().GetAwaiter().GetResult();
        }

        return Environment.CpuUsage.TotalTime - started;
    }
}
