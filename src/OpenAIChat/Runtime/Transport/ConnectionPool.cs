using System.Net;

namespace OpenAIChat.Runtime;

/// <summary>Makes the HTTP client of a transport that was not given one.</summary>
internal static class ConnectionPool
{
    // Calls have their own limit; the client's cannot tell a stream from a plain call.
    public static HttpClient Create(TransportSettings settings) =>
        new(CreateHandler(settings.ConnectTimeout), disposeHandler: true) { Timeout = Timeout.InfiniteTimeSpan };

    public static HttpMessageHandler CreateHandler(TimeSpan connectTimeout)
    {
#if NETSTANDARD2_0
        // The connect timeout is not to be had here: the system's own applies.
        var handler = new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false };
        if (handler.SupportsAutomaticDecompression)
        {
            handler.AutomaticDecompression = DecompressionMethods.GZip | DecompressionMethods.Deflate;
        }

        return handler;
#else
        return new SocketsHttpHandler
        {
            // A redirect would lose the authentication, and most the body as well.
            AllowAutoRedirect = false,
            UseCookies = false,
            AutomaticDecompression = DecompressionMethods.All,
            ConnectTimeout = connectTimeout,
            // Long-lived connections would never notice a changed DNS entry.
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            EnableMultipleHttp2Connections = true,
        };
#endif
    }
}
