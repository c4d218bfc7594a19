using System.Collections.Concurrent;
using Newtonsoft.Json.Linq;

namespace OpenAIChat.Runtime;

/// <summary>Everything a transport goes by, checked and never changed; what is the same for every call is made up once.</summary>
internal sealed class TransportSettings
{
    private static readonly Dictionary<string, string?> None = [];

    private readonly ConcurrentDictionary<string, Uri> addresses = new(StringComparer.Ordinal);
    private KeyValuePair<string, string>[]? headers;
    private Uri? baseUrl;

    public required Uri BaseUrl
    {
        get => baseUrl!;
        init
        {
            baseUrl = value;
            Address = value.GetLeftPart(UriPartial.Authority);
        }
    }

    /// <summary>Gets scheme, host and port, as messages name the server.</summary>
    public string Address { get; private init; } = "";

    public string? ApiKey { get; init; }

    public Func<CancellationToken, ValueTask<string>>? ApiKeyProvider { get; init; }

    public string? Organization { get; init; }

    public string? Project { get; init; }

    public string UserAgentText { get; init; } = UserAgent.With(null);

    /// <summary>Gets headers that replace or, being null, remove those of the client.</summary>
    public Dictionary<string, string?> Headers { get; init; } = None;

    /// <summary>Gets query parameters for every call; null removes one.</summary>
    public Dictionary<string, string?> Query { get; init; } = None;

    public JObject? ExtraBody { get; init; }

    public int MaxRetries { get; init; } = 2;

    public TimeSpan MaxRetryAfter { get; init; } = TimeSpan.FromSeconds(60);

    public TimeSpan Timeout { get; init; } = TimeSpan.FromMinutes(10);

    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(10);

    public TimeSpan StreamIdleTimeout { get; init; } = TimeSpan.FromMinutes(5);

    public bool RequireStreamEnd { get; init; } = true;

    public bool CaptureBody { get; init; }

    public string? SaveResponseTo { get; init; }

    public Action<RetryInfo>? OnRetry { get; init; }

    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>Gets the source of chance for delays: numbers from 0 to 1.</summary>
    public Func<double> Chance { get; init; } = Jitter.Next;

    /// <summary>Gets what turns the caller's request into the one that is sent (defaults, validation), told whether its answer is streamed; it must not change the caller's.</summary>
    /// <remarks>It is told, too, of the members that are put over the body afterwards.</remarks>
    public Func<JsonModel, bool, JObject?, JsonModel>? PrepareBody { get; init; }

    /// <summary>Gets the key that no text may show, where it is the same for every call.</summary>
    public string? Secret { get; private set; }

    /// <summary>Gets the headers of every request, but for those an attempt or a call adds.</summary>
    public KeyValuePair<string, string>[] FixedHeaders => headers ??= MakeHeaders();

    /// <summary>Gets whether an attempt asks <see cref="ApiKeyProvider"/> for its key.</summary>
    public bool AsksForKey => ApiKeyProvider is not null && !Headers.ContainsKey("Authorization");

    /// <summary>Makes the settings that some calls go by; everything that is not set in the options stays.</summary>
    /// <exception cref="ArgumentException">The options are faulty; the message names every fault.</exception>
    public TransportSettings With(RequestOptions options)
    {
        var faults = new SettingFaults();
        faults.CheckKey(nameof(options.ApiKey), options.ApiKey);
        if (options.Anonymous && options.ApiKey is not null)
        {
            faults.Add("ApiKey and Anonymous exclude each other.");
        }
        faults.CheckHeaders(nameof(options.Headers), options.Headers);
        faults.CheckQuery(nameof(options.Query), options.Query);
        faults.CheckHeaderValue(nameof(options.UserAgentSuffix), options.UserAgentSuffix);
        faults.CheckTime(nameof(options.Timeout), options.Timeout, infinite: true);
        faults.CheckRetries(nameof(options.MaxRetries), options.MaxRetries);
        faults.CheckFile(nameof(options.SaveResponseTo), options.SaveResponseTo);
        faults.Throw(nameof(RequestOptions));

        Dictionary<string, string?> newHeaders = Merge(Headers, options.Headers, StringComparer.OrdinalIgnoreCase);
        bool otherKey = options.Anonymous || options.ApiKey is not null;
        if (otherKey && options.Headers?.ContainsKey("Authorization") != true)
        {
            newHeaders.Remove("Authorization");
        }
        return new TransportSettings
        {
            BaseUrl = BaseUrl,
            ApiKey = otherKey ? options.ApiKey?.Trim() : ApiKey,
            ApiKeyProvider = otherKey ? null : ApiKeyProvider,
            Organization = Organization,
            Project = Project,
            UserAgentText = UserAgent.Append(UserAgentText, options.UserAgentSuffix),
            Headers = newHeaders,
            Query = Merge(Query, options.Query, StringComparer.Ordinal),
            ExtraBody = Merge(ExtraBody, options.ExtraBody),
            MaxRetries = options.MaxRetries ?? MaxRetries,
            MaxRetryAfter = MaxRetryAfter,
            Timeout = options.Timeout ?? Timeout,
            ConnectTimeout = ConnectTimeout,
            StreamIdleTimeout = StreamIdleTimeout,
            RequireStreamEnd = RequireStreamEnd,
            CaptureBody = options.CaptureBody || CaptureBody,
            SaveResponseTo = options.SaveResponseTo ?? SaveResponseTo,
            OnRetry = OnRetry,
            TimeProvider = TimeProvider,
            Chance = Chance,
            PrepareBody = PrepareBody,
        };
    }

    /// <summary>Makes the address of a call; that of a call without parameters only once.</summary>
    public Uri AddressOf(ApiCall call)
    {
        if (call.QueryText is { } query)
        {
            return Compose(call.FilledPath, query);
        }
        // A path with parameters filled in is not kept: there is no end to them.
        if (!call.IsFixed)
        {
            return Compose(call.FilledPath, null);
        }
        return addresses.TryGetValue(call.FilledPath, out Uri? known) ? known : addresses.GetOrAdd(call.FilledPath, Compose(call.FilledPath, null));
    }

    private static Dictionary<string, string?> Merge(Dictionary<string, string?> general, IDictionary<string, string?>? special, StringComparer names)
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
        if (special is null)
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

    private Uri Compose(string path, string? callQuery)
    {
        var parts = new List<string>();
        // The base address keeps its query: some gateways want a version there.
        if (BaseUrl.Query.Length > 1)
        {
            parts.Add(BaseUrl.Query.Substring(1));
        }
        foreach (KeyValuePair<string, string?> entry in Query)
        {
            if (entry.Value is { } value)
            {
                parts.Add(Uri.EscapeDataString(entry.Key) + "=" + Uri.EscapeDataString(value));
            }
        }
        if (callQuery is not null)
        {
            parts.Add(callQuery);
        }
        string address = BaseUrl.GetLeftPart(UriPartial.Path).TrimEnd('/') + path;
        return new Uri(parts.Count == 0 ? address : address + "?" + string.Join("&", parts));
    }

    private KeyValuePair<string, string>[] MakeHeaders()
    {
        var made = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase) { ["User-Agent"] = UserAgentText };
        if (ApiKey is not null)
        {
            made["Authorization"] = "Bearer " + ApiKey;
        }
        if (Organization is not null)
        {
            made["OpenAI-Organization"] = Organization;
        }
        if (Project is not null)
        {
            made["OpenAI-Project"] = Project;
        }
        foreach (KeyValuePair<string, string?> header in Headers)
        {
            made.Remove(header.Key);
            if (header.Value is not null)
            {
                made[header.Key] = header.Value;
            }
        }
        if (made.TryGetValue("Authorization", out string? authorization))
        {
            Secret = authorization.Substring(authorization.LastIndexOf(' ') + 1);
        }
        var all = new KeyValuePair<string, string>[made.Count];
        ((ICollection<KeyValuePair<string, string>>)made).CopyTo(all, 0);
        return all;
    }
}
