namespace OpenAIChat;

/// <summary>The request met another change of the same thing (409).</summary>
public sealed class ConflictException : ClientException
{
    /// <inheritdoc cref="ApiStatusException(HttpInfo, ApiError, string, string, Exception)"/>
    public ConflictException(
        HttpInfo http, ApiError? error = null, string? responseBody = null, string? message = null, Exception? innerException = null)
        : base(http, error, responseBody, message, innerException)
    {
    }
}
