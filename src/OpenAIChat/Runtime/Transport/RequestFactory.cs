using System.Collections.Concurrent;

namespace OpenAIChat.Runtime;

/// <summary>Prepares the requests of calls. What is the same for every call is put together once.</summary>
internal sealed class RequestFactory
{
    private static readonly string[] SecretWords = ["key", "token", "secret", "auth", "password", "credential", "signature", "cookie"];

    private readonly TransportSettings settings;
    private readonly SharedHttpClient shared;
    private readonly ConcurrentDictionary<string, Uri> addresses = new(StringComparer.Ordinal);
    private KeyValuePair<string, string>[]? headers;
    private SecretRedactor? redactor;

    public RequestFactory(TransportSettings settings, SharedHttpClient shared)
    {
        this.settings = settings;
        this.shared = shared;
    }

    /// <summary>Gets what takes the secrets that all calls share out of whatever is shown.</summary>
    public SecretRedactor Redactor => redactor ??= new SecretRedactor(FindSecrets());

    /// <summary>Prepares the request of a call: from here on, nothing that the caller changes has an effect on it.</summary>
    public CallRequest Prepare(ApiCall call, bool isStreamed)
    {
        Uri address = AddressOf(call);
        JsonModel? content = call.Content is { } given
            ? settings.PrepareBody?.Invoke(given, isStreamed, settings.ExtraBody) ?? given
            : null;
        return new CallRequest(call, isStreamed, address, content, settings, headers ??= CreateHeaders(), shared.Client);
    }

    /// <summary>Returns the address of a call; that of a call without parameters is composed only once.</summary>
    private Uri AddressOf(ApiCall call)
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

        return addresses.TryGetValue(call.FilledPath, out Uri? known)
            ? known
            : addresses.GetOrAdd(call.FilledPath, Compose(call.FilledPath, null));
    }

    private Uri Compose(string path, string? callQuery)
    {
        var parts = new List<string>();
        int queryAt = path.IndexOf('?');
        string fixedQuery = queryAt < 0 ? "" : path.Substring(queryAt + 1);
        // The base address keeps its query: some gateways want a version there.
        if (settings.BaseUrl.Query.Length > 1)
        {
            parts.Add(settings.BaseUrl.Query.Substring(1));
        }

        foreach (KeyValuePair<string, string?> entry in settings.Query)
        {
            if (entry.Value is { } value)
            {
                parts.Add(Uri.EscapeDataString(entry.Key) + "=" + Uri.EscapeDataString(value));
            }
        }

        // The contract's path may hold a question mark.
        if (fixedQuery.Length > 0)
        {
            parts.Add(fixedQuery);
        }

        if (callQuery is not null)
        {
            parts.Add(callQuery);
        }

        string address = settings.BaseUrl.GetLeftPart(UriPartial.Path).TrimEnd('/') + (queryAt < 0 ? path : path.Substring(0, queryAt));
        return new Uri(parts.Count == 0 ? address : address + "?" + string.Join("&", parts));
    }

    /// <summary>Creates the headers of every call.</summary>
    private KeyValuePair<string, string>[] CreateHeaders()
    {
        var all = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase) { ["User-Agent"] = settings.UserAgentText };
        // A given client may ask for other codings, or for none.
        if (shared.Client.DefaultRequestHeaders.AcceptEncoding.Count == 0)
        {
            all["Accept-Encoding"] = ContentDecoder.AcceptEncoding;
        }

        if (settings.ApiKey is { } key)
        {
            all[settings.KeyHeader ?? "Authorization"] = settings.KeyHeader is null ? "Bearer " + key : key;
        }

        foreach (KeyValuePair<string, string?> header in settings.Headers)
        {
            all.Remove(header.Key);
            if (header.Value is not null)
            {
                all[header.Key] = header.Value;
            }
        }

        return [.. all];
    }

    /// <summary>Finds the keys that are sent: in headers, those of a given client included, and in the query.</summary>
    private IEnumerable<string?> FindSecrets()
    {
        yield return settings.ApiKey;
        IEnumerable<KeyValuePair<string, string>> theirs = shared.Client.DefaultRequestHeaders.Select(
            header => new KeyValuePair<string, string>(header.Key, string.Join(" ", header.Value)));
        foreach (KeyValuePair<string, string> header in (headers ??= CreateHeaders()).Concat(theirs))
        {
            if (IsSecretName(header.Key))
            {
                // Behind the scheme: "Bearer …".
                yield return header.Value.Substring(header.Value.LastIndexOf(' ') + 1);
            }
        }

        foreach (string part in Compose("", null).Query.TrimStart('?').Split('&'))
        {
            if (part.Split(['='], 2) is [var name, var value] && IsSecretName(name))
            {
                yield return Uri.UnescapeDataString(value);
            }
        }
    }

    private static bool IsSecretName(string name) =>
        name.Equals("sig", StringComparison.OrdinalIgnoreCase) || name.Equals("code", StringComparison.OrdinalIgnoreCase)
        || SecretWords.Any(word => name.Contains(word, StringComparison.OrdinalIgnoreCase));
}
