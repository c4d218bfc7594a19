using OpenAIChat.ContractTests.Contract;
using WireMock.RequestBuilders;
using WireMock.ResponseBuilders;
using WireMock.Server;

namespace OpenAIChat.ContractTests.MockServers;

/// <summary>Plays stubs on WireMock.Net.</summary>
/// <remarks>Its faults are not transport errors, so the tests of broken connections do not run on it.</remarks>
internal sealed class WireMockMockServer : IMockServer
{
    private readonly WireMockServer server = WireMockServer.Start();
    private int played;

    public Uri BaseUrl => new(server.Url + "/v1");

    public IReadOnlyList<ReceivedRequest> Requests =>
    [
        .. server.LogEntries.Select(entry => entry.RequestMessage).OfType<WireMock.IRequestMessage>().Select(request => new ReceivedRequest(
            request.Method,
            request.Path,
            WireMockQuery.Decode(request.Query),
            request.Headers?.ToDictionary(entry => entry.Key, entry => string.Join(",", entry.Value), StringComparer.OrdinalIgnoreCase)
                ?? [],
            request.Body ?? "")),
    ];

    public void Play(Stub stub)
    {
        var (method, path) = Operations.Route(stub.Operation);
        var response = Response.Create().WithStatusCode(stub.Status).WithHeader("Content-Type", stub.ContentType).WithBody(stub.Body);
        foreach (var (name, value) in stub.Headers)
        {
            response = response.WithHeader(name, value);
        }

        // The last stub of an operation comes first: a lower number wins.
        server.Given(Request.Create().WithPath("/v1" + path.Replace("{completion_id}", "*", StringComparison.Ordinal)).UsingMethod(method))
            .AtPriority(int.MaxValue - ++played)
            .RespondWith(response);
    }

    public ValueTask DisposeAsync()
    {
        server.Dispose();
        return ValueTask.CompletedTask;
    }
}
