namespace OpenAIChat.Runtime;

/// <summary>The HTTP client of a transport and of those derived from it.</summary>
/// <param name="client">Sends the requests.</param>
/// <param name="isOwned">Whether it was created for the transport, and not given by the caller.</param>
internal sealed class SharedHttpClient(HttpClient client, bool isOwned) : IDisposable
{
    public HttpClient Client => client;

    /// <summary>Gets whether the client was disposed with its transport.</summary>
    public bool IsDisposed { get; private set; }

    /// <summary>Closes the connections, unless the client is the caller's.</summary>
    public void Dispose()
    {
        if (isOwned)
        {
            IsDisposed = true;
            client.Dispose();
        }
    }
}
