using System.Net;

namespace OpenAIChat.Runtime;

/// <summary>Creates the HTTP client of a transport that was not given one. It speaks HTTP/1.1; a given client decides for itself.</summary>
internal static class ConnectionPool
{
    // Calls have their own limit; the client's cannot tell a stream from a plain call.
    public static HttpClient Create(TransportSettings settings) =>
        new(CreateHandler(settings.ConnectTimeout), disposeHandler: true) { Timeout = Timeout.InfiniteTimeSpan };

    public static HttpMessageHandler CreateHandler(TimeSpan connectTimeout) =>
#if NETSTANDARD2_0
        // There is no connect timeout here: the system's own applies.
        new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false, AutomaticDecompression = DecompressionMethods.None };
#else
        new SocketsHttpHandler
        {
            // A redirect would lose the authentication, and most the body as well.
            AllowAutoRedirect = false,
            UseCookies = false,
            AutomaticDecompression = DecompressionMethods.None,
            ConnectTimeout = connectTimeout,
            // Long-lived connections would never notice a changed DNS entry.
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        };
#endif
}
