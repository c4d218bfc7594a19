namespace OpenAIChat;

/// <summary>The API key is valid but does not permit this (403).</summary>
public sealed class PermissionDeniedException : ClientException
{
    /// <inheritdoc cref="ApiStatusException(HttpInfo, ApiError, string, string, Exception)"/>
    public PermissionDeniedException(
        HttpInfo http, ApiError? error = null, string? responseBody = null, string? message = null, Exception? innerException = null)
        : base(http, error, responseBody, message, innerException)
    {
    }
}
