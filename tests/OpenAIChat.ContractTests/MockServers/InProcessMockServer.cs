using OpenAIChat.Testing;

namespace OpenAIChat.ContractTests.MockServers;

/// <summary>Plays stubs on the in-process server of OpenAIChat.Testing.</summary>
internal sealed class InProcessMockServer : IMockServer
{
    private readonly ChatServer server;
    private readonly Dictionary<string, Stub> stubs = [];

    private InProcessMockServer(ChatServer server)
    {
        this.server = server;
        server.OnRequest(request => request.Operation is { } operation && stubs.TryGetValue(operation, out var stub) ? Reply(stub) : null);
    }

    public Uri BaseUrl => server.BaseUrl;

    public IReadOnlyList<ReceivedRequest> Requests =>
        [.. server.Requests
            .Select(request => new ReceivedRequest(request.Method, request.Path, request.Query, request.Headers, request.Body))];

    public static async Task<InProcessMockServer> StartAsync() =>
        new(await ChatServer.StartAsync(new ChatServerOptions { RequireApiKey = false }));

    public void Play(Stub stub) => stubs[stub.Operation] = stub;

    public ValueTask DisposeAsync() => server.DisposeAsync();

    private static ChatReply Reply(Stub stub)
    {
        var reply = stub.IsStream ? ChatReply.Sse(stub.Body) : ChatReply.Raw(stub.Body, stub.ContentType, stub.Status);
        reply = stub.Headers.Aggregate(reply, (current, header) => current.WithHeader(header.Key, header.Value));
        return stub.Fault switch
        {
            Fault.Reset => ChatReply.Disconnect(),
            Fault.Truncate => reply.TruncateAfter(2),
            Fault.Dribble => reply.InPacketsOf(1),
            _ => reply,
        };
    }
}
