using System.Globalization;
using System.Text;
using Newtonsoft.Json;

namespace OpenAIChat.Runtime;

/// <summary>Explains what is wrong with an answer that came under a 2xx status.</summary>
internal static class AnswerErrors
{
    /// <summary>Explains an exception that came while the body of a success was read.</summary>
    public static Exception ExplainReading(CallState call, ApiAnswer answer, Exception error) => error switch
    {
        ResponseTooLargeException when call.IsStreamed =>
            new ApiStreamException(TooLong(call, answer, "An event of the stream"), answer.CreateRedactedInfo(), innerException: error),
        ResponseTooLargeException =>
            new ApiResponseException(TooLong(call, answer, "The answer"), answer.CreateRedactedInfo(), innerException: error),
        _ when answer.Stream is { TimedOut: true } => StreamIdle(call, answer, error),
        _ => error,
    };

    /// <summary>Explains an exception that came while a stream was read.</summary>
    public static Exception ExplainStream(CallState call, ApiAnswer answer, Exception error)
    {
        if (error is OperationCanceledException or IOException or HttpRequestException or ObjectDisposedException
            && answer.Stream is { TimedOut: false })
        {
            string what = call.Transport.IsDisposed
                ? $"The stream ended early because the {call.Settings.ClientName} was disposed. Dispose it after its last call has ended"
                : "The connection broke in the middle of the stream";
            return new IncompleteStreamException(Describe(call, answer, what), answer.CreateRedactedInfo(), null, error);
        }

        return ExplainReading(call, answer, error);
    }

    /// <summary>Says that a stream paused for too long.</summary>
    public static ApiTimeoutException StreamIdle(CallState call, ApiAnswer answer, Exception cause)
    {
        TransportSettings settings = call.Settings;
        string limit = ErrorText.Span(settings.StreamIdleTimeout);
        return new ApiTimeoutException(
            $"The stream from {settings.Server} was silent for longer than StreamIdleTimeout ({limit}).",
            nameof(settings.StreamIdleTimeout),
            settings.StreamIdleTimeout,
            answer.CreateRedactedInfo(),
            cause);
    }

    /// <summary>Says that a 2xx answer is not what it should be.</summary>
    public static ApiResponseException Misunderstood(
        CallState call, ApiAnswer answer, string what, ReadOnlyMemory<byte> content, ApiError? error, JsonException? cause)
    {
        string type = answer.Message.Content?.Headers.ContentType?.ToString() ?? "no content type";
        string size = content.Length.ToString("N0", CultureInfo.InvariantCulture);
        string summary = $"{what} (HTTP {answer.Message.StatusCode:D}, {ErrorText.OneLine(type, 100)}, {size} bytes)";
        string text = call.Redactor.Redact(Utf8Decoder.GetString(content.Span.Slice(0, Math.Min(content.Length, ErrorBody.MaxLength))));
        JsonException? shown = Redact(cause, call.Redactor);
        return new ApiResponseException(Describe(call, answer, summary, error), answer.CreateRedactedInfo(text), text, error, shown);
    }

    /// <summary>Words a message about an answer: what is wrong, then the request id.</summary>
    public static string Describe(CallState call, ApiAnswer answer, string what, ApiError? error = null)
    {
        var text = new StringBuilder(what);
        ErrorText.AppendError(text, error);
        ErrorText.AppendHint(text, FollowedRedirect(call, answer));
        ErrorText.AppendRequest(text, answer.CreateRedactedInfo());
        return call.Redactor.Redact(text.ToString());
    }

    /// <summary>Explains an answer that came from elsewhere, because the given HttpClient follows redirects.</summary>
    public static string? FollowedRedirect(CallState call, ApiAnswer answer)
    {
        Uri? answered = answer.Message.RequestMessage?.RequestUri;
        return answered is null || answered == call.Request.Address
            ? null
            : "The HttpClient followed a redirect to " + answered.GetLeftPart(UriPartial.Path)
                + ", which loses the authentication and may lose the body: set BaseUrl to the final address.";
    }

    /// <summary>Returns an error without the secrets in its texts; its JSON was read from a text without any.</summary>
    public static ApiError Redact(ApiError error, SecretRedactor redactor)
    {
        return new ApiError(Clean(error.Message), Clean(error.Type), Clean(error.Param), Clean(error.Code), error.Json);

        string? Clean(string? text) => text is null ? null : redactor.Redact(text);
    }

    /// <summary>Returns an exception of the JSON reader, without the secrets that its path may hold.</summary>
    public static JsonException? Redact(JsonException? error, SecretRedactor redactor)
    {
        if (error is null || ReferenceEquals(redactor.Redact(error.Message), error.Message))
        {
            return error;
        }

        string message = redactor.Redact(error.Message);
        return error is JsonReaderException reader
            ? new JsonReaderException(message, redactor.Redact(reader.Path ?? ""), reader.LineNumber, reader.LinePosition, null)
            : new JsonSerializationException(message);
    }

    private static string TooLong(CallState call, ApiAnswer answer, string what)
    {
        string limit = ErrorText.Size(call.Settings.MaxResponseBytes);
        string remedy = $"Set {call.Settings.ClientName}Options.MaxResponseBytes if it is to be accepted";
        return Describe(call, answer, $"{what} is longer than MaxResponseBytes ({limit}). {remedy}");
    }
}
