using Microsoft.Extensions.AI;
using Newtonsoft.Json.Linq;
using OpenAIChat.Testing;

namespace OpenAIChat.Extensions.Tests.AI;

/// <summary>A chat client over HTTP to a server in the process; the tests look at what was sent and at what comes back.</summary>
public abstract class ChatClientFixture
{
    private ChatApi chat = null!;

    protected ChatServer Server { get; private set; } = null!;

    protected IChatClient Client { get; private set; } = null!;

    /// <summary>Gets the body of the last request.</summary>
    protected JObject Sent => Server.Requests[^1].Json!;

    [SetUp]
    public async Task StartServer()
    {
        // Lenient: what other servers add to their answers goes back to them.
        Server = await ChatServer.StartAsync(new ChatServerOptions { Lenient = true });
        chat = new ChatApi(
            new ChatApiOptions { BaseUrl = Server.BaseUrl, ApiKey = Server.ApiKey, MaxRetries = 0, ValidateRequests = false });
        Client = chat.AsIChatClient("gpt-5.4");
    }

    [TearDown]
    public async Task StopServer()
    {
        Client.Dispose();
        chat.Dispose();
        await Server.DisposeAsync();
    }

    /// <summary>Sends the messages and returns those of the request.</summary>
    protected async Task<JArray> SendAsync(params ChatMessage[] messages)
    {
        Server.Reply(ChatReply.Completion(CreateChatCompletionResponse.FromText("ok")));
        await Client.GetResponseAsync(messages);
        return (JArray)Sent["messages"]!;
    }

    /// <summary>Sends the options and returns the body.</summary>
    protected async Task<JObject> SendAsync(ChatOptions options)
    {
        Server.Reply(ChatReply.Completion(CreateChatCompletionResponse.FromText("ok")));
        await Client.GetResponseAsync("Hi", options);
        return Sent;
    }

    /// <summary>Answers with a message.</summary>
    protected Task<ChatResponse> AnswerAsync(string message, string finishReason = "stop", ChatOptions? options = null)
    {
        Server.Reply(ChatReply.Json($$"""
            {"id":"c1","object":"chat.completion","created":1700000000,"model":"m","choices":[{"index":0,"finish_reason":"{{finishReason}}","message":{{message}}}]}
            """));
        return Client.GetResponseAsync("Hi", options);
    }

    /// <summary>Answers with chunks, the deltas of which are given.</summary>
    protected async Task<List<ChatResponseUpdate>> StreamAsync(params string[] deltas)
    {
        IEnumerable<string> chunks = deltas.Select(static delta =>
            $$"""{"id":"c1","object":"chat.completion.chunk","created":1700000000,"model":"m","choices":[{"index":0,"delta":{{delta}}}]}""");
        const string End = """{"id":"c1","object":"chat.completion.chunk","created":1700000000,"model":"m","choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}""";
        return await StreamChunksAsync([.. chunks, End]);
    }

    /// <summary>Answers with chunks.</summary>
    protected async Task<List<ChatResponseUpdate>> StreamChunksAsync(params string[] chunks)
    {
        Server.Reply(ChatReply.Sse(string.Concat(chunks.Select(static chunk => $"data: {chunk}\n\n")) + "data: [DONE]\n\n"));
        var updates = new List<ChatResponseUpdate>();
        await foreach (ChatResponseUpdate update in Client.GetStreamingResponseAsync("Hi"))
        {
            updates.Add(update);
        }

        return updates;
    }
}
