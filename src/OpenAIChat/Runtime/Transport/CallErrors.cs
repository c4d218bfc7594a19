using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Text;

namespace OpenAIChat.Runtime;

/// <summary>Explains what went wrong with a call: one exception that says what happened, what the server says and what to do.</summary>
internal static class CallErrors
{
    /// <summary>Explains an attempt that is the last one.</summary>
    /// <param name="call">The call.</param>
    /// <param name="attempt">The attempt: an answer with an error status, or an exception.</param>
    /// <param name="reason">Why there is no other attempt, where one might expect it.</param>
    public static async ValueTask<Exception> ExplainAsync(CallState call, Attempt attempt, string? reason)
    {
        if (attempt.Answer is not { } answer)
        {
            return attempt.IsKeyError && !IsEnded(call, attempt.Error!) ? attempt.Error! : Explain(call, attempt.Error!, reason);
        }

        answer.Error ??= await ErrorBody.ReadAsync(call, answer.Message).ConfigureAwait(false);
        HttpInfo http = answer.CreateRedactedInfo(answer.Error.Text);
        string? hint = reason ?? AnswerErrors.FollowedRedirect(call, answer) ?? Redirect(call, answer)
            ?? call.Settings.SuggestRemedy?.Invoke(http.StatusCode, answer.Error.Error);
        string message = ErrorText.ForStatus(http, answer.Error.Error, hint, call.Request.Name);
        var error = ApiStatusException.Create(http, answer.Error.Error, answer.Error.Text, call.Redactor.Redact(message));
        error.RetryAfter = RetryPolicy.ServerDelay(answer.Message, call.Settings.TimeProvider.GetUtcNow());
        return error;
    }

    /// <summary>Explains an attempt that is about to be repeated, without waiting for the body of its answer.</summary>
    public static ApiException DescribeRetry(CallState call, Attempt attempt) => attempt.Answer is { } answer
        ? ApiStatusException.Create(answer.CreateRedactedInfo(), answer.Error?.Error, answer.Error?.Text)
        : (ApiException)Explain(call, attempt.Error!);

    /// <summary>Explains an exception of the HTTP client, or of a wait between attempts.</summary>
    public static Exception Explain(CallState call, Exception error, string? reason = null)
    {
        if (IsEnded(call, error))
        {
            return call.CancellationToken.IsCancellationRequested
                ? new OperationCanceledException("The call was canceled.", error, call.CancellationToken)
                : TimedOut(call, "No answer from " + call.Settings.Server, nameof(TransportSettings.Timeout), call.Settings.Timeout, error);
        }

        if (call.Transport.IsDisposed
            && error is OperationCanceledException or IOException or HttpRequestException or ObjectDisposedException)
        {
            string client = call.Settings.ClientName;
            string text = $"The call ended early because the {client} was disposed. Dispose it after its last call has ended.";
            return new ApiConnectionException(text, NoAnswer(call), error);
        }

        return error switch
        {
            OperationCanceledException when IsConnectTimeout(error) => ConnectTimedOut(call, error, reason),
            OperationCanceledException when IsClientTimeout(call, error) => ClientTimedOut(call, error),
            OperationCanceledException or HttpRequestException or IOException => NotConnected(call, error, reason),
            ObjectDisposedException { ObjectName: { } name } when name.EndsWith(nameof(HttpClient), StringComparison.Ordinal) =>
                ClientDisposed(call.Settings),
            _ => error,
        };
    }

    /// <summary>Says that a disposed client was used.</summary>
    public static ObjectDisposedException Disposed(TransportSettings settings) =>
        new(settings.ClientName, $"The {settings.ClientName} has been disposed. Create another, or dispose it after its last call.");

    /// <summary>Determines whether an exception is the time limit of a given HTTP client, which knows nothing of ours.</summary>
    public static bool IsClientTimeout(CallState call, Exception? error) =>
        error is OperationCanceledException
        && call.Transport.Client.Timeout != Timeout.InfiniteTimeSpan
        && (error.InnerException is TimeoutException
            ? !IsConnectTimeout(error)
            : RuntimeInformation.FrameworkDescription.StartsWith(".NET Framework", StringComparison.Ordinal));

    /// <summary>Determines whether an exception is the limit for a connection: only the text of the inner exception tells.</summary>
    private static bool IsConnectTimeout(Exception error) =>
        error.InnerException?.Message.Contains("ConnectTimeout", StringComparison.Ordinal) == true;

    private static ObjectDisposedException ClientDisposed(TransportSettings settings) => new(
        settings.ClientName, $"The HttpClient given to the {settings.ClientName} was disposed. Dispose it after the last call has ended.");

    private static HttpInfo NoAnswer(CallState call) => new(0, attempts: call.Attempts, duration: call.Elapsed);

    /// <summary>Determines whether an exception only tells that the caller or the time limit has ended the call.</summary>
    private static bool IsEnded(CallState call, Exception error) =>
        (call.CancellationToken.IsCancellationRequested || call.IsTimedOut)
        && error is OperationCanceledException or IOException or HttpRequestException or ObjectDisposedException;

    private static ApiTimeoutException TimedOut(
        CallState call, string what, string setting, TimeSpan limit, Exception cause, string? advice = null)
    {
        HttpInfo http = NoAnswer(call);
        var text = new StringBuilder(what).Append(" within ").Append(setting).Append(" (").Append(ErrorText.Span(limit)).Append(").");
        ErrorText.AppendHint(text, advice);
        ErrorText.AppendRequest(text, http);
        return new ApiTimeoutException(text.ToString(), setting, limit, http, cause);
    }

    private static ApiTimeoutException ConnectTimedOut(CallState call, Exception error, string? reason)
    {
        TransportSettings settings = call.Settings;
        string what = "No connection to " + settings.Server;
        return TimedOut(call, what, nameof(settings.ConnectTimeout), settings.ConnectTimeout, error, reason);
    }

    private static ApiTimeoutException ClientTimedOut(CallState call, Exception error)
    {
        TransportSettings settings = call.Settings;
        string advice = "Not sent again: the limit is that of the given HttpClient. Set its Timeout to Timeout.InfiniteTimeSpan, "
            + $"and the limit of a call in {settings.ClientName}Options.Timeout ({ErrorText.Span(settings.Timeout)}).";
        return TimedOut(call, "No answer from " + settings.Server, "HttpClient.Timeout", call.Transport.Client.Timeout, error, advice);
    }

    private static ApiConnectionException NotConnected(CallState call, Exception error, string? reason)
    {
        Exception root = error.GetBaseException();
        HttpInfo http = NoAnswer(call);
        var text = new StringBuilder("No complete answer from " + call.Settings.Server + ": " + ErrorText.OneLine(root.Message, 300));
        if (text[text.Length - 1] != '.')
        {
            text.Append('.');
        }

        ErrorText.AppendHint(text, root switch
        {
            System.Security.Authentication.AuthenticationException =>
                "TLS failed: check the certificate, and that BaseUrl begins with the right scheme.",
            SocketException => "Check BaseUrl, the network and the proxy.",
            _ => null,
        });
        ErrorText.AppendHint(text, reason);
        ErrorText.AppendRequest(text, http);
        return new ApiConnectionException(call.Redactor.Redact(text.ToString()), http, error);
    }

    private static string? Redirect(CallState call, ApiAnswer answer)
    {
        if ((int)answer.Message.StatusCode is < 300 or >= 400 || answer.Message.Headers.Location is not { } location)
        {
            return null;
        }

        Uri target = location.IsAbsoluteUri ? location : new Uri(call.Request.Address, location);
        return "The server redirects to " + target.GetLeftPart(UriPartial.Path)
            + ". Redirects are not followed, since they lose the authentication: set BaseUrl to the final address.";
    }
}
