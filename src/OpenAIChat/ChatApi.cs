using OpenAIChat.Runtime;

namespace OpenAIChat;

// Construction and options; the operations are generated.
public sealed partial class ChatApi : IDisposable
{
    /// <summary>
    /// Initializes a client from the environment: <c>OPENAI_API_KEY</c>, <c>OPENAI_BASE_URL</c>, <c>OPENAI_ORG_ID</c>,
    /// <c>OPENAI_PROJECT_ID</c>.
    /// </summary>
    /// <exception cref="ArgumentException"><c>OPENAI_API_KEY</c> is not set.</exception>
    public ChatApi()
        : this(new ChatApiOptions())
    {
    }

    /// <summary>Initializes a client with a key; the rest comes from the environment.</summary>
    /// <param name="apiKey">The API key.</param>
    public ChatApi(string apiKey)
        : this(new ChatApiOptions { ApiKey = apiKey ?? throw new ArgumentNullException(nameof(apiKey)) })
    {
    }

    /// <summary>Initializes a client with options; what they do not set comes from the environment.</summary>
    /// <param name="options">The options. They are read once: later changes have no effect.</param>
    /// <exception cref="ArgumentException">Options are missing or not valid; the message names all of them.</exception>
    public ChatApi(ChatApiOptions options)
        : this(new ApiTransport(Settings(options)))
    {
    }

    /// <summary>
    /// Initializes a client over an <see cref="HttpClient"/>, which stays the caller's: it is neither changed nor disposed.
    /// </summary>
    /// <param name="httpClient">
    /// Sends the requests. Its <c>BaseAddress</c> counts where the options give no <see cref="ChatApiOptions.BaseUrl"/>, before the
    /// environment; its
    /// <c>Authorization</c> where they give no key. Its <c>Timeout</c>, 100 seconds by default, ends a call before
    /// <see cref="ChatApiOptions.Timeout"/> does: set it to <see cref="Timeout.InfiniteTimeSpan"/>. On .NET, its
    /// <c>DefaultRequestVersion</c> chooses HTTP/2.
    /// </param>
    /// <param name="options">The options; null takes everything from the client and the environment.</param>
    /// <exception cref="ArgumentException">Options are missing or not valid; the message names all of them.</exception>
    public ChatApi(HttpClient httpClient, ChatApiOptions? options = null)
        : this(new ApiTransport(
            httpClient ?? throw new ArgumentNullException(nameof(httpClient)), Settings(options ?? new ChatApiOptions(), httpClient)))
    {
    }

    /// <summary>Gets the address that the paths of the API are appended to.</summary>
    public Uri BaseUrl => transport.Settings.BaseUrl;

    /// <summary>Returns the same client with other options for its calls; it shares the connections and is cheap to create.</summary>
    /// <param name="options">What differs for these calls.</param>
    public ChatApi WithOptions(RequestOptions options) => new(transport.With(options));

    IChatApi IChatApi.WithOptions(RequestOptions options) => WithOptions(options);

    /// <summary>Closes the connections, unless they are a given client's or those of the client this one was made from.</summary>
    public void Dispose() => transport.Dispose();

    private static TransportSettings Settings(ChatApiOptions options, HttpClient? httpClient = null) =>
        (options ?? throw new ArgumentNullException(nameof(options))).ToSettings(Environment.GetEnvironmentVariable, httpClient);

    /// <summary>Turns a whole answer, as servers send it that do not stream, into the one chunk of a stream.</summary>
    static partial void ToCreateChatCompletionStreamItem(
        CreateChatCompletionResponse answer, ref CreateChatCompletionStreamResponse? item) => item = answer.ToChunk();
}
