using OpenAIChat.Testing;

namespace OpenAIChat.Tests.Docs;

/// <summary>What the examples of the documents run on: a server, a client of it, and a console that can be read.</summary>
public abstract class RunExamples
{
    private protected ChatServer server = null!;
    private protected ChatApi chat = null!;

    // The examples write to this, as a program would to its console.
    private protected StringWriter Console { get; } = new();

    [SetUp]
    public async Task StartAsync()
    {
        server = await ChatServer.StartAsync();
        chat = new ChatApi(new ChatApiOptions { ApiKey = server.ApiKey, BaseUrl = server.BaseUrl });
    }

    [TearDown]
    public async Task StopAsync()
    {
        chat.Dispose();
        Console.GetStringBuilder().Clear();
        await server.DisposeAsync();
    }

    [OneTimeTearDown]
    public void Close() => Console.Dispose();
}
