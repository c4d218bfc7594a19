namespace OpenAIChat;

/// <summary>
/// A stream ended before the reply was complete: without <c>[DONE]</c>, without a finish reason, or in the middle of an event.
/// </summary>
public sealed class IncompleteStreamException : ApiStreamException
{
    /// <inheritdoc cref="ApiStreamException(string, HttpInfo, ApiError, Exception)"/>
    public IncompleteStreamException(string message, HttpInfo? http = null, ApiError? error = null, Exception? innerException = null)
        : base(message, http, error, innerException)
    {
    }
}
