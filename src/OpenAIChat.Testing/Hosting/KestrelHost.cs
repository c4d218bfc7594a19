using System.Net;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace OpenAIChat.Testing;

/// <summary>Kestrel alone, on one loopback port.</summary>
/// <remarks>
/// Without a host around it: no configuration is read, no signal handler is installed, and it starts and stops in milliseconds.
/// </remarks>
internal sealed class KestrelHost : IAsyncDisposable
{
    private readonly CancellationTokenSource stopping = new();
    private readonly ChatEndpoint endpoint;
    private readonly KestrelServer server;
    private int openConnections;
    private int disposed;

    public KestrelHost(ChatServerOptions settings, ChatEndpoint endpoint)
    {
        this.endpoint = endpoint;
        var options = new KestrelServerOptions { AddServerHeader = false };
        options.Limits.MaxRequestBodySize = settings.MaxRequestBytes;
        options.Limits.MinRequestBodyDataRate = null;
        options.Limits.MinResponseDataRate = null;
        options.Listen(IPAddress.Loopback, settings.Port, listen =>
        {
            listen.Protocols = HttpProtocols.Http1;
            listen.Use(CountConnections);
        });
        // The default of 512 pending connections refuses some of a thousand clients that start at once.
        var sockets = new SocketTransportOptions { Backlog = 4096 };
        var transport = new SocketTransportFactory(Options.Create(sockets), NullLoggerFactory.Instance);
        server = new KestrelServer(Options.Create(options), transport, NullLoggerFactory.Instance);
    }

    public Uri BaseUrl { get; private set; } = null!;

    public int OpenConnections => Volatile.Read(ref openConnections);

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await server.StartAsync(new Application(endpoint, stopping.Token), cancellationToken).ConfigureAwait(false);
        string address = server.Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.Single();
        BaseUrl = new Uri($"{address}/v1");
    }

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref disposed, 1) != 0)
        {
            return;
        }

        await stopping.CancelAsync().ConfigureAwait(false);
        // A token that is cancelled already: connections are closed now rather than when their clients are done with them.
        await server.StopAsync(new CancellationToken(canceled: true)).ConfigureAwait(false);
        server.Dispose();
        stopping.Dispose();
    }

    private ConnectionDelegate CountConnections(ConnectionDelegate next) => async connection =>
    {
        Interlocked.Increment(ref openConnections);
        try
        {
            await next(connection).ConfigureAwait(false);
        }
        finally
        {
            Interlocked.Decrement(ref openConnections);
        }
    };

    private sealed class Application(ChatEndpoint endpoint, CancellationToken stopping) : IHttpApplication<HttpContext>
    {
        public HttpContext CreateContext(IFeatureCollection contextFeatures) => new DefaultHttpContext(contextFeatures);

        public Task ProcessRequestAsync(HttpContext context) => endpoint.HandleAsync(context, stopping);

        public void DisposeContext(HttpContext context, Exception? exception)
        {
        }
    }
}
