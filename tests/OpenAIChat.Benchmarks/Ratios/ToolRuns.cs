using System.Globalization;
using System.Text;
using OpenAIChat.Benchmarks.Contenders;

namespace OpenAIChat.Benchmarks.Ratios;

/// <summary>What a tool run costs in which the model calls no tool, as a ratio to the plain call of the same request.</summary>
internal static class ToolRuns
{
    private const double Most = 1.05;

    private static readonly ChatFunction[] Functions =
    [
        .. Enumerable.Range(0, 20).Select(index => ChatFunction.Create(
            $"tool_{index}",
            "Does something.",
            JsonObject.Parse("""{"type":"object","properties":{"field":{"type":"string"}},"required":["field"],"additionalProperties":false}"""),
            (_, _) => "")),
    ];

    /// <summary>Prints the ratios to the console: over loopback, against a server in another process, and in memory, where nothing but the client costs.</summary>
    /// <returns>The exit code: 1 when a run costs more than a twentieth over the call, over loopback.</returns>
    public static async Task<int> RunAsync()
    {
        Console.WriteLine("| one turn without a tool call | plain call | run: time / allocation | must | |");
        Console.WriteLine("|---|---|---|---|---|");
        using var server = Children.Start("serve");
        var url = new Uri(await server.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("The server did not start."));
        using var chat = new ChatApi(new ChatApiOptions { ApiKey = "sk-benchmark", BaseUrl = url });
        bool met = Print("loopback: whole, no function", chat, [], isStreamed: false) <= Most;
        met &= Print("loopback: whole, 20 functions", chat, Functions, isStreamed: false) <= Most;
        met &= Print("loopback: streamed, no function", chat, [], isStreamed: true) <= Most;
        met &= Print("loopback: streamed, 20 functions", chat, Functions, isStreamed: true) <= Most;
        server.StandardInput.Close();
        await server.WaitForExitAsync();

        using var canned = new HttpClient(new CannedHandler(Payloads.SmallResponse, "application/json"));
        using var inMemory = new ChatApi(canned, new ChatApiOptions { ApiKey = "sk-benchmark", BaseUrl = url });
        Print("in memory: whole, no function", inMemory, [], isStreamed: false);
        Print("in memory: whole, 20 functions", inMemory, Functions, isStreamed: false);
        Console.WriteLine(met ? "The must is reached." : "A must is missed.");
        return met ? 0 : 1;
    }

    private static double Print(string name, ChatApi chat, ChatFunction[] functions, bool isStreamed)
    {
        var request = new CreateChatCompletionRequest([ChatCompletionRequestMessage.User("What is the capital of France, and which river flows through it?")], "gpt-5.4");
        CreateChatCompletionRequest same = new(request.Messages, "gpt-5.4")
        {
            Tools = functions.Length == 0 ? null : [.. functions.Select(function => function.Tool)],
            StreamOptions = isStreamed ? new ChatCompletionStreamOptions { IncludeUsage = true } : null,
        };
        var costs = Measurement.Run(
        [
            new("call", () => isStreamed ? ReadTextAsync(chat, same) : chat.CreateChatCompletionAsync(same)),
            new("run", () => isStreamed ? ReadTextAsync(chat.RunTools(request, functions)) : chat.RunTools(request, functions).ToResponseAsync()),
        ]);
        Measurement.Cost call = costs["call"], run = costs["run"];
        double ratio = run.Microseconds / call.Microseconds;
        string must = name.StartsWith("loopback", StringComparison.Ordinal) ? ratio <= Most ? "met" : "MISSED" : "";
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"| {name} | {call.Microseconds:0.00} µs, {call.Bytes:0} B | {ratio:0.000} / {run.Bytes / call.Bytes:0.000} | {Most} | {must} |"));
        return ratio;
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
