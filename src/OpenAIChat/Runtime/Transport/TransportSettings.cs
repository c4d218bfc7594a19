using System.Diagnostics;
using Newtonsoft.Json.Linq;

namespace OpenAIChat.Runtime;

/// <summary>Everything a transport goes by, checked and never changed.</summary>
/// <remarks>It has a field for each setting, and nothing else: that is why they are so many.</remarks>
[DebuggerDisplay("{Server,nq}")]
internal sealed record TransportSettings
{
    private static readonly Dictionary<string, string?> None = [];

    private Uri? baseUrl;

    public required Uri BaseUrl
    {
        get => baseUrl!;
        init
        {
            baseUrl = value;
            Server = value.GetLeftPart(UriPartial.Authority);
        }
    }

    /// <summary>Gets scheme, host and port, as messages name the server.</summary>
    public string Server { get; private set; } = "";

    /// <summary>
    /// Gets the name of the client's class, as messages name it; that of its options is the same with "Options" after it.
    /// </summary>
    public string ClientName { get; init; } = "client";

    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    public string? ApiKey { get; init; }

    /// <summary>Gets the header that <see cref="ApiKey"/> is sent in as it is; null sends it as the bearer token.</summary>
    public string? KeyHeader { get; init; }

    public Func<CancellationToken, ValueTask<string>>? ApiKeyProvider { get; init; }

    public string UserAgentText { get; init; } = UserAgent.With(null);

    /// <summary>Gets headers that replace or, being null, remove those of the client.</summary>
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    public Dictionary<string, string?> Headers { get; init; } = None;

    /// <summary>Gets query parameters for every call; null removes one.</summary>
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    public Dictionary<string, string?> Query { get; init; } = None;

    public JObject? ExtraBody { get; init; }

    public int MaxRetries { get; init; } = 2;

    public TimeSpan MaxRetryAfter { get; init; } = TimeSpan.FromSeconds(60);

    public TimeSpan Timeout { get; init; } = TimeSpan.FromMinutes(10);

    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(10);

    public TimeSpan StreamIdleTimeout { get; init; } = TimeSpan.FromMinutes(5);

    public bool RequireStreamEnd { get; init; } = true;

    /// <summary>Gets the longest body, and the longest event of a stream, after decompression.</summary>
    public long MaxResponseBytes { get; init; } = 64 * 1024 * 1024;

    public bool CaptureBody { get; init; }

    public string? SaveResponseTo { get; init; }

    public Action<RetryInfo>? OnRetry { get; init; }

    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>Gets the source of jitter for delays: random numbers from 0 to 1.</summary>
    public Func<double> Jitter { get; init; } = Runtime.Jitter.Next;

    /// <summary>Gets what records calls.</summary>
    public ITelemetry Telemetry { get; init; } = ClientTelemetry.Default;

    /// <summary>
    /// Gets what turns the caller's request into the one that is sent (defaults, validation); it must not change the caller's.
    /// </summary>
    /// <remarks>It is given the request, whether its answer is streamed, and the members that are put over the body afterwards.</remarks>
    public Func<JsonModel, bool, JObject?, JsonModel>? PrepareBody { get; init; }

    /// <summary>Gets what knows the errors that no waiting mends, though their status is 429.</summary>
    public Func<ApiError, bool>? IsPermanentError { get; init; }

    /// <summary>Gets what suggests a remedy for an error status; where it returns null, the status alone decides.</summary>
    public Func<int, ApiError, string?>? SuggestRemedy { get; init; }

    /// <summary>Gets whether an attempt asks <see cref="ApiKeyProvider"/> for its key.</summary>
    public bool AsksForKey => ApiKeyProvider is not null && !Headers.ContainsKey("Authorization");


    /// <summary>Returns the settings of some calls; everything that the options do not set stays.</summary>
    /// <exception cref="ArgumentException">The options are not valid; the message names every error.</exception>
    public TransportSettings With(RequestOptions options)
    {
        var validator = new SettingsValidator();
        validator.CheckKey(nameof(options.ApiKey), options.ApiKey);
        if (options.Anonymous && options.ApiKey is not null)
        {
            validator.Add("ApiKey and Anonymous exclude each other.");
        }

        validator.CheckHeaders(nameof(options.Headers), options.Headers);
        validator.CheckQuery(nameof(options.Query), options.Query);
        validator.CheckHeaderValue(nameof(options.UserAgentSuffix), options.UserAgentSuffix);
        validator.CheckTime(nameof(options.Timeout), options.Timeout, infinite: true);
        validator.CheckRetries(nameof(options.MaxRetries), options.MaxRetries);
        validator.CheckFile(nameof(options.SaveResponseTo), options.SaveResponseTo);
        validator.Throw(nameof(RequestOptions));

        Dictionary<string, string?> newHeaders = Merge(Headers, options.Headers, StringComparer.OrdinalIgnoreCase);
        bool otherKey = options.Anonymous || options.ApiKey is not null;
        foreach (string name in otherKey ? new[] { "Authorization", KeyHeader ?? "Authorization" } : [])
        {
            if (options.Headers?.ContainsKey(name) != true)
            {
                newHeaders.Remove(name);
            }
        }

        return this with
        {
            ApiKey = otherKey ? options.ApiKey?.Trim() : ApiKey,
            ApiKeyProvider = otherKey ? null : ApiKeyProvider,
            UserAgentText = UserAgent.Append(UserAgentText, options.UserAgentSuffix),
            Headers = newHeaders,
            Query = Merge(Query, options.Query, StringComparer.Ordinal),
            ExtraBody = Merge(ExtraBody, options.ExtraBody),
            MaxRetries = options.MaxRetries ?? MaxRetries,
            Timeout = options.Timeout ?? Timeout,
            CaptureBody = options.CaptureBody || CaptureBody,
            SaveResponseTo = options.SaveResponseTo ?? SaveResponseTo,
        };
    }

    /// <summary>Returns the server; no setting is shown that may be secret.</summary>
    public override string ToString() => Server;

    private static Dictionary<string, string?> Merge(
        Dictionary<string, string?> general, IDictionary<string, string?>? special, StringComparer names)
    {
        var merged = new Dictionary<string, string?>(general, names);
        if (special is not null)
        {
            foreach (KeyValuePair<string, string?> entry in special)
            {
                merged[entry.Key] = entry.Value;
            }
        }

        return merged;
    }

    private static JObject? Merge(JObject? general, JObject? special)
    {
        if (special is not { Count: > 0 })
        {
            return general;
        }

        var merged = (JObject)(general?.DeepClone() ?? new JObject());
        foreach (KeyValuePair<string, JToken?> member in special)
        {
            merged[member.Key] = member.Value?.DeepClone();
        }

        return merged;
    }
}
