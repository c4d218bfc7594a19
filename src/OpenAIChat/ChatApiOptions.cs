using System.Diagnostics;
using Newtonsoft.Json;
using OpenAIChat.Runtime;

namespace OpenAIChat;

/// <summary>How a <c>ChatApi</c> reaches its server, identifies itself, retries and waits.</summary>
/// <remarks>
/// It is checked and copied when the client is constructed; changing it afterwards has no effect. What is not set comes from the
/// environment
/// (<c>OPENAI_API_KEY</c>, <c>OPENAI_BASE_URL</c>, <c>OPENAI_ORG_ID</c>, <c>OPENAI_PROJECT_ID</c>; a blank variable counts as absent), else
/// from the defaults below.
/// Serializers, debuggers and <see cref="ToString"/> leave out what may hold a key.
/// </remarks>
// A field for each option: they are many, and have nothing else in common.
[DebuggerDisplay("{ToString(),nq}")]
public sealed partial class ChatApiOptions
{
    /// <summary>Gets or sets the API key.</summary>
    /// <value>
    /// The default is the environment's <c>OPENAI_API_KEY</c>, unless a given HttpClient sends an <c>Authorization</c> of its own.
    /// </value>
    [JsonIgnore]
#if NET
    [System.Text.Json.Serialization.JsonIgnore]
#endif
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    public string? ApiKey { get; set; }

    /// <summary>Gets or sets what returns the API key, or a token: it is called on every attempt, so that a key can be renewed.</summary>
    /// <value>The default is none. It replaces <see cref="ApiKey"/>, and is sent as the bearer token.</value>
    /// <remarks>An exception of the provider reaches the caller as it is, and is not retried.</remarks>
    [JsonIgnore]
#if NET
    [System.Text.Json.Serialization.JsonIgnore]
#endif
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    public Func<CancellationToken, ValueTask<string>>? ApiKeyProvider { get; set; }

    /// <summary>Gets or sets whether no authentication is sent, for servers that ask for none.</summary>
    /// <value>The default is <see langword="false"/>: a missing key is an error when the client is constructed.</value>
    public bool Anonymous { get; set; }

    /// <summary>
    /// Gets or sets the address that the paths of the API are appended to, with or without a slash at its end; a query in it is kept.
    /// </summary>
    /// <value>
    /// The default is the <c>BaseAddress</c> of a given HttpClient, else the environment's <c>OPENAI_BASE_URL</c>, else
    /// <c>https://api.openai.com/v1</c>.
    /// </value>
    public Uri? BaseUrl { get; set; }

    /// <summary>Gets or sets the organization that calls are counted for (<c>OpenAI-Organization</c>).</summary>
    /// <value>The default is the environment's <c>OPENAI_ORG_ID</c>.</value>
    public string? Organization { get; set; }

    /// <summary>Gets or sets the project that calls are counted for (<c>OpenAI-Project</c>).</summary>
    /// <value>The default is the environment's <c>OPENAI_PROJECT_ID</c>.</value>
    public string? Project { get; set; }

    /// <summary>Gets or sets what is appended to the <c>User-Agent</c> header, such as <c>MyApp/1.2</c>.</summary>
    /// <value>The default is nothing.</value>
    public string? UserAgentSuffix { get; set; }

    /// <summary>
    /// Gets or sets headers for every call. They replace those the client would send; <see langword="null"/> removes one. Those of a single
    /// call are <see cref="RequestOptions.Headers"/>.
    /// </summary>
    /// <value>Empty by default.</value>
    [JsonIgnore]
#if NET
    [System.Text.Json.Serialization.JsonIgnore]
#endif
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    public IDictionary<string, string?> DefaultHeaders { get; set; } = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);

    /// <summary>Gets or sets query parameters for every call.</summary>
    /// <value>Empty by default.</value>
    [JsonIgnore]
#if NET
    [System.Text.Json.Serialization.JsonIgnore]
#endif
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    public IDictionary<string, string?> DefaultQuery { get; set; } = new Dictionary<string, string?>(StringComparer.Ordinal);

    /// <summary>Gets or sets a request whose set members fill the unset ones of every request.</summary>
    /// <value>The default is none.</value>
    /// <remarks>
    /// A request is filled on a copy; what it sets itself always wins, an explicit null too. Left out is what a request has no use for:
    /// <c>stream</c>, which the method decides, <c>stream_options</c> unless streamed, <c>tool_choice</c> and <c>parallel_tool_calls</c>
    /// without tools,
    /// <c>top_logprobs</c> without <c>logprobs</c>, and <c>audio</c> without the modality.
    /// </remarks>
    public CreateChatCompletionRequest? Defaults { get; set; }

    /// <summary>Gets or sets how often a failed request is sent again.</summary>
    /// <value>The default is 2: at most three attempts.</value>
    /// <remarks>
    /// Retried are the statuses 408, 409, 429 and 5xx and broken connections, unless the server's <c>x-should-retry</c> says otherwise. Not
    /// retried are
    /// a used-up quota, which no waiting mends, and the timeout of a given HttpClient, which would only pass again.
    /// The delay is what the server asks for, else half a second, doubled each time up to eight, less up to a quarter of random jitter.
    /// A stream is never repeated once its first byte has arrived.
    /// </remarks>
    public int MaxRetries { get; set; } = 2;

    /// <summary>Gets or sets the longest delay that the server may ask for (<c>Retry-After</c>, <c>retry-after-ms</c>).</summary>
    /// <value>The default is 60 seconds. When it asks for more, the call fails at once with the server's answer.</value>
    public TimeSpan MaxRetryAfter { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>Gets or sets the longest time for a whole call, retries and waiting included.</summary>
    /// <value>The default is 10 minutes. <see cref="System.Threading.Timeout.InfiniteTimeSpan"/> means no limit.</value>
    /// <remarks>
    /// Of a streamed call it covers the time until the stream begins; then <see cref="StreamIdleTimeout"/> takes over. A given HttpClient
    /// has a
    /// <c>Timeout</c> of its own, 100 seconds by default: set that to <see cref="System.Threading.Timeout.InfiniteTimeSpan"/>.
    /// </remarks>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>Gets or sets the longest time to wait for a connection, per attempt.</summary>
    /// <value>The default is 10 seconds. <see cref="System.Threading.Timeout.InfiniteTimeSpan"/> means no limit.</value>
    /// <remarks>
    /// Without effect on an HttpClient that was given, and on the netstandard2.0 build (.NET Framework, and .NET before 10), where the
    /// system's own
    /// limit applies.
    /// </remarks>
    public TimeSpan ConnectTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Gets or sets the longest time that a stream may send nothing.</summary>
    /// <value>The default is 5 minutes. <see cref="System.Threading.Timeout.InfiniteTimeSpan"/> means no limit.</value>
    public TimeSpan StreamIdleTimeout { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>
    /// Gets or sets whether a stream is an error that ends without <c>[DONE]</c> and without a finish reason for every choice that has
    /// begun.
    /// </summary>
    /// <value>The default is <see langword="true"/>: an <see cref="IncompleteStreamException"/>.</value>
    public bool RequireStreamEnd { get; set; } = true;

    /// <summary>
    /// Gets or sets the longest answer that is accepted, and the longest event of a stream, in bytes after decompression.
    /// </summary>
    /// <value>The default is 64 MiB, for usual answers hundreds of times what they need.</value>
    /// <remarks>
    /// Receiving takes at most twice as much memory at its peak. A longer answer is an <see cref="ApiResponseException"/>, a longer event
    /// an <see cref="ApiStreamException"/>.
    /// </remarks>
    public long MaxResponseBytes { get; set; } = 64 * 1024 * 1024;

    /// <summary>Gets or sets whether requests are validated before they are sent.</summary>
    /// <value>The default is <see langword="true"/>.</value>
    public bool ValidateRequests { get; set; } = true;

    /// <summary>
    /// Gets or sets the validation rules that are not applied, out of <see cref="ValidationRule"/>, for servers that relax them.
    /// </summary>
    /// <value>Empty by default.</value>
    public ICollection<string> DisabledRules { get; set; } = new List<string>();

    /// <summary>Gets or sets a callback that is invoked before the delay of every retry.</summary>
    /// <value>The default is none. An exception of the callback ends the call.</value>
    [JsonIgnore]
#if NET
    [System.Text.Json.Serialization.JsonIgnore]
#endif
    public Action<RetryInfo>? OnRetry { get; set; }

    /// <summary>Gets or sets what watches the calls of the client, for example to log them.</summary>
    /// <value>The default is none.</value>
    [JsonIgnore]
#if NET
    [System.Text.Json.Serialization.JsonIgnore]
#endif
    public CallObserver? Observer { get; set; }

    /// <summary>Gets or sets the clock for timeouts and delays.</summary>
    /// <value>The default is <see cref="System.TimeProvider.System"/>.</value>
    [JsonIgnore]
#if NET
    [System.Text.Json.Serialization.JsonIgnore]
#endif
    public TimeProvider TimeProvider { get; set; } = TimeProvider.System;

    /// <summary>Gets or sets the source of jitter for delays: random numbers from 0 to 1.</summary>
    internal Func<double>? Jitter { get; set; }

    /// <summary>Gets or sets where the client authenticates and finds its address when the options do not say.</summary>
    internal ChatApiDefaults Fallback { get; set; } = ChatApiDefaults.OpenAI;

    /// <summary>Creates the handler with which a client connects that is not given an <see cref="HttpClient"/>.</summary>
    /// <remarks>
    /// For an HttpClient of your own, such as one of <c>IHttpClientFactory</c>: it follows no redirect, keeps no cookie, and renews its
    /// connections.
    /// Set that client's <see cref="HttpClient.Timeout"/> to <see cref="System.Threading.Timeout.InfiniteTimeSpan"/>, since calls have a
    /// limit of their own.
    /// </remarks>
    public HttpMessageHandler CreateHttpHandler() => ConnectionPool.CreateHandler(ConnectTimeout);

    /// <summary>Returns the options without any secret.</summary>
    /// <returns>A line such as <c>ChatApiOptions { BaseUrl = https://…, MaxRetries = 2 }</c>.</returns>
    public override string ToString() =>
        FormattableString.Invariant($"ChatApiOptions {{ BaseUrl = {ShownBaseUrl}, MaxRetries = {MaxRetries}, Timeout = {Timeout} }}");

    /// <summary>Gets the address without user name and query, where a key may stand.</summary>
    private string ShownBaseUrl => BaseUrl is { IsAbsoluteUri: true } url
        ? url.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped)
        : "default";
}
