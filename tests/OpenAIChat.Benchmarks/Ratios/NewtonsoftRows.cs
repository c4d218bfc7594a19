using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using OpenAIChat.Benchmarks.Contenders;

namespace OpenAIChat.Benchmarks.Ratios;

/// <summary>What Newtonsoft's own entry points cost on our models, against plain classes of the same shape.</summary>
internal static class NewtonsoftRows
{
    private static readonly string Answer = System.Text.Encoding.UTF8.GetString(Payloads.SmallResponse);
    private static readonly Goal AsFast = new(1.00, null, 0.80, null);

    /// <summary>What each row measures: the plain classes stand in the place of the official SDK.</summary>
    public static IReadOnlyList<(string Name, double PerOperation, Goal Goal, Func<IReadOnlyList<Measurement.Candidate>> Candidates)> All { get; } =
    [
        Row("W8a JsonConvert reads 200 messages (plain classes = 1)", () => Read<CreateChatCompletionRequest>(Payloads.LongRequest), () => Read<StockRequest>(Payloads.LongRequest)),
        Row("W8b JsonConvert reads 20 tools (plain classes = 1)", () => Read<CreateChatCompletionRequest>(Payloads.ToolsRequest), () => Read<StockRequest>(Payloads.ToolsRequest)),
        Row("W8c JsonConvert reads an answer (plain classes = 1)", () => Read<CreateChatCompletionResponse>(Answer), () => Read<StockResponse>(Answer)),
        Row("W8d JsonConvert writes 200 messages (plain classes = 1)", Write<CreateChatCompletionRequest>(Payloads.LongRequest), Write<StockRequest>(Payloads.LongRequest)),
        Row("W8e JObject.FromObject of 20 tools (plain classes = 1)", Token<CreateChatCompletionRequest>(Payloads.ToolsRequest), Token<StockRequest>(Payloads.ToolsRequest)),
    ];

    private static (string, double, Goal, Func<IReadOnlyList<Measurement.Candidate>>) Row(string name, Func<object?> ours, Func<object?> plain) =>
        (name, 1, AsFast, () => [Candidate("OpenAIChat", ours), Candidate("official", plain)]);

    private static Measurement.Candidate Candidate(string name, Func<object?> once) => new(name, () =>
    {
        GC.KeepAlive(once());
        return Task.CompletedTask;
    });

    private static object? Read<T>(string json) => JsonConvert.DeserializeObject<T>(json);

    private static Func<object?> Write<T>(string json)
    {
        object value = Read<T>(json)!;
        return () => JsonConvert.SerializeObject(value);
    }

    private static Func<object?> Token<T>(string json)
    {
        object value = Read<T>(json)!;
        return () => JObject.FromObject(value);
    }
}
