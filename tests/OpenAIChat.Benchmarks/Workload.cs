namespace OpenAIChat.Benchmarks;

/// <summary>What a contender is prepared for: requests by name, responses by name, a stream.</summary>
internal sealed record Workload(IReadOnlyDictionary<string, string> Requests, IReadOnlyDictionary<string, byte[]> Responses, byte[] Stream)
{
    public const int StreamChunks = 2000;

    public static Workload Full() => new(
        new Dictionary<string, string> { ["small"] = Payloads.SmallRequest, ["long"] = Payloads.LongRequest, ["tools"] = Payloads.ToolsRequest },
        new Dictionary<string, byte[]> { ["small"] = Payloads.SmallResponse, ["logprobs"] = Payloads.LogprobsResponse },
        Payloads.Stream(StreamChunks));
}
