namespace OpenAIChat.Testing;

/// <summary>
/// A chat completions server inside the test process: real HTTP on a loopback port, no network, no model.
/// It answers everything sensibly by itself, or as scripted, and records what it was asked.
/// </summary>
/// <remarks>
/// <para>A request is answered by the first of these that has an answer: the replies given to <c>Enqueue</c>, the handlers given to
/// <c>OnRequest</c> (the latest first), the reply given to <c>Reply</c>, and at last the server itself, which repeats the user's words,
/// calls the tool that <c>tool_choice</c> demands, or makes up the smallest JSON that the response format allows.</para>
/// <para>Every member is safe to use from any thread, also while requests are being answered.</para>
/// </remarks>
/// <example>
/// <code>
/// await using var server = await ChatServer.StartAsync();
/// server.Reply("Paris.");
/// using var chat = new ChatApi(new ChatApiOptions { BaseUrl = server.BaseUrl, ApiKey = server.ApiKey });
/// </code>
/// </example>
public sealed class ChatServer : IAsyncDisposable
{
    private const string DefaultApiKey = "sk-offline-test-key";

    private readonly RequestLog log;
    private readonly ReplyScript script = new();
    private readonly CompletionStore store = new();
    private readonly KestrelHost host;

    private ChatServer(ChatServerOptions options)
    {
        ApiKey = options.ApiKey ?? DefaultApiKey;
        log = new RequestLog(options.RecordRequests);
        var authentication = new Authentication(options.RequireApiKey, options.ApiKey);
        var router = new ChatRouter(new RequestChecker(options.Lenient), store, options.TimeProvider);
        host = new KestrelHost(options, new ChatEndpoint(authentication, log, script, router, new ReplySender(options.TimeProvider)));
    }

    /// <summary>Gets the base URL to give to a client: <c>http://127.0.0.1:PORT/v1</c>.</summary>
    public Uri BaseUrl => host.BaseUrl;

    /// <summary>Gets a key that the server accepts.</summary>
    public string ApiKey { get; }

    /// <summary>Gets the requests received so far, oldest first, those refused for their key included.</summary>
    public IReadOnlyList<RecordedRequest> Requests => log.Snapshot();

    /// <summary>Gets how many connections clients hold open at this moment.</summary>
    public int OpenConnections => host.OpenConnections;

    /// <summary>Gets how many replies given to <c>Enqueue</c> have not been used yet.</summary>
    public int QueuedReplies => script.QueuedReplies;

    /// <summary>Starts a server.</summary>
    /// <param name="options">How to start it; the defaults suit most tests.</param>
    /// <param name="cancellationToken">Cancels the start.</param>
    /// <returns>The server, listening. Dispose of it to stop it at once.</returns>
    /// <exception cref="IOException">The port that the options ask for is taken.</exception>
    public static async Task<ChatServer> StartAsync(ChatServerOptions? options = null, CancellationToken cancellationToken = default)
    {
        var server = new ChatServer(options ?? new ChatServerOptions());
        try
        {
            await server.host.StartAsync(cancellationToken).ConfigureAwait(false);
            return server;
        }
        catch
        {
            await server.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Creates a client of this server, with its address and key.</summary>
    /// <param name="configure">Changes the options before the client is created.</param>
    /// <returns>A client; dispose of it after use.</returns>
    public ChatApi CreateClient(Action<ChatApiOptions>? configure = null)
    {
        var options = new ChatApiOptions { BaseUrl = BaseUrl, ApiKey = ApiKey };
        configure?.Invoke(options);
        return new ChatApi(options);
    }

    /// <summary>Answers every chat request that nothing else answers with <paramref name="text"/>.</summary>
    /// <param name="text">What the assistant says.</param>
    /// <returns>This server.</returns>
    public ChatServer Reply(string text) => Reply(ChatReply.Text(text));

    /// <summary>Answers every request that nothing else answers with <paramref name="reply"/>.</summary>
    /// <param name="reply">The reply.</param>
    /// <returns>This server.</returns>
    public ChatServer Reply(ChatReply reply)
    {
        ArgumentNullException.ThrowIfNull(reply);
        script.Fallback = reply;
        return this;
    }

    /// <summary>Answers the next chat request with <paramref name="text"/>.</summary>
    /// <param name="text">What the assistant says.</param>
    /// <returns>This server.</returns>
    public ChatServer Enqueue(string text) => Enqueue(ChatReply.Text(text));

    /// <summary>Answers the next chat requests with <paramref name="texts"/>, one each, in this order.</summary>
    /// <param name="texts">What the assistant says.</param>
    /// <returns>This server.</returns>
    public ChatServer Enqueue(params string[] texts)
    {
        ArgumentNullException.ThrowIfNull(texts);
        return Enqueue(texts.Select(static text => ChatReply.Text(text)));
    }

    /// <summary>Answers the next requests with <paramref name="replies"/>, one each, in this order.</summary>
    /// <remarks>A completion waits for the next request that creates one; an error, raw content or a broken connection meets
    /// whatever request comes next.</remarks>
    /// <param name="replies">The replies.</param>
    /// <returns>This server.</returns>
    public ChatServer Enqueue(params IEnumerable<ChatReply> replies)
    {
        script.Enqueue(replies);
        return this;
    }

    /// <summary>Lets <paramref name="handler"/> answer requests of every kind.</summary>
    /// <param name="handler">Returns the reply, or <see langword="null"/> to leave the request to others.</param>
    /// <returns>This server.</returns>
    public ChatServer OnRequest(Func<RecordedRequest, ChatReply?> handler)
    {
        ArgumentNullException.ThrowIfNull(handler);
        return OnRequest((request, _) => Task.FromResult(handler(request)));
    }

    /// <summary>Lets <paramref name="handler"/> answer requests of every kind.</summary>
    /// <param name="handler">Returns the reply, or <see langword="null"/> to leave the request to others. Its token is cancelled when
    /// the client goes away or the server stops.</param>
    /// <returns>This server.</returns>
    public ChatServer OnRequest(Func<RecordedRequest, CancellationToken, Task<ChatReply?>> handler)
    {
        ArgumentNullException.ThrowIfNull(handler);
        script.AddHandler(handler);
        return this;
    }

    /// <summary>Waits until the server has received a number of requests.</summary>
    /// <param name="number">Which request to wait for; 1 is the first.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <returns>The request with that number.</returns>
    /// <exception cref="InvalidOperationException">The server does not record requests.</exception>
    public Task<RecordedRequest> WaitForRequestAsync(int number = 1, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(number, 1);
        return log.WaitAsync(number, cancellationToken);
    }

    /// <summary>Forgets recorded requests, scripted replies, handlers and stored completions.</summary>
    public void Reset()
    {
        log.Clear();
        script.Clear();
        store.Clear();
    }

    /// <summary>Stops the server at once; replies still under way break off.</summary>
    /// <returns>A task that ends when the server has stopped.</returns>
    public ValueTask DisposeAsync() => host.DisposeAsync();
}
