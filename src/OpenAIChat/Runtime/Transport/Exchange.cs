using System.Globalization;
using System.Runtime.ExceptionServices;
using System.Text;
using Newtonsoft.Json;

namespace OpenAIChat.Runtime;

/// <summary>One call on its way: its bytes, its attempts, and what came back.</summary>
internal sealed class Exchange : IDisposable
{
    private const int LongestErrorBody = 64 * 1024;

    /// <summary>How much of a 2xx body is searched for an error in disguise: whoever reports one is brief.</summary>
    private const int LongestDisguise = 16 * 1024;

    /// <summary>The largest answer that is taken in one piece.</summary>
    private const int LongestBody = 1 << 30;

    /// <summary>How long the body of an error is waited for: the status is known, and must not be lost to a server that stalls.</summary>
    private static readonly TimeSpan ErrorBodyTimeout = TimeSpan.FromSeconds(10);

    private readonly ApiTransport transport;
    private readonly TransportSettings settings;
    private readonly ApiCall call;
    private readonly bool streamed;
    private readonly CancellationToken cancellationToken;
    private readonly long started;
    private Telemetry? telemetry;
    private RequestBody? body;
    private PooledBuffer? received;
    private HttpResponseMessage? response;
    private HttpInfo? info;
    private Uri? address;
    private string? key;
    private string? hint;
    private bool asksForKey;
    private int attempts;
    private TimeSpan duration;
    private Deadline deadline;
    private Attempt? failed;
    private bool isDecided;

    public Exchange(ApiTransport transport, ApiCall call, bool streamed, CancellationToken cancellationToken)
    {
        this.transport = transport;
        settings = transport.Settings;
        this.call = call;
        this.streamed = streamed;
        this.cancellationToken = cancellationToken;
        started = settings.TimeProvider.GetTimestamp();
    }

    public TransportSettings Settings => settings;

    /// <summary>Gets the body of the answer, unless it is streamed.</summary>
    public PooledBuffer Received => received!;

    /// <summary>Gets the body of a streamed answer.</summary>
    public StreamBody? Stream { get; private set; }

    /// <summary>Gets how the answer came.</summary>
    public HttpInfo Info => info ??= response is null
        ? new HttpInfo(0, attempts: attempts, duration: Elapsed)
        : new HttpInfo(response, attempts, duration == default ? Elapsed : duration, ShownSecret, CapturedBody());

    /// <summary>Gets the delay before the next attempt, once <see cref="DecideRetry"/> has decided for one.</summary>
    public TimeSpan RetryDelay { get; private set; }

    private TimeSpan Elapsed => settings.TimeProvider.GetElapsedTime(started);

    private string? ShownSecret => key ?? settings.Secret;

    /// <summary>Sends the call until it is answered 2xx: then the body is received, or the first byte of the stream.</summary>
    public async ValueTask RunAsync()
    {
        if (call.Fault is { } fault)
        {
            throw fault;
        }
        cancellationToken.ThrowIfCancellationRequested();
        JsonModel? content = call.Content;
        if (content is not null)
        {
            content = settings.PrepareBody?.Invoke(content, streamed, settings.ExtraBody) ?? content;
            body = new RequestBody(content, settings.ExtraBody);
        }
        ResponseFile.CheckFolder(settings.SaveResponseTo);
        address = settings.AddressOf(call);
        telemetry = Telemetry.Start(call, content, settings);

        deadline = new Deadline(settings.TimeProvider, settings.Timeout, cancellationToken);
        Attempt attempt = await AttemptAsync(deadline.Token).ConfigureAwait(false);
        if (DecideRetry(attempt))
        {
            failed = attempt;
            attempt = await transport.Retries.ContinueAsync(this, deadline.Token).ConfigureAwait(false);
        }
        duration = Elapsed;
        if (attempt.Fault is { } exception)
        {
            Throw(exception);
        }
        response = attempt.Answer!;
        if (!response.IsSuccessStatusCode)
        {
            throw await ReadStatusErrorAsync(response).ConfigureAwait(false);
        }
        if (!streamed && settings.SaveResponseTo is { } path)
        {
            await SaveAsync(path).ConfigureAwait(false);
        }
    }

    /// <summary>Reads a whole JSON document as the answer.</summary>
    public T ReadWhole<T>(JsonRead<T> read, ReadOnlyMemory<byte> json)
        where T : class
    {
        T? answer = null;
        JsonException? malformed = null;
        try
        {
            answer = json.Length == 0 ? null : JsonText.Read(json, read);
        }
        catch (JsonException exception)
        {
            malformed = exception;
        }
        if (MayHoldError(answer) && FindError(json) is { } error)
        {
            throw Misunderstood("The server reports an error under this status", json, error, malformed);
        }
        return answer ?? throw Misunderstood(WhatIsWrong(json.Span), json, null, malformed);
    }

    /// <summary>Says whether an answer has members that an error would have; of one that could not be read, it may.</summary>
    public static bool MayHoldError(object? answer) =>
        answer is not JsonModel model || (model.Additional is { Count: > 0 } more && (more.ContainsKey("error") || more.ContainsKey("message") || more.ContainsKey("detail")));

    /// <summary>Finds an error in JSON that came under a 2xx status.</summary>
    public ApiError? FindError(ReadOnlyMemory<byte> json) =>
        json.Length <= LongestDisguise && (json.Span.IndexOf("\"error\""u8) >= 0 || json.Span.IndexOf("\"message\""u8) >= 0 || json.Span.IndexOf("\"detail\""u8) >= 0)
            ? ErrorReader.Find(Text(json.Span))
            : null;

    /// <summary>Makes text of bytes from the server, without the key should it be among them.</summary>
    public string Text(ReadOnlySpan<byte> utf8)
    {
#if NETSTANDARD2_0
        return Secret.Redact(Encoding.UTF8.GetString(utf8.ToArray()), ShownSecret);
#else
        return Secret.Redact(Encoding.UTF8.GetString(utf8), ShownSecret);
#endif
    }

    /// <summary>Ends a call that went well.</summary>
    public T Finish<T>(T answer)
        where T : class
    {
        if (answer is ResponseModel model)
        {
            model.Http = Info;
        }
        telemetry?.Answer(answer);
        Finish();
        return answer;
    }

    /// <summary>Ends a call that went well.</summary>
    public void Finish()
    {
        telemetry?.Stop(Info, null);
        telemetry = null;
    }

    /// <summary>Takes note of one chunk of the answer.</summary>
    public void Chunk(object chunk)
    {
        if (chunk is ResponseModel model)
        {
            model.Http = Info;
        }
        telemetry?.Chunk(chunk);
    }

    /// <summary>Ends a call that went wrong.</summary>
    public void Fail(Exception fault)
    {
        telemetry?.Stop((fault as ApiException)?.Http, fault);
        telemetry = null;
    }

    public void Dispose()
    {
        Stream?.Dispose();
        response?.Dispose();
        received?.Dispose();
        body?.Dispose();
        deadline.Dispose();
        // It is pooled: disposing twice, as a stream may, must not give it back twice.
        deadline = default;
        // Left early, a stream is a call that went well.
        telemetry?.Stop(info, null);
        telemetry = null;
    }

    /// <summary>Decides whether an attempt is followed by another, and after which delay.</summary>
    public bool DecideRetry(Attempt attempt)
    {
        if (isDecided)
        {
            isDecided = false;
            return true;
        }
        hint = null;
        TimeSpan? asked = null;
        if (attempt.Answer is { } answer)
        {
            if (answer.IsSuccessStatusCode || !RetryRules.IsRetried(answer))
            {
                return false;
            }
            asked = RetryRules.ServerDelay(answer, settings.TimeProvider.GetUtcNow());
        }
        else if (cancellationToken.IsCancellationRequested || deadline.IsPassed || asksForKey || !IsTransportFault(attempt.Fault!))
        {
            return false;
        }
        if (attempts > settings.MaxRetries)
        {
            return false;
        }
        if (asked > settings.MaxRetryAfter)
        {
            hint = "The server asks to wait " + ErrorText.Span(asked.Value) + ", more than MaxRetryAfter (" + ErrorText.Span(settings.MaxRetryAfter) + ") allows.";
            return false;
        }
        RetryDelay = asked ?? RetryRules.OwnDelay(attempts - 1, settings.Chance());
        if (settings.Timeout != Timeout.InfiniteTimeSpan && RetryDelay >= settings.Timeout - Elapsed)
        {
            hint = "Not sent again: waiting " + ErrorText.Span(RetryDelay) + " would exceed Timeout (" + ErrorText.Span(settings.Timeout) + ").";
            return false;
        }
        return true;
    }

    /// <summary>Lets go of an attempt that is about to be repeated: its connection must not wait for the delay.</summary>
    public void GiveUp(Attempt attempt)
    {
        ApiException? cause = null;
        if (settings.OnRetry is not null)
        {
            cause = attempt.Answer is { } answer
                ? ApiStatusException.Create(new HttpInfo(answer, attempts, Elapsed, ShownSecret))
                : Explain(attempt.Fault!) as ApiException;
        }
        attempt.Answer?.Dispose();
        Stream?.Dispose();
        Stream = null;
        if (cause is not null)
        {
            settings.OnRetry!(new RetryInfo(attempts, RetryDelay, cause));
        }
    }

    /// <summary>Makes the next attempt; the first time it is asked, it has been made already.</summary>
    public ValueTask<Attempt> NextAttemptAsync(CancellationToken token)
    {
        if (failed is { } attempt)
        {
            failed = null;
            isDecided = true;
            return new ValueTask<Attempt>(attempt);
        }
        return AttemptAsync(token);
    }

    /// <summary>Throws what a failed attempt means to the caller.</summary>
    public void Throw(Exception fault)
    {
        Exception explained = Explain(fault);
        if (ReferenceEquals(explained, fault))
        {
            ExceptionDispatchInfo.Capture(fault).Throw();
        }
        throw explained;
    }

    /// <summary>Makes a message about the answer: what is wrong, then the request id.</summary>
    public string Describe(string what, ApiError? error = null)
    {
        var text = new StringBuilder(what);
        ErrorText.AppendError(text, error);
        ErrorText.AppendHint(text, RedirectHint());
        ErrorText.AppendRequest(text, Info);
        return text.ToString();
    }

    private static bool IsTransportFault(Exception fault) =>
        fault is HttpRequestException or IOException or InvalidDataException or OperationCanceledException or ApiTimeoutException;

    private async ValueTask<Attempt> AttemptAsync(CancellationToken token)
    {
        attempts++;
        Attempt attempt = await SendAsync(token).ConfigureAwait(false);
        if (!streamed || attempt.Answer is not { IsSuccessStatusCode: true } answer)
        {
            return attempt;
        }
        // From here on it is the stream that must not pause; the time for the call has been kept.
        try
        {
            Stream = new StreamBody(answer, settings, cancellationToken);
            await Stream.WaitForFirstByteAsync().ConfigureAwait(false);
            return attempt;
        }
        catch (Exception fault)
        {
            Exception explained = Stream!.TimedOut ? Idle(fault, answer) : fault;
            Stream.Dispose();
            answer.Dispose();
            return new Attempt(null, explained);
        }
    }

    private async ValueTask<Attempt> SendAsync(CancellationToken token)
    {
        HttpResponseMessage? answer = null;
        try
        {
            if (settings.AsksForKey)
            {
                asksForKey = true;
                key = CheckKey(await settings.ApiKeyProvider!(token).ConfigureAwait(false));
                asksForKey = false;
            }
            answer = await transport.Client.SendAsync(MakeRequest(), HttpCompletionOption.ResponseHeadersRead, token).ConfigureAwait(false);
            if (!streamed && answer.IsSuccessStatusCode)
            {
                await ReceiveAsync(answer, token).ConfigureAwait(false);
            }
            return new Attempt(answer, null);
        }
        catch (Exception fault)
        {
            answer?.Dispose();
            return new Attempt(null, fault);
        }
    }

    private static string CheckKey(string? given)
    {
        var faults = new SettingFaults();
        faults.CheckKey("The key it gave", given ?? "");
        try
        {
            faults.Throw("ApiKeyProvider");
        }
        catch (ArgumentException fault)
        {
            throw new InvalidOperationException(fault.Message);
        }
        return given!.Trim();
    }

    private HttpRequestMessage MakeRequest()
    {
        var request = new HttpRequestMessage(call.Method, address);
        if (body is not null)
        {
            request.Content = new RequestContent(body);
        }
        foreach (KeyValuePair<string, string> header in settings.FixedHeaders)
        {
            SetHeader(request, header.Key, header.Value);
        }
        if (key is not null)
        {
            SetHeader(request, "Authorization", "Bearer " + key);
        }
        if (!settings.Headers.ContainsKey("Accept"))
        {
            SetHeader(request, "Accept", streamed ? "text/event-stream" : "application/json");
        }
        if (call.Headers is { } more)
        {
            foreach (KeyValuePair<string, string> header in more)
            {
                if (!settings.Headers.ContainsKey(header.Key))
                {
                    SetHeader(request, header.Key, header.Value);
                }
            }
        }
        return request;
    }

    private static void SetHeader(HttpRequestMessage request, string name, string value)
    {
        if (!request.Headers.TryAddWithoutValidation(name, value) && request.Content is { } content)
        {
            content.Headers.Remove(name);
            content.Headers.TryAddWithoutValidation(name, value);
        }
    }

    private async ValueTask ReceiveAsync(HttpResponseMessage answer, CancellationToken token)
    {
        received ??= new PooledBuffer(4096);
        received.Clear();
        if (answer.Content is null)
        {
            return;
        }
        int expected = (int)Math.Min(answer.Content.Headers.ContentLength ?? 0, 1 << 20);
        using StoppableStream stream = await StoppableStream.OpenAsync(answer, token).ConfigureAwait(false);
        while (true)
        {
            // One more than expected: reading its end must not make the buffer grow.
            int count = await stream.ReadAsync(received, Math.Max(expected - received.Count + 1, 1024), token).ConfigureAwait(false);
            if (count == 0)
            {
                return;
            }
            if (received.Count > LongestBody)
            {
                throw new ApiResponseException("The answer is longer than 1 GiB.", new HttpInfo(answer, attempts, Elapsed, ShownSecret));
            }
        }
    }

    private async ValueTask SaveAsync(string path)
    {
        using ResponseFile file = ResponseFile.Open(path)!;
        await file.WriteAsync(received!.WrittenSegment, cancellationToken).ConfigureAwait(false);
        await file.CompleteAsync(cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask<ApiStatusException> ReadStatusErrorAsync(HttpResponseMessage answer)
    {
        received ??= new PooledBuffer(4096);
        received.Clear();
        using (var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken))
        using (settings.TimeProvider.CreateTimer(static stop => ((CancellationTokenSource)stop!).Cancel(), stop, ErrorBodyTimeout, Timeout.InfiniteTimeSpan))
        {
            try
            {
                using StoppableStream stream = await StoppableStream.OpenAsync(answer, stop.Token).ConfigureAwait(false);
                while (received.Count < LongestErrorBody
                    && await stream.ReadAsync(received, LongestErrorBody - received.Count, stop.Token).ConfigureAwait(false) > 0)
                {
                }
            }
            catch (Exception fault) when (fault is IOException or HttpRequestException or OperationCanceledException or ObjectDisposedException or InvalidDataException)
            {
                // The status says what matters; what came of the body is used as it is.
            }
        }
        cancellationToken.ThrowIfCancellationRequested();
        string text = Text(received.WrittenSpan.Slice(0, Math.Min(received.Count, LongestErrorBody)));
        ApiError error = ErrorReader.Read(text);
        var http = new HttpInfo(answer, attempts, duration, ShownSecret, settings.CaptureBody ? text : null);
        string message = ErrorText.ForStatus(http, error, hint ?? RedirectHint() ?? LocationHint(answer));
        ApiStatusException exception = ApiStatusException.Create(http, error, text, message);
        exception.RetryAfter = RetryRules.ServerDelay(answer, settings.TimeProvider.GetUtcNow());
        return exception;
    }

    private string? LocationHint(HttpResponseMessage answer)
    {
        if ((int)answer.StatusCode is < 300 or >= 400 || answer.Headers.Location is not { } location)
        {
            return null;
        }
        Uri target = location.IsAbsoluteUri ? location : new Uri(address!, location);
        return "The server redirects to " + Secret.Redact(target.GetLeftPart(UriPartial.Path), ShownSecret)
            + ". Redirects are not followed, since they lose the authentication: set BaseUrl to the final address.";
    }

    /// <summary>Explains an answer that came from elsewhere, because the given HttpClient follows redirects.</summary>
    private string? RedirectHint()
    {
        Uri? answered = response?.RequestMessage?.RequestUri;
        return answered is null || answered == address
            ? null
            : "The HttpClient followed a redirect to " + Secret.Redact(answered.GetLeftPart(UriPartial.Path), ShownSecret)
                + ", which loses the authentication and may lose the body: set BaseUrl to the final address.";
    }

    private Exception Explain(Exception fault)
    {
        if (cancellationToken.IsCancellationRequested && fault is OperationCanceledException or IOException or HttpRequestException or ObjectDisposedException)
        {
            return new OperationCanceledException("The call was cancelled.", fault, cancellationToken);
        }
        if (deadline.IsPassed && fault is OperationCanceledException or IOException or HttpRequestException or ObjectDisposedException)
        {
            return TimedOut("No answer from " + settings.Address, nameof(settings.Timeout), settings.Timeout, fault);
        }
        if (asksForKey)
        {
            return fault;
        }
        return fault switch
        {
            OperationCanceledException => AttemptTimedOut(fault),
            HttpRequestException or IOException or InvalidDataException => NotConnected(fault),
            _ => fault,
        };
    }

    private ApiConnectionException AttemptTimedOut(Exception fault)
    {
        // Only the text of the inner exception tells the two apart.
        if (fault.InnerException?.Message.IndexOf("ConnectTimeout", StringComparison.Ordinal) >= 0)
        {
            return TimedOut("No connection to " + settings.Address, nameof(settings.ConnectTimeout), settings.ConnectTimeout, fault);
        }
        return transport.Client.Timeout == Timeout.InfiniteTimeSpan
            ? NotConnected(fault)
            : TimedOut("No answer from " + settings.Address, "HttpClient.Timeout", transport.Client.Timeout, fault);
    }

    private ApiTimeoutException TimedOut(string what, string setting, TimeSpan limit, Exception? cause)
    {
        var http = new HttpInfo(0, attempts: attempts, duration: Elapsed);
        var text = new StringBuilder(what).Append(" within ").Append(setting).Append(" (").Append(ErrorText.Span(limit)).Append(").");
        ErrorText.AppendHint(text, hint);
        ErrorText.AppendRequest(text, http);
        return new ApiTimeoutException(text.ToString(), setting, limit, http, cause);
    }

    /// <summary>Makes the exception for a stream that paused for too long.</summary>
    public ApiTimeoutException Idle(Exception cause, HttpResponseMessage? answer = null)
    {
        HttpInfo http = answer is null ? Info : new HttpInfo(answer, attempts, Elapsed, ShownSecret);
        string text = "The stream from " + settings.Address + " was silent for longer than StreamIdleTimeout (" + ErrorText.Span(settings.StreamIdleTimeout) + ").";
        return new ApiTimeoutException(text, nameof(settings.StreamIdleTimeout), settings.StreamIdleTimeout, http, cause);
    }

    private ApiConnectionException NotConnected(Exception fault)
    {
        Exception root = fault.GetBaseException();
        var http = new HttpInfo(0, attempts: attempts, duration: Elapsed);
        var text = new StringBuilder("No complete answer from ").Append(settings.Address).Append(": ").Append(ErrorText.OneLine(root.Message, 300));
        if (text[text.Length - 1] != '.')
        {
            text.Append('.');
        }
        ErrorText.AppendHint(text, root switch
        {
            System.Security.Authentication.AuthenticationException => "TLS could not be agreed: check the certificate, and that BaseUrl begins with the right scheme.",
            System.Net.Sockets.SocketException => "Check BaseUrl, the network and the proxy.",
            _ => null,
        });
        ErrorText.AppendHint(text, hint);
        ErrorText.AppendRequest(text, http);
        return new ApiConnectionException(Secret.Redact(text.ToString(), ShownSecret), http, fault);
    }

    /// <summary>Makes the exception for a 2xx answer that is not what it should be.</summary>
    public ApiResponseException Misunderstood(string what, ReadOnlyMemory<byte> content, ApiError? error, Exception? cause)
    {
        string type = response!.Content?.Headers.ContentType?.ToString() ?? "no content type";
        string size = string.Format(CultureInfo.InvariantCulture, "HTTP {0}, {1}, {2:N0} bytes", (int)response.StatusCode, ErrorText.OneLine(type, 100), content.Length);
        string text = Text(content.Span.Slice(0, Math.Min(content.Length, LongestErrorBody)));
        return new ApiResponseException(Describe(what + " (" + size + ")", error), Info, text, error, cause);
    }

    /// <summary>Says in words what is wrong with bytes that should be JSON.</summary>
    public static string WhatIsWrong(ReadOnlySpan<byte> content)
    {
        ReadOnlySpan<byte> text = Blanks.TrimStart(content);
        return text.Length == 0 ? "The answer is empty where JSON is due"
            : text[0] == '<' ? "The answer is a page (HTML or XML) where JSON is due; is BaseUrl right?"
            : "The answer is not the JSON that is due";
    }

    private string? CapturedBody() => settings.CaptureBody && !streamed && received is { } bytes ? Text(bytes.WrittenSpan) : null;
}
