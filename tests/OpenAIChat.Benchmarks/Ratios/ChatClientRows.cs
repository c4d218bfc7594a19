using OpenAIChat.Benchmarks.Contenders;

namespace OpenAIChat.Benchmarks.Ratios;

/// <summary>What <c>IChatClient</c> over this client costs against the official SDK called directly for the same work.</summary>
internal static class ChatClientRows
{
    /// <summary>What each row of the table measures, how often it does its work at once, and what it must reach.</summary>
    public static IReadOnlyList<(
        string Name, double PerOperation, Goal Goal, Func<IReadOnlyList<Measurement.Candidate>> Candidates)> All
    { get; } =
    [
        ("W7a IChatClient, small call", 1, new Goal(0.45, 0.45, 0.40, 0.40), () => Call(new(Messages: 1, Characters: 30, Tools: 0))),
        ("W7b IChatClient, stream, per chunk", Workload.StreamChunks, new Goal(0.45, 0.45, 0.35, 0.30), Stream),
        ("W7c IChatClient, 20 tools, 200 messages of 1,000 characters", 1, new Goal(0.50, 0.50, 0.35, 0.35), () => Call(
            new(Messages: 200, Characters: 1000, Tools: 20))),
        ("W7d IChatClient, 20 tools, 200 messages of 40 characters", 1, new Goal(0.90, 0.60, 0.50, 0.50), () => Call(
            new(Messages: 200, Characters: 40, Tools: 20))),
        ("W7e IChatClient, 20 tools, 50 calls in 200 messages", 1, new Goal(1.00, 2.20, 0.50, 0.50), () => Call(
            new(Messages: 200, Characters: 200, Tools: 20, HasCalls: true))),
    ];

    private static IReadOnlyList<Measurement.Candidate> Call(ChatClientCalls.Conversation conversation)
    {
        var calls = new ChatClientCalls(conversation, Payloads.SmallResponse, "application/json");
        return [new("OpenAIChat", calls.CallAsync), new("official", calls.CallOfficialAsync)];
    }

    private static IReadOnlyList<Measurement.Candidate> Stream()
    {
        var calls = new ChatClientCalls(
            new(Messages: 1, Characters: 30, Tools: 0),
            Payloads.Stream(Workload.StreamChunks),
            "text/event-stream");
        return [new("OpenAIChat", calls.StreamAsync), new("official", calls.StreamOfficialAsync)];
    }
}
