namespace OpenAIChat.Runtime;

/// <summary>The request of one call: the same on every attempt, but for a key that is asked for anew.</summary>
internal sealed class CallRequest : IDisposable
{
    private readonly ApiCall call;
    private readonly bool isStreamed;
    private readonly TransportSettings settings;
    private readonly KeyValuePair<string, string>[] headers;
    private readonly HttpClient client;
    private readonly RequestBody? body;

    /// <param name="call">The call.</param>
    /// <param name="isStreamed">Whether its answer is streamed.</param>
    /// <param name="address">The address with its query.</param>
    /// <param name="content">What is sent; null for nothing.</param>
    /// <param name="settings">What the transport goes by.</param>
    /// <param name="headers">The headers of every call.</param>
    /// <param name="client">The client that sends the request.</param>
    public CallRequest(
        ApiCall call,
        bool isStreamed,
        Uri address,
        JsonModel? content,
        TransportSettings settings,
        KeyValuePair<string, string>[] headers,
        HttpClient client)
    {
        this.call = call;
        this.isStreamed = isStreamed;
        this.settings = settings;
        this.headers = headers;
        this.client = client;
        Address = address;
        Content = content;
        body = content is null ? null : new RequestBody(content, settings.ExtraBody);
    }

    public Uri Address { get; }

    /// <summary>Gets the model that is sent; null when there is none.</summary>
    public JsonModel? Content { get; }

    /// <summary>Gets method and address, as messages name the request: without the query, which may hold a key.</summary>
    public string Name => call.Method.Method + " " + Address.GetLeftPart(UriPartial.Path);

    /// <summary>Creates the message of one attempt.</summary>
    /// <param name="key">The key that the attempt has asked for; null when it has not.</param>
    public HttpRequestMessage CreateMessage(string? key)
    {
        var message = new HttpRequestMessage(call.Method, Address);
#if !NETSTANDARD2_0
        // A given client may have been told to speak HTTP/2.
        message.Version = client.DefaultRequestVersion;
        message.VersionPolicy = client.DefaultVersionPolicy;
#endif
        if (body is not null)
        {
            message.Content = new RequestContent(body);
        }

        foreach (KeyValuePair<string, string> header in headers)
        {
            SetHeader(message, header.Key, header.Value);
        }

        if (key is not null)
        {
            SetHeader(message, "Authorization", "Bearer " + key);
        }

        if (!settings.Headers.ContainsKey("Accept"))
        {
            SetHeader(message, "Accept", isStreamed ? "text/event-stream" : "application/json");
        }

        foreach (KeyValuePair<string, string> header in call.Headers ?? [])
        {
            if (!settings.Headers.ContainsKey(header.Key))
            {
                SetHeader(message, header.Key, header.Value);
            }
        }

        return message;
    }

    public void Dispose() => body?.Dispose();

    private static void SetHeader(HttpRequestMessage message, string name, string value)
    {
        if (!message.Headers.TryAddWithoutValidation(name, value) && message.Content is { } content)
        {
            content.Headers.Remove(name);
            content.Headers.TryAddWithoutValidation(name, value);
        }
    }
}
