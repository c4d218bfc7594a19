using OpenAIChat.Runtime;
using OpenAIChat.Validation;

namespace OpenAIChat;

/// <summary>How a <c>ChatApi</c> reaches its server, identifies itself, retries and waits.</summary>
/// <remarks>
/// It is checked and copied when the client is constructed; changing it afterwards has no effect. What is not set comes from the environment
/// (<c>OPENAI_API_KEY</c>, <c>OPENAI_BASE_URL</c>, <c>OPENAI_ORG_ID</c>, <c>OPENAI_PROJECT_ID</c>; a blank variable counts as absent), else from the defaults below.
/// </remarks>
public sealed class ChatApiOptions
{
    private const string DefaultBaseUrl = "https://api.openai.com/v1";

    /// <summary>Gets or sets the API key.</summary>
    /// <value>The default is the environment's <c>OPENAI_API_KEY</c>.</value>
    public string? ApiKey { get; set; }

    /// <summary>Gets or sets what gives the API key: it is asked on every attempt, so that a key can be renewed.</summary>
    /// <value>The default is none. It takes the place of <see cref="ApiKey"/>.</value>
    /// <remarks>An exception of the provider reaches the caller as it is, and is not retried.</remarks>
    public Func<CancellationToken, ValueTask<string>>? ApiKeyProvider { get; set; }

    /// <summary>Gets or sets whether no authentication is sent, for servers that ask for none.</summary>
    /// <value>The default is <see langword="false"/>: a missing key is an error when the client is constructed.</value>
    public bool Anonymous { get; set; }

    /// <summary>Gets or sets the address that the paths of the API are appended to, with or without a slash at its end; a query in it is kept.</summary>
    /// <value>The default is the environment's <c>OPENAI_BASE_URL</c>, else <c>https://api.openai.com/v1</c>.</value>
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

    /// <summary>Gets or sets headers for every call. They replace those the client would send; <see langword="null"/> removes one.</summary>
    /// <value>Empty by default.</value>
    public IDictionary<string, string?> DefaultHeaders { get; set; } = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);

    /// <summary>Gets or sets query parameters for every call.</summary>
    /// <value>Empty by default.</value>
    public IDictionary<string, string?> DefaultQuery { get; set; } = new Dictionary<string, string?>(StringComparer.Ordinal);

    /// <summary>Gets or sets a request whose set members fill the unset ones of every request.</summary>
    /// <value>The default is none.</value>
    /// <remarks>
    /// A request is filled on a copy; what it sets itself always wins, an explicit null too. Left out is what a request has no use for:
    /// <c>stream</c>, which the method decides, <c>stream_options</c> unless streamed, <c>tool_choice</c> and <c>parallel_tool_calls</c> without tools,
    /// <c>top_logprobs</c> without <c>logprobs</c>, and <c>audio</c> without the modality.
    /// </remarks>
    public CreateChatCompletionRequest? Defaults { get; set; }

    /// <summary>Gets or sets how often a failed request is sent again.</summary>
    /// <value>The default is 2: at most three attempts.</value>
    /// <remarks>
    /// Retried are the statuses 408, 409, 429 and 5xx, broken connections and timed-out attempts, unless the server's <c>x-should-retry</c> says otherwise.
    /// The delay is what the server asks for, else half a second, doubled each time up to eight, less up to a quarter by chance.
    /// A stream is never repeated once its first byte has arrived.
    /// </remarks>
    public int MaxRetries { get; set; } = 2;

    /// <summary>Gets or sets the longest delay that the server may ask for (<c>Retry-After</c>, <c>retry-after-ms</c>).</summary>
    /// <value>The default is 60 seconds. When it asks for more, the call fails at once with the server's answer.</value>
    public TimeSpan MaxRetryAfter { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>Gets or sets the longest time for a whole call, retries and waiting included.</summary>
    /// <value>The default is 10 minutes. <see cref="System.Threading.Timeout.InfiniteTimeSpan"/> means no limit.</value>
    /// <remarks>Of a streamed call it covers the time until the response headers; then <see cref="StreamIdleTimeout"/> takes over.</remarks>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>Gets or sets the longest time to wait for a connection, per attempt.</summary>
    /// <value>The default is 10 seconds. <see cref="System.Threading.Timeout.InfiniteTimeSpan"/> means no limit.</value>
    /// <remarks>
    /// Without effect on an HttpClient that was given, and on the netstandard2.0 build (.NET Framework, and .NET before 10), where the system's own
    /// limit applies.
    /// </remarks>
    public TimeSpan ConnectTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Gets or sets the longest time that a stream may send nothing.</summary>
    /// <value>The default is 5 minutes. <see cref="System.Threading.Timeout.InfiniteTimeSpan"/> means no limit.</value>
    public TimeSpan StreamIdleTimeout { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>Gets or sets whether a stream that ends without <c>[DONE]</c> and without a finish reason is an error.</summary>
    /// <value>The default is <see langword="true"/>: an <see cref="IncompleteStreamException"/>.</value>
    public bool RequireStreamEnd { get; set; } = true;

    /// <summary>Gets or sets whether requests are validated before they are sent.</summary>
    /// <value>The default is <see langword="true"/>.</value>
    public bool ValidateRequests { get; set; } = true;

    /// <summary>Gets or sets the validation rules that are not applied, out of <see cref="ValidationRule"/>, for servers that relax them.</summary>
    /// <value>Empty by default.</value>
    public ICollection<string> DisabledRules { get; set; } = new List<string>();

    /// <summary>Gets or sets what is told of every retry, before its delay.</summary>
    /// <value>The default is nothing. An exception of the callback ends the call.</value>
    public Action<RetryInfo>? OnRetry { get; set; }

    /// <summary>Gets or sets the clock for timeouts and delays.</summary>
    /// <value>The default is <see cref="System.TimeProvider.System"/>.</value>
    public TimeProvider TimeProvider { get; set; } = TimeProvider.System;

    /// <summary>Gets or sets the source of chance for delays: numbers from 0 to 1.</summary>
    internal Func<double>? Chance { get; set; }

    /// <summary>Creates the handler with which a client connects that is not given an <see cref="HttpClient"/>.</summary>
    /// <remarks>
    /// For an HttpClient of your own, such as one of <c>IHttpClientFactory</c>: it decompresses, follows no redirect, keeps no cookie, and renews its connections.
    /// Set that client's <see cref="HttpClient.Timeout"/> to <see cref="System.Threading.Timeout.InfiniteTimeSpan"/>, since calls have a limit of their own.
    /// </remarks>
    public HttpMessageHandler CreateHttpHandler() => ConnectionPool.CreateHandler(ConnectTimeout);

    /// <summary>Returns the options without any secret.</summary>
    /// <returns>A line such as <c>ChatApiOptions { BaseUrl = https://…, MaxRetries = 2 }</c>.</returns>
    public override string ToString() => FormattableString.Invariant($"ChatApiOptions {{ BaseUrl = {BaseUrl?.GetLeftPart(UriPartial.Path) ?? "default"}, MaxRetries = {MaxRetries}, Timeout = {Timeout} }}");

    /// <summary>Checks the options and makes the settings of a transport.</summary>
    /// <param name="environment">Reads an environment variable.</param>
    /// <exception cref="ArgumentException">Something is missing or faulty; the message names all of it.</exception>
    internal TransportSettings ToSettings(Func<string, string?> environment)
    {
        var faults = new SettingFaults();
        string? key = ChooseKey(environment, faults);
        Uri? baseUrl = ChooseBaseUrl(environment, faults);
        string? organization = Choose(Organization, "OPENAI_ORG_ID", environment);
        string? project = Choose(Project, "OPENAI_PROJECT_ID", environment);
        faults.CheckHeaderValue(nameof(Organization), organization);
        faults.CheckHeaderValue(nameof(Project), project);
        faults.CheckHeaderValue(nameof(UserAgentSuffix), UserAgentSuffix);
        faults.CheckHeaders(nameof(DefaultHeaders), DefaultHeaders);
        faults.CheckQuery(nameof(DefaultQuery), DefaultQuery);
        faults.CheckRetries(nameof(MaxRetries), MaxRetries);
        faults.CheckTime(nameof(MaxRetryAfter), MaxRetryAfter, zero: true);
        faults.CheckTime(nameof(Timeout), Timeout, infinite: true);
        faults.CheckTime(nameof(ConnectTimeout), ConnectTimeout, infinite: true);
        faults.CheckTime(nameof(StreamIdleTimeout), StreamIdleTimeout, infinite: true);
        if (DisabledRules is { Count: > 0 } disabled)
        {
            CheckRules(disabled, faults);
        }
        if (TimeProvider is null)
        {
            faults.Add(nameof(TimeProvider) + " is null.");
        }
        faults.Throw(nameof(ChatApiOptions));
        return new TransportSettings
        {
            BaseUrl = baseUrl!,
            ApiKey = key,
            ApiKeyProvider = ApiKeyProvider,
            Organization = organization,
            Project = project,
            UserAgentText = UserAgent.With(UserAgentSuffix),
            Headers = Copy(DefaultHeaders, StringComparer.OrdinalIgnoreCase),
            Query = Copy(DefaultQuery, StringComparer.Ordinal),
            MaxRetries = MaxRetries,
            MaxRetryAfter = MaxRetryAfter,
            Timeout = Timeout,
            ConnectTimeout = ConnectTimeout,
            StreamIdleTimeout = StreamIdleTimeout,
            RequireStreamEnd = RequireStreamEnd,
            OnRetry = OnRetry,
            TimeProvider = TimeProvider!,
            Chance = Chance ?? Jitter.Next,
            PrepareBody = new RequestPreparation(Defaults, ValidateRequests, DisabledRules ?? []).Prepare,
        };
    }

    private static void CheckRules(ICollection<string> disabled, SettingFaults faults)
    {
        foreach (string rule in disabled.Except(ValidationRule.All))
        {
            faults.Add($"DisabledRules names \"{rule}\", which is no rule; take the names from ValidationRule.");
        }
    }

    private static string? Choose(string? option, string variable, Func<string, string?> environment)
    {
        string? value = option ?? environment(variable);
        return string.IsNullOrWhiteSpace(value) ? null : value!.Trim();
    }

    private static Dictionary<string, string?> Copy(IDictionary<string, string?>? entries, StringComparer names)
    {
        var copy = new Dictionary<string, string?>(names);
        foreach (KeyValuePair<string, string?> entry in entries ?? new Dictionary<string, string?>())
        {
            copy[entry.Key] = entry.Value;
        }
        return copy;
    }

    private string? ChooseKey(Func<string, string?> environment, SettingFaults faults)
    {
        if (Anonymous)
        {
            if (ApiKey is not null || ApiKeyProvider is not null)
            {
                faults.Add("Anonymous excludes ApiKey and ApiKeyProvider.");
            }
            return null;
        }
        if (ApiKeyProvider is not null)
        {
            if (ApiKey is not null)
            {
                faults.Add("ApiKey and ApiKeyProvider exclude each other.");
            }
            return null;
        }
        faults.CheckKey(nameof(ApiKey), ApiKey);
        if (ApiKey is not null)
        {
            return ApiKey.Trim();
        }
        string? found = Choose(null, "OPENAI_API_KEY", environment);
        faults.CheckKey("OPENAI_API_KEY", found);
        if (found is null && !Copy(DefaultHeaders, StringComparer.OrdinalIgnoreCase).ContainsKey("Authorization"))
        {
            faults.Add("There is no API key: set the environment variable OPENAI_API_KEY, or ApiKey, ApiKeyProvider or Anonymous.");
        }
        return found;
    }

    private Uri? ChooseBaseUrl(Func<string, string?> environment, SettingFaults faults)
    {
        string name = nameof(BaseUrl);
        Uri? url = BaseUrl;
        if (url is null)
        {
            string? found = Choose(null, "OPENAI_BASE_URL", environment);
            name = found is null ? name : "OPENAI_BASE_URL";
            Uri.TryCreate(found ?? DefaultBaseUrl, UriKind.Absolute, out url);
        }
        if (url is not { IsAbsoluteUri: true } || !(url.Scheme == Uri.UriSchemeHttp || url.Scheme == Uri.UriSchemeHttps))
        {
            faults.Add(name + " is not an absolute http or https address.");
        }
        else if (url.UserInfo.Length > 0 || url.Fragment.Length > 0)
        {
            faults.Add(name + " has a user name or a fragment, which would never be sent.");
        }
        return url;
    }
}
