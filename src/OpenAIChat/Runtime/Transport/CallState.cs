namespace OpenAIChat.Runtime;

/// <summary>
/// What belongs to one call while it is under way: its request, its time limit, how often it was sent, and what records it.
/// </summary>
internal sealed class CallState : IDisposable
{
    private readonly long started;
    private Deadline deadline;
    private ICallTelemetry? telemetry;
    private string? providedKey;

    private CallState(ApiTransport transport, ApiCall call, bool isStreamed, CancellationToken cancellationToken)
    {
        Transport = transport;
        CancellationToken = cancellationToken;
        IsStreamed = isStreamed;
        started = Settings.TimeProvider.GetTimestamp();
        Request = transport.Requests.Prepare(call, isStreamed);
        telemetry = Settings.Telemetry.Start(call, Request.Content, Settings);
        deadline = new Deadline(Settings.TimeProvider, Settings.Timeout, cancellationToken);
    }

    public ApiTransport Transport { get; }

    public TransportSettings Settings => Transport.Settings;

    public CallRequest Request { get; }

    public bool IsStreamed { get; }

    /// <summary>Gets the caller's token.</summary>
    public CancellationToken CancellationToken { get; }

    /// <summary>Gets the token that is cancelled by the caller, or once the time for the call is up.</summary>
    public CancellationToken Token => deadline.Token;

    /// <summary>Gets whether the time for the call is up, and the caller has not cancelled it.</summary>
    public bool IsTimedOut => deadline.IsPassed;

    /// <summary>Gets the number of the current attempt: 1 for the first.</summary>
    public int Attempts { get; private set; }

    public TimeSpan Elapsed => Settings.TimeProvider.GetElapsedTime(started);

    /// <summary>Gets what takes the secrets of the call out of whatever is shown.</summary>
    public SecretRedactor Redactor => Transport.Requests.Redactor.With(providedKey);

    /// <summary>Starts a call: its arguments are checked, and nothing is sent yet.</summary>
    public static CallState Start(ApiTransport transport, ApiCall call, bool isStreamed, CancellationToken cancellationToken)
    {
        if (call.ArgumentError is { } error)
        {
            throw error;
        }

        cancellationToken.ThrowIfCancellationRequested();
        ResponseFile.CheckFolder(transport.Settings.SaveResponseTo);
        if (transport.IsDisposed)
        {
            throw CallErrors.Disposed(transport.Settings);
        }

        return new CallState(transport, call, isStreamed, cancellationToken);
    }

    /// <summary>Creates the message of the next attempt.</summary>
    public HttpRequestMessage CreateMessage(string? key)
    {
        providedKey = key;
        return Request.CreateMessage(key);
    }

    public void StartAttempt() => Attempts++;

    /// <summary>Lets a stream go on without a limit for the whole of it: from here on, it must not pause.</summary>
    public void StopTimeLimit()
    {
        deadline.Dispose();
        deadline = default;
    }

    /// <summary>Waits before the next attempt.</summary>
    public Task WaitAsync(TimeSpan delay) => delay == TimeSpan.Zero ? Task.CompletedTask :
#if NETSTANDARD2_0
        Settings.TimeProvider.Delay(delay, Token);
#else
        Task.Delay(delay, Settings.TimeProvider, Token);
#endif

    /// <summary>Ends a call that succeeded.</summary>
    public void Complete(ApiAnswer answer, object? model = null)
    {
        HttpInfo http = answer.CreateInfo(Settings.CaptureBody);
        if (model is ResponseModel response)
        {
            response.Http = http;
        }

        if (model is not null)
        {
            telemetry?.Receive(model);
        }

        Complete(http);
    }

    /// <summary>Ends a call that succeeded.</summary>
    public void Complete(HttpInfo http) => Stop(http, null);

    /// <summary>Records one chunk of a streamed answer.</summary>
    public void ReceiveChunk(object chunk) => telemetry?.ReceiveChunk(chunk);

    /// <summary>Ends a call that failed.</summary>
    public void Fail(Exception error) => Stop((error as ApiException)?.Http, error);

    public void Dispose()
    {
        Request.Dispose();
        // It is pooled: disposing twice, as a stream may, must not give it back twice.
        StopTimeLimit();
        // A stream that is left early is a call that succeeded.
        Stop(null, null);
    }

    private void Stop(HttpInfo? http, Exception? error)
    {
        telemetry?.Stop(http, error);
        telemetry = null;
    }
}
