using System.Globalization;
using OpenAIChat.Benchmarks.Contenders;

namespace OpenAIChat.Benchmarks.Ratios;

/// <summary>The table a person reads: each workload's cost as a ratio to the official SDK, and whether the goal is met.</summary>
internal sealed class RatioTable(TextWriter output)
{
    private const string Reference = "official";

    private static readonly string[] OtherScripts = ["quotes", "C#", "Markdown", "German", "Chinese", "Cyrillic", "Arabic", "emoji"];

    private static readonly Row[] Rows =
    [
        Write("W1a request, one message", "small", new Goal(0.60, 0.50, 0.35, 0.10)),
        Write("W1b request, 200 messages", "long", new Goal(0.50, 0.20, 0.35, 0.05)),
        Write("W1c request, 20 tools", "tools", new Goal(0.35, 0.50, 0.10, 0.10)),
        Write("W1d plain prose, 40 x 1,000 characters", "prose", new Goal(0.75, 0.10, 0.50, 0.05)),
        Write("W1e image of 5 MB as data URL", "image", new Goal(0.80, 0.20, 0.60, 0.05)),
        Write("W1f JSON in JSON, 1 MB", "JSON", new Goal(0.60, null, 0.40, null)),
        Write("W1g 500 messages of 20 characters", "many", new Goal(0.60, 0.10, 0.45, 0.05)),
        .. OtherScripts.Select(script => Write($"W1h request, {script}", script, new Goal(0.45, null, 0.30, null))),
        Read("W2a response, 1 KB", Payloads.SmallResponse, new Goal(0.50, 0.40, 0.30, 0.25)),
        Read("W2b response, 303 KB", Payloads.LogprobsResponse, new Goal(0.50, 0.45, 0.30, 0.30)),
        .. TextPayloads.Samples.Keys.Select(script =>
            Read($"W2c answer of 8,000 characters, {script}", TextPayloads.Answer(script), script == "emoji" ? new Goal(0.80, null, 0.60, null) : new Goal(0.55, null, 0.40, null))),
        Stream("W3 stream, per chunk", "plain", new Goal(0.30, 0.25, 0.15, 0.13)),
        Stream("W3a OpenAI with obfuscation", "obfuscation", new Goal(0.28, 0.20, 0.18, 0.13)),
        .. new[] { "vLLM", "llama-server" }.Select(which => Stream($"W3b {which}", which, new Goal(0.30, 0.25, 0.18, 0.13))),
        Stream("W3c Azure with filters", "azure", new Goal(0.50, 0.40, 0.35, 0.25)),
        .. new[] { "deepseek", "openrouter", "new ids", "big deltas" }.Select(which => Stream($"W3d {which}", which, new Goal(0.38, 0.25, 0.28, 0.18))),
        .. new[] { "tool calls", "logprobs", "n = 4" }.Select(which => Stream($"W3e {which}", which, new Goal(0.40, null, 0.25, null))),
        Call("W4a call, small", "small", "small", new Goal(0.50, 0.40, 0.30, 0.28)),
        Call("W4b call, 212 KB request", "long", "small", new Goal(0.50, 0.25, 0.38, 0.15)),
        Call("W4c call, 20 tools", "tools", "small", new Goal(0.35, 0.35, 0.15, 0.25)),
        Call("W4d call, 303 KB response", "small", "logprobs", new Goal(0.50, 0.40, 0.28, 0.20)),
    ];

    /// <summary>Prints the table to the console.</summary>
    /// <returns>The exit code: 1 when a goal is missed and the options ask for it.</returns>
    public static async Task<int> RunAsync(string[] options)
    {
        if (await OtherFramework.TryRunAsync(options) is { } code)
        {
            return code;
        }

        string? only = options.FirstOrDefault(option => !option.StartsWith("--", StringComparison.Ordinal));
        bool met = await new RatioTable(Console.Out).PrintAsync(only, options.Contains("--aot"));
        return met || !options.Contains("--gate") ? 0 : 1;
    }

    /// <summary>Prints the table.</summary>
    /// <param name="only">The start of the rows to print, such as <c>W1</c>; null for all.</param>
    /// <param name="native">Whether programs compiled ahead of time are measured too; compiling them takes minutes.</param>
    /// <returns>Whether every goal is met.</returns>
    public async Task<bool> PrintAsync(string? only, bool native)
    {
        var workload = Workload.Full();
        IContender[] contenders = [new Ours(workload), new Official(workload), new Stock(workload), new OfficialProtocol(workload), new HandWritten(workload)];
        output.WriteLine("Processor time and allocated bytes as ratios to the official SDK, median of interleaved rounds; lower is better.");
        output.WriteLine();
        output.WriteLine("| workload | official | stock Newtonsoft | its protocol methods | hand-written | OpenAIChat | must | aim | |");
        output.WriteLine("|---|---|---|---|---|---|---|---|---|");
        bool met = true;
        foreach (Row row in Rows.Where(row => IsWanted(row.Name)))
        {
            met &= Print(row, Measurement.Run(contenders, row.Once));
        }

        foreach (var (name, perOperation, goal, candidates) in ChatClientRows.All.Concat(NewtonsoftRows.All).Where(row => IsWanted(row.Name)))
        {
            met &= Print(name, perOperation, goal, Measurement.Run(candidates()));
        }

        if (IsWanted("cold start"))
        {
            met &= PrintColdStart("cold start, first call", await ColdStart.MeasureAsync(bySocket: false));
            met &= PrintColdStart("cold start by a socket", await ColdStart.MeasureAsync(bySocket: true));
        }

        if (IsWanted("W5"))
        {
            PrintConcurrency(await ConcurrentStreams.MeasureAsync());
            met &= PrintPackets(await PacketStreams.MeasureAsync());
        }

        if (IsWanted("W6"))
        {
            PrintAccumulation(Accumulation.Measure());
        }

        if (native)
        {
            await PrintNativeAsync();
        }

        output.WriteLine();
        output.WriteLine(met ? "Every must is reached." : "A must is missed.");
        return met;

        bool IsWanted(string name) => only is null || name.StartsWith(only, StringComparison.Ordinal);
    }

    private bool Print(Row row, Dictionary<string, Measurement.Cost> costs) => Print(row.Name, row.PerOperation, row.Goal, costs);

    private bool Print(string name, double perOperation, Goal goal, Dictionary<string, Measurement.Cost> costs)
    {
        var reference = costs[Reference];
        var ours = Ratio(costs["OpenAIChat"], reference);
        bool met = goal.IsMet(ours.Time, ours.Allocation);
        string absolute = Invariant($"{reference.Microseconds / perOperation:0.##} µs, {reference.Bytes / perOperation:0} B");
        string others = string.Join(" | ", new[] { "stock", "protocol", "hand-written" }.Select(other => costs.TryGetValue(other, out var cost) ? Text(Ratio(cost, reference)) : "–"));
        output.WriteLine(Invariant(
            $"| {name} | {absolute} | {others} | {Text(ours)} | {Text(goal.Time, goal.Allocation)} | {Text(goal.AimTime, goal.AimAllocation)} | {(met ? "met" : "MISSED")} |"));
        return met;
    }

    // The goal is one of processor time, which says the same on a busy machine.
    private bool PrintColdStart(string name, IReadOnlyDictionary<string, (double Wall, double Processor)> milliseconds)
    {
        var (wall, processor) = milliseconds[Reference];
        double ours = milliseconds["OpenAIChat"].Processor / processor;
        bool met = ours <= 0.80;
        output.WriteLine(Invariant(
            $"| {name}: processor time (time on the clock) | {processor:0} ms ({wall:0} ms) | {milliseconds["stock"].Processor / processor:0.00} ({milliseconds["stock"].Wall / wall:0.00}) | – | – | {ours:0.00} ({milliseconds["OpenAIChat"].Wall / wall:0.00}) | 0.80 | 0.65 | {(met ? "met" : "MISSED")} |"));
        return met;
    }

    private async Task PrintNativeAsync()
    {
        try
        {
            var programs = await NativeStart.MeasureAsync();
            var (ours, reference) = (programs["OpenAIChat"], programs[Reference]);
            output.WriteLine(Invariant($"| ahead of time: start to end of a streamed reply | {reference.Milliseconds:0.0} ms | – | – | – | {ours.Milliseconds / reference.Milliseconds:0.00} | – | – | |"));
            output.WriteLine(Invariant($"| ahead of time: size of the program | {reference.Megabytes:0.0} MB | – | – | – | {ours.Megabytes / reference.Megabytes:0.00} | – | – | |"));
        }
        catch (PlatformNotSupportedException reason)
        {
            output.WriteLine($"| ahead of time | – | – | – | – | not measured: {reason.Message.Split('\n')[0]} | – | – | |");
        }
    }

    private void PrintConcurrency(IReadOnlyDictionary<string, double> microseconds)
    {
        double reference = microseconds[Reference];
        output.WriteLine(Invariant($"| W5 200 concurrent streams, CPU a call | {reference:0} µs | – | – | – | {microseconds["OpenAIChat"] / reference:0.00} | – | – | |"));
    }

    private bool PrintPackets(IReadOnlyDictionary<string, double> microseconds)
    {
        double reference = microseconds[Reference];
        double ours = microseconds["OpenAIChat"] / reference;
        bool met = ours <= 0.62;
        output.WriteLine(Invariant(
            $"| W5b 16 streams at once of 60 packets, CPU a call | {reference:0} µs | – | – | {microseconds["bare"] / reference:0.00} (HttpClient alone) | {ours:0.00} | 0.62 | 0.52 | {(met ? "met" : "MISSED")} |"));
        return met;
    }

    private void PrintAccumulation((double Few, double Many) nanoseconds) =>
        output.WriteLine(Invariant($"| W6 accumulating, cost a chunk at 2,000 and 20,000 chunks | – | – | – | – | {nanoseconds.Few:0} ns, {nanoseconds.Many:0} ns | – | – | |"));

    private static (double Time, double Allocation) Ratio(Measurement.Cost cost, Measurement.Cost reference) =>
        (cost.Microseconds / reference.Microseconds, cost.Bytes / reference.Bytes);

    private static string Text((double Time, double Allocation) ratio) => Text(ratio.Time, ratio.Allocation);

    private static string Text(double? time, double? allocation) => Invariant($"{time:0.00} / {allocation:0.00}");

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private static Row Write(string name, string which, Goal goal) => new(name, goal, 1, contender =>
    {
        contender.WriteRequest(which);
        return Task.CompletedTask;
    });

    private static Row Read(string name, byte[] body, Goal goal) => new(name, goal, 1, contender =>
    {
        GC.KeepAlive(contender.ReadResponse(body));
        return Task.CompletedTask;
    });

    private static Row Stream(string name, string which, Goal goal) => new(name, goal, Workload.StreamChunks, contender => contender.ReadStreamAsync(which));

    private static Row Call(string name, string request, string response, Goal goal) => new(name, goal, 1, contender => contender.CallAsync(request, response));

    private sealed record Row(string Name, Goal Goal, double PerOperation, Func<IContender, Task> Once);
}
