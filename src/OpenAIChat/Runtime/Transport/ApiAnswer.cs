namespace OpenAIChat.Runtime;

/// <summary>An answer as one attempt received it: the message, and its body, received whole or as a stream that has begun.</summary>
internal sealed class ApiAnswer : IDisposable
{
    private readonly CallState call;
    private readonly int attempt;
    private ReceiveBuffer? body;
    private TimeSpan duration;

    public ApiAnswer(CallState call, HttpResponseMessage message)
    {
        this.call = call;
        Message = message;
        attempt = call.Attempts;
        duration = call.Elapsed;
    }

    public HttpResponseMessage Message { get; }

    /// <summary>Gets the body that was received whole; empty for a stream.</summary>
    public ReadOnlyMemory<byte> Body => body is null ? default : body.Unread;

    /// <summary>Gets the body of a streamed answer.</summary>
    public StreamBody? Stream { get; private set; }

    /// <summary>Gets the events of a streamed answer.</summary>
    public ServerSentEventReader? Events { get; private set; }

    /// <summary>Gets what the body of an answer with an error status says; null before it was read.</summary>
    public ErrorBody? Error { get; set; }

    /// <summary>Receives the whole body.</summary>
    public async ValueTask ReceiveAsync(CancellationToken token)
    {
        body = await ResponseContent.ReceiveAsync(Message, call.Settings.MaxResponseBytes, token).ConfigureAwait(false);
        duration = call.Elapsed;
    }

    /// <summary>Waits until the stream has begun, or ended without a byte.</summary>
    public async ValueTask BeginStreamAsync()
    {
        TransportSettings settings = call.Settings;
        var idle = new IdleTimer(settings.TimeProvider, settings.StreamIdleTimeout, call.CancellationToken);
        Stream = new StreamBody(Message, idle, ResponseFile.Open(settings.SaveResponseTo));
        Events = new ServerSentEventReader(Stream, settings.MaxResponseBytes);
        await Events.ReceiveAsync().ConfigureAwait(false);
        duration = call.Elapsed;
    }

    /// <summary>Describes how the answer came, as a model tells it: nothing is altered.</summary>
    public HttpInfo CreateInfo(bool withBody) =>
        new(Message, attempt, duration, null, withBody && body is not null ? Utf8Decoder.GetString(body.Unread.Span) : null);

    /// <summary>Describes how the answer came, as an exception tells it: without secrets.</summary>
    public HttpInfo CreateRedactedInfo(string? bodyText = null) =>
        new(Message, attempt, duration, call.Redactor, call.Settings.CaptureBody ? bodyText : null);

    /// <summary>Saves the body that was received whole, if it is to be saved.</summary>
    public async ValueTask SaveAsync(string? path, CancellationToken cancellationToken)
    {
        if (path is not null && body is not null)
        {
            using ResponseFile file = ResponseFile.Open(path)!;
            await file.WriteAsync(body.UnreadSegment, cancellationToken).ConfigureAwait(false);
            await file.CompleteAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    public void Dispose()
    {
        Events?.Dispose();
        Stream?.Dispose();
        Message.Dispose();
        body?.Dispose();
    }
}
