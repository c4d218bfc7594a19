using OpenAIChat.ContractTests.MockServers;

namespace OpenAIChat.ContractTests;

/// <summary>A mock server and a client for each test; afterwards every request that was sent is validated against the contract.</summary>
public abstract class ContractTest
{
    private IMockServer? server;
    private ChatApi? client;

    private protected IMockServer Server => server!;

    private protected ChatApi Client => client!;

    [SetUp]
    public async Task Start()
    {
        server = await MockServer.StartAsync();
        client = new ChatApi(new ChatApiOptions { ApiKey = "sk-contract", BaseUrl = server.BaseUrl, MaxRetries = 0 });
    }

    [TearDown]
    public async Task Validator()
    {
        var requests = Server.Requests;
        client!.Dispose();
        await server!.DisposeAsync();
        Assert.That(requests.SelectMany(ContractSuite.Validator.ValidateRequest), Is.Empty, "Every request must fit the contract.");
    }

    /// <summary>Plays a stub after it has been validated against the contract.</summary>
    private protected Stub Play(Stub stub)
    {
        Assert.That(ContractSuite.Validator.ValidateAnswer(stub), Is.Empty, "Every stub must fit the contract.");
        Server.Play(stub);
        return stub;
    }
}
