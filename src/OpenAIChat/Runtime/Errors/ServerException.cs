namespace OpenAIChat;

/// <summary>The server failed (5xx), also after the retries.</summary>
public sealed class ServerException : ApiStatusException
{
    /// <inheritdoc cref="ApiStatusException(HttpInfo, ApiError, string, string, Exception)"/>
    public ServerException(
        HttpInfo http, ApiError? error = null, string? responseBody = null, string? message = null, Exception? innerException = null)
        : base(http, error, responseBody, message, innerException)
    {
    }
}
