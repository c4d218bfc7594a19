namespace OpenAIChat.Benchmarks;

/// <summary>What a contender is prepared for: requests by name, responses by name, streams by name.</summary>
internal sealed record Workload(
    IReadOnlyDictionary<string, string> Requests,
    IReadOnlyDictionary<string, byte[]> Responses,
    IReadOnlyDictionary<string, byte[]> Streams)
{
    public const int StreamChunks = 2000;

    public static Workload Full() => new(
        new Dictionary<string, string>(
            TextPayloads.Samples.Keys.Select(sample => KeyValuePair.Create(sample, TextPayloads.Conversation(sample))))
        {
            ["small"] = Payloads.SmallRequest,
            ["long"] = Payloads.LongRequest,
            ["tools"] = Payloads.ToolsRequest,
            ["image"] = TextPayloads.Image,
            ["JSON"] = TextPayloads.JsonInJson,
            ["many"] = TextPayloads.ManySmall,
        },
        new Dictionary<string, byte[]> { ["small"] = Payloads.SmallResponse, ["logprobs"] = Payloads.LogprobsResponse },
        new Dictionary<string, byte[]>(
            StreamPayloads.Chunks.Keys.Select(which => KeyValuePair.Create(which, StreamPayloads.Stream(which, StreamChunks))))
        {
            ["plain"] = Payloads.Stream(StreamChunks),
        });
}
