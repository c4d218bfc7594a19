using OpenAIChat.Testing;

namespace OpenAIChat.Tests.FirstGuesses;

/// <summary>
/// What people type before they look at the documentation, coming from the official package, Anthropic's or Microsoft.Extensions.AI:
/// it has to compile, and to run against the chat server.
/// </summary>
internal abstract class GuessFixture
{
    protected const string Model = "gpt-5.4";

    protected ChatServer Server { get; private set; } = null!;

    protected ChatApi Chat { get; private set; } = null!;

    [SetUp]
    public async Task ConnectAsync()
    {
        Server = await ChatServer.StartAsync();
        Chat = Server.CreateClient();
    }

    [TearDown]
    public async Task DisconnectAsync()
    {
        Chat.Dispose();
        await Server.DisposeAsync();
    }

    /// <summary>Gets the body of the request that the server received last.</summary>
    protected Newtonsoft.Json.Linq.JObject Sent() => Server.Requests[^1].Json!;
}
