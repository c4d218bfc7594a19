namespace OpenAIChat.Runtime;

/// <summary>
/// Sends calls and reads their answers. Safe for use from many threads: what belongs to a call is in its <see cref="CallState"/>.
/// </summary>
internal sealed class ApiTransport : IDisposable
{
    private readonly SharedHttpClient shared;
    private readonly bool isDerived;

    public ApiTransport(TransportSettings settings)
        : this(new SharedHttpClient(ConnectionPool.Create(settings), isOwned: true), isDerived: false, settings)
    {
    }

    /// <summary>Creates a transport over a client that stays the caller's: it is neither changed nor disposed.</summary>
    public ApiTransport(HttpClient client, TransportSettings settings)
        : this(new SharedHttpClient(client, isOwned: false), isDerived: false, settings)
    {
    }

    private ApiTransport(SharedHttpClient shared, bool isDerived, TransportSettings settings)
    {
        this.shared = shared;
        this.isDerived = isDerived;
        Settings = settings;
        Requests = new RequestFactory(settings, shared);
    }

    public TransportSettings Settings { get; }

    public RequestFactory Requests { get; }

    public HttpClient Client => shared.Client;

    /// <summary>Gets whether the transport, or the one it was derived from, was disposed.</summary>
    public bool IsDisposed => shared.IsDisposed;

    /// <summary>Creates a transport with other options over the same connections; disposing it leaves them open.</summary>
    public ApiTransport With(RequestOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return new ApiTransport(shared, isDerived: true, Settings.With(options));
    }

    /// <summary>Sends a call and reads the model it answers with.</summary>
    public async Task<T> SendAsync<T>(ApiCall call, JsonRead<T> read, CancellationToken cancellationToken)
        where T : class
    {
        using var state = CallState.Start(this, call, isStreamed: false, cancellationToken);
        try
        {
            using ApiAnswer answer = await RetryLoop.SendAsync(state).ConfigureAwait(false);
            await answer.SaveAsync(Settings.SaveResponseTo, cancellationToken).ConfigureAwait(false);
            T model = AnswerReader.Read(state, answer, read, answer.Body);
            state.Complete(answer, model);
            return model;
        }
        catch (Exception error)
        {
            state.Fail(error);
            throw;
        }
    }

    /// <summary>Sends a call that is answered without content, or with content that does not matter.</summary>
    public async Task SendAsync(ApiCall call, CancellationToken cancellationToken)
    {
        using var state = CallState.Start(this, call, isStreamed: false, cancellationToken);
        try
        {
            using ApiAnswer answer = await RetryLoop.SendAsync(state).ConfigureAwait(false);
            await answer.SaveAsync(Settings.SaveResponseTo, cancellationToken).ConfigureAwait(false);
            state.Complete(answer);
        }
        catch (Exception error)
        {
            state.Fail(error);
            throw;
        }
    }

    /// <summary>
    /// Sends a call that is answered with events. Each enumeration sends it again; an invalid argument is thrown at once.
    /// </summary>
    /// <param name="call">The call.</param>
    /// <param name="item">Reads the model of one event.</param>
    /// <param name="whole">
    /// Reads one JSON answer as if it were the only event, as servers send it that do not stream; null: there is no such answer.
    /// </param>
    /// <param name="cancellationToken">Cancels every enumeration.</param>
    public IAsyncEnumerable<T> StreamAsync<T>(ApiCall call, JsonRead<T> item, JsonRead<T>? whole, CancellationToken cancellationToken)
        where T : class => call.ArgumentError is { } error ? throw error : new EventStream<T>(this, call, item, whole, cancellationToken);

    public void Dispose()
    {
        if (!isDerived)
        {
            shared.Dispose();
        }
    }
}
