using System.Globalization;
using OpenAIChat.Benchmarks.Contenders;

namespace OpenAIChat.Benchmarks.Ratios;

/// <summary>The table a person reads: each workload's cost as a ratio to the official SDK, and whether the goal is met.</summary>
internal sealed class RatioTable(TextWriter output)
{
    private const string Reference = "official";

    private static readonly (string Name, Goal? Goal, double PerOperation, Func<IContender, Task> Once)[] Workloads =
    [
        ("W1a request, one message", new Goal(0.60, 0.50, 0.35, 0.10), 1, contender => Write(contender, "small")),
        ("W1b request, 200 messages", new Goal(0.50, 0.20, 0.35, 0.05), 1, contender => Write(contender, "long")),
        ("W1c request, 20 tools", new Goal(0.35, 0.50, 0.10, 0.10), 1, contender => Write(contender, "tools")),
        ("W2a response, 1 KB", new Goal(0.50, 0.40, 0.30, 0.25), 1, contender => Read(contender, Payloads.SmallResponse)),
        ("W2b response, 303 KB", new Goal(0.50, 0.45, 0.30, 0.30), 1, contender => Read(contender, Payloads.LogprobsResponse)),
        ("W3 stream, per chunk", new Goal(0.30, 0.25, 0.15, 0.13), Workload.StreamChunks, contender => contender.ReadStreamAsync()),
        ("W4a call, small", new Goal(0.50, 0.40, 0.30, 0.28), 1, contender => contender.CallAsync("small", "small")),
        ("W4b call, 212 KB request", new Goal(0.50, 0.25, 0.38, 0.15), 1, contender => contender.CallAsync("long", "small")),
        ("W4c call, 20 tools", new Goal(0.35, 0.35, 0.15, 0.25), 1, contender => contender.CallAsync("tools", "small")),
        ("W4d call, 303 KB response", new Goal(0.50, 0.40, 0.28, 0.20), 1, contender => contender.CallAsync("small", "logprobs")),
    ];

    /// <summary>Prints the table to the console.</summary>
    /// <returns>The exit code: 1 when a goal is missed and the options ask for it.</returns>
    public static async Task<int> RunAsync(string[] options)
    {
        bool met = await new RatioTable(Console.Out).PrintAsync(options.Contains("--aot"));
        return met || !options.Contains("--gate") ? 0 : 1;
    }

    /// <summary>Prints the table.</summary>
    /// <param name="native">Whether programs compiled ahead of time are measured too; compiling them takes minutes.</param>
    /// <returns>Whether every goal is met.</returns>
    public async Task<bool> PrintAsync(bool native)
    {
        var workload = Workload.Full();
        IContender[] contenders = [new Ours(workload), new Official(workload), new Stock(workload)];
        output.WriteLine("Processor time and allocated bytes as ratios to the official SDK, median of interleaved rounds; lower is better.");
        output.WriteLine();
        output.WriteLine("| workload | official | stock Newtonsoft | OpenAIChat | must | aim | |");
        output.WriteLine("|---|---|---|---|---|---|---|");
        bool met = true;
        foreach (var (name, goal, perOperation, once) in Workloads)
        {
            met &= Print(name, goal, perOperation, Measurement.Run(contenders, once));
        }

        met &= PrintColdStart(await ColdStart.MeasureAsync());
        PrintConcurrency(await ConcurrentStreams.MeasureAsync());
        PrintAccumulation(Accumulation.Measure());
        if (native)
        {
            await PrintNativeAsync();
        }

        output.WriteLine();
        output.WriteLine(met ? "Every must is reached." : "A must is missed.");
        return met;
    }

    private bool Print(string name, Goal? goal, double perOperation, Dictionary<string, Measurement.Cost> costs)
    {
        var reference = costs[Reference];
        var ours = Ratio(costs["OpenAIChat"], reference);
        var stock = Ratio(costs["stock"], reference);
        bool met = goal?.IsMet(ours.Time, ours.Allocation) != false;
        string absolute = Invariant($"{reference.Microseconds / perOperation:0.##} µs, {reference.Bytes / perOperation:0} B");
        output.WriteLine(Invariant($"| {name} | {absolute} | {Text(stock)} | {Text(ours)} | {Text(goal?.Time, goal?.Allocation)} | {Text(goal?.AimTime, goal?.AimAllocation)} | {(met ? "met" : "MISSED")} |"));
        return met;
    }

    // The goal is one of processor time, which says the same on a busy machine.
    private bool PrintColdStart(IReadOnlyDictionary<string, (double Wall, double Processor)> milliseconds)
    {
        var (wall, processor) = milliseconds[Reference];
        double ours = milliseconds["OpenAIChat"].Processor / processor;
        bool met = ours <= 0.80;
        output.WriteLine(Invariant(
            $"| cold start, first call: processor time (time on the clock) | {processor:0} ms ({wall:0} ms) | {milliseconds["stock"].Processor / processor:0.00} ({milliseconds["stock"].Wall / wall:0.00}) | {ours:0.00} ({milliseconds["OpenAIChat"].Wall / wall:0.00}) | 0.80 | 0.65 | {(met ? "met" : "MISSED")} |"));
        return met;
    }

    private async Task PrintNativeAsync()
    {
        try
        {
            var programs = await NativeStart.MeasureAsync();
            var (ours, reference) = (programs["OpenAIChat"], programs[Reference]);
            output.WriteLine(Invariant($"| ahead of time: start to end of a streamed reply | {reference.Milliseconds:0.0} ms | – | {ours.Milliseconds / reference.Milliseconds:0.00} | – | – | |"));
            output.WriteLine(Invariant($"| ahead of time: size of the program | {reference.Megabytes:0.0} MB | – | {ours.Megabytes / reference.Megabytes:0.00} | – | – | |"));
        }
        catch (PlatformNotSupportedException reason)
        {
            output.WriteLine($"| ahead of time | – | – | not measured: {reason.Message.Split('\n')[0]} | – | – | |");
        }
    }

    private void PrintConcurrency(IReadOnlyDictionary<string, double> microseconds)
    {
        double reference = microseconds[Reference];
        output.WriteLine(Invariant($"| W5 200 concurrent streams, CPU a call | {reference:0} µs | – | {microseconds["OpenAIChat"] / reference:0.00} | – | – | |"));
    }

    private void PrintAccumulation((double Few, double Many) nanoseconds) =>
        output.WriteLine(Invariant($"| W6 accumulating, cost a chunk at 2,000 and 20,000 chunks | – | – | {nanoseconds.Few:0} ns, {nanoseconds.Many:0} ns | – | – | |"));

    private static (double Time, double Allocation) Ratio(Measurement.Cost cost, Measurement.Cost reference) =>
        (cost.Microseconds / reference.Microseconds, cost.Bytes / reference.Bytes);

    private static string Text((double Time, double Allocation) ratio) => Text(ratio.Time, ratio.Allocation);

    private static string Text(double? time, double? allocation) => Invariant($"{time:0.00} / {allocation:0.00}");

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private static Task Write(IContender contender, string which)
    {
        contender.WriteRequest(which);
        return Task.CompletedTask;
    }

    private static Task Read(IContender contender, byte[] body)
    {
        GC.KeepAlive(contender.ReadResponse(body));
        return Task.CompletedTask;
    }
}
