using OpenAIChat.Runtime;

namespace OpenAIChat;

// Construction and options; the operations are generated.
public sealed partial class ChatApi : IDisposable
{
    /// <summary>Initializes a client by the environment: <c>OPENAI_API_KEY</c>, <c>OPENAI_BASE_URL</c>, <c>OPENAI_ORG_ID</c>, <c>OPENAI_PROJECT_ID</c>.</summary>
    /// <exception cref="ArgumentException"><c>OPENAI_API_KEY</c> is not set.</exception>
    public ChatApi()
        : this(new ChatApiOptions())
    {
    }

    /// <summary>Initializes a client with a key; the rest is taken from the environment.</summary>
    /// <param name="apiKey">The API key.</param>
    public ChatApi(string apiKey)
        : this(new ChatApiOptions { ApiKey = apiKey ?? throw new ArgumentNullException(nameof(apiKey)) })
    {
    }

    /// <summary>Initializes a client with options; what they leave open is taken from the environment.</summary>
    /// <param name="options">The options. They are read once: later changes have no effect.</param>
    /// <exception cref="ArgumentException">Options are missing or faulty; the message names all of them.</exception>
    public ChatApi(ChatApiOptions options)
        : this(new ApiTransport(Settings(options)))
    {
    }

    /// <summary>Initializes a client over an <see cref="HttpClient"/>, which stays the caller's: it is neither changed nor disposed.</summary>
    /// <param name="httpClient">Sends the requests. Its <c>BaseAddress</c> is not used: the address is that of the options.</param>
    /// <param name="options">The options; null takes all from the environment.</param>
    /// <exception cref="ArgumentException">Options are missing or faulty; the message names all of them.</exception>
    public ChatApi(HttpClient httpClient, ChatApiOptions? options = null)
        : this(new ApiTransport(httpClient ?? throw new ArgumentNullException(nameof(httpClient)), Settings(options ?? new ChatApiOptions())))
    {
    }

    /// <summary>Gets the address that the paths of the API are appended to.</summary>
    public Uri BaseUrl => transport.Settings.BaseUrl;

    /// <summary>Gets the same client with other options for its calls; it shares the connections and is cheap to make.</summary>
    /// <param name="options">What differs for these calls.</param>
    public ChatApi WithOptions(RequestOptions options) => new(transport.With(options));

    /// <summary>Closes the connections, unless they are a given client's or those of the client this one was made from.</summary>
    public void Dispose() => transport.Dispose();

    private static TransportSettings Settings(ChatApiOptions options) =>
        (options ?? throw new ArgumentNullException(nameof(options))).ToSettings(Environment.GetEnvironmentVariable);
}
