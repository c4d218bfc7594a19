using System.Globalization;
using System.Text;
using OpenAIChat.Benchmarks.Contenders;

namespace OpenAIChat.Benchmarks.Ratios;

/// <summary>What a tool run costs in which the model calls no tool, as a ratio to the plain call of the same request.</summary>
internal static class ToolRuns
{
    private const double Most = 1.05;
    private const int Turns = 1000;
    private const int CallsPerTurn = 10;

    private static readonly ChatFunction[] Functions =
    [
        .. Enumerable.Range(0, 20).Select(index => ChatFunction.Create(
            $"tool_{index}",
            "Does something.",
            JsonObject.Parse("""
                {"type":"object","properties":{"field":{"type":"string"}},"required":["field"],"additionalProperties":false}
                """),
            (_, _) => "")),
    ];

    /// <summary>
    /// Prints the ratios to the console: over loopback against a server in another process, and in memory, where only the client costs.
    /// </summary>
    /// <returns>The exit code: 1 when a run costs more than a twentieth over the call, over loopback.</returns>
    public static async Task<int> RunAsync()
    {
        Console.WriteLine("| one turn without a tool call | plain call | run adds | ratio | must | |");
        Console.WriteLine("|---|---|---|---|---|---|");
        using var server = Children.Start("serve");
        var url = new Uri(await server.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("The server did not start."));
        using var chat = new ChatApi(new ChatApiOptions { ApiKey = "sk-benchmark", BaseUrl = url });
        using var canned = new HttpClient(new CannedHandler(Payloads.SmallResponse, "application/json"));
        using var inMemory = new ChatApi(canned, new ChatApiOptions { ApiKey = "sk-benchmark", BaseUrl = url });
        bool met = true;
        foreach ((string name, ChatFunction[] functions, bool isStreamed) in new[]
        {
            ("whole, no function", [], false),
            ("whole, 20 functions", Functions, false),
            ("streamed, no function", [], true),
            ("streamed, 20 functions", Functions, true),
        })
        {
            met &= Print("loopback: " + name, chat, functions, isStreamed, Most) <= Most;
        }

        Print("in memory: whole, no function", inMemory, [], isStreamed: false, must: null);
        Print("in memory: whole, 20 functions", inMemory, Functions, isStreamed: false, must: null);
        server.StandardInput.Close();
        await server.WaitForExitAsync();
        Console.WriteLine(met ? "The must is reached." : "A must is missed.");
        return met ? 0 : 1;
    }

    private static double Print(string name, ChatApi chat, ChatFunction[] functions, bool isStreamed, double? must)
    {
        var request = new CreateChatCompletionRequest([ChatCompletionRequestMessage.User("What is the capital of France?")], "gpt-5.4");
        CreateChatCompletionRequest same = new(request.Messages, "gpt-5.4")
        {
            Tools = functions.Length == 0 ? null : [.. functions.Select(function => function.Tool)],
            StreamOptions = isStreamed ? new ChatCompletionStreamOptions { IncludeUsage = true } : null,
        };
        var (call, run) = Compare(
            () => isStreamed ? ReadTextAsync(chat, same) : chat.CreateChatCompletionAsync(same),
            () => isStreamed ? ReadTextAsync(chat.RunTools(request, functions)) : chat.RunTools(request, functions).ToResponseAsync());
        double ratio = run / call;
        string verdict = must is null ? "–" : ratio <= must ? "met" : "MISSED";
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"| {name} | {call:0.0} µs | {run - call:0.0} µs | {ratio:0.000} | {must} | {verdict} |"));
        return ratio;
    }

    // Many short turns, one right after the other, so that whatever else the machine does meets both.
    private static (double Call, double Run) Compare(Func<Task> call, Func<Task> run)
    {
        List<double> calls = [], runs = [];
        for (int turn = -Turns; turn < Turns; turn++)
        {
            (double callTime, double runTime) = turn % 2 == 0 ? (Time(call), Time(run)) : Swap(Time(run), Time(call));
            if (turn >= 0)
            {
                calls.Add(callTime);
                runs.Add(runTime);
            }
        }

        return (Measurement.Median(calls), Measurement.Median(runs));
    }

    private static (double Call, double Run) Swap(double run, double call) => (call, run);

    private static double Time(Func<Task> once)
    {
        TimeSpan started = Environment.CpuUsage.TotalTime;
        for (int call = 0; call < CallsPerTurn; call++)
        {
            once().GetAwaiter().GetResult();
        }

        return (Environment.CpuUsage.TotalTime - started).TotalMicroseconds / CallsPerTurn;
    }

    // What a caller does who streams without a run: the text as it grows, and the whole answer at the end.
    private static async Task<object> ReadTextAsync(IChatApi chat, CreateChatCompletionRequest request)
    {
        var text = new StringBuilder();
        var accumulator = new ChatCompletionAccumulator();
        await foreach (CreateChatCompletionStreamResponse chunk in chat.CreateChatCompletionStreamAsync(request))
        {
            accumulator.Add(chunk);
            text.Append(chunk.Text);
        }

        return (text, accumulator.ToResponse());
    }

    private static async Task<object> ReadTextAsync(ToolRun run)
    {
        var text = new StringBuilder();
        await foreach (ToolRunEvent happened in run.StreamAsync())
        {
            text.Append((happened as ToolRunText)?.Text);
        }

        return text;
    }
}
