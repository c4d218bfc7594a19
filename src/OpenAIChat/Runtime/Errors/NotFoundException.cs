namespace OpenAIChat;

/// <summary>The model, the stored completion or the path does not exist, or is not visible to this key (404).</summary>
public sealed class NotFoundException : ClientException
{
    /// <inheritdoc cref="ApiStatusException(HttpInfo, ApiError, string, string, Exception)"/>
    public NotFoundException(
        HttpInfo http, ApiError? error = null, string? responseBody = null, string? message = null, Exception? innerException = null)
        : base(http, error, responseBody, message, innerException)
    {
    }
}
