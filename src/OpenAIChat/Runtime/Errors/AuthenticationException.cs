namespace OpenAIChat;

/// <summary>The API key is missing, wrong or revoked (401).</summary>
public sealed class AuthenticationException : ClientException
{
    /// <inheritdoc cref="ApiStatusException(HttpInfo, ApiError, string, string, Exception)"/>
    public AuthenticationException(
        HttpInfo http, ApiError? error = null, string? responseBody = null, string? message = null, Exception? innerException = null)
        : base(http, error, responseBody, message, innerException)
    {
    }
}
