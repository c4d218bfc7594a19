namespace OpenAIChat.Runtime;

/// <summary>Sends calls and reads their answers. Safe for use from many threads: what belongs to a call is in its <see cref="Exchange"/>.</summary>
internal sealed class ApiTransport : IDisposable
{
    private readonly bool ownsClient;

    public ApiTransport(TransportSettings settings)
        : this(ConnectionPool.Create(settings), ownsClient: true, settings, new Retries(settings.TimeProvider))
    {
    }

    /// <summary>Creates a transport over a client that stays the caller's: it is neither changed nor disposed.</summary>
    public ApiTransport(HttpClient client, TransportSettings settings)
        : this(client, ownsClient: false, settings, new Retries(settings.TimeProvider))
    {
    }

    private ApiTransport(HttpClient client, bool ownsClient, TransportSettings settings, Retries retries)
    {
        Client = client;
        this.ownsClient = ownsClient;
        Settings = settings;
        Retries = retries;
    }

    public HttpClient Client { get; }

    public TransportSettings Settings { get; }

    public Retries Retries { get; }

    /// <summary>Makes a transport with other options over the same connections; disposing it leaves them open.</summary>
    public ApiTransport With(RequestOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return new ApiTransport(Client, ownsClient: false, Settings.With(options), Retries);
    }

    /// <summary>Sends a call and reads the model it answers with.</summary>
    public async Task<T> SendAsync<T>(ApiCall call, JsonRead<T> read, CancellationToken cancellationToken)
        where T : class
    {
        using var exchange = new Exchange(this, call, streamed: false, cancellationToken);
        try
        {
            await exchange.RunAsync().ConfigureAwait(false);
            return exchange.Finish(exchange.ReadWhole(read, exchange.Received.WrittenMemory));
        }
        catch (Exception fault)
        {
            exchange.Fail(fault);
            throw;
        }
    }

    /// <summary>Sends a call that is answered without content, or with content that does not matter.</summary>
    public async Task SendAsync(ApiCall call, CancellationToken cancellationToken)
    {
        using var exchange = new Exchange(this, call, streamed: false, cancellationToken);
        try
        {
            await exchange.RunAsync().ConfigureAwait(false);
            exchange.Finish();
        }
        catch (Exception fault)
        {
            exchange.Fail(fault);
            throw;
        }
    }

    /// <summary>Sends a call that is answered with events. Each enumeration sends it anew; a faulty argument is thrown at once.</summary>
    /// <param name="call">The call.</param>
    /// <param name="item">Reads the model of one event.</param>
    /// <param name="whole">Reads one JSON answer as if it were the only event, as servers send it that do not stream; null: there is no such answer.</param>
    /// <param name="cancellationToken">Cancels every enumeration.</param>
    public IAsyncEnumerable<T> StreamAsync<T>(ApiCall call, JsonRead<T> item, JsonRead<T>? whole, CancellationToken cancellationToken)
        where T : class => call.Fault is { } fault ? throw fault : new EventStream<T>(this, call, item, whole, cancellationToken);

    public void Dispose()
    {
        if (ownsClient)
        {
            Client.Dispose();
        }
    }
}
