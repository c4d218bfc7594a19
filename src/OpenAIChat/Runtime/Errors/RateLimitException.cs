namespace OpenAIChat;

/// <summary>
/// Too many requests or tokens, or the quota is used up (429); see <see cref="HttpInfo.RateLimit"/> and <see
/// cref="ApiStatusException.RetryAfter"/>.
/// </summary>
public sealed class RateLimitException : ClientException
{
    /// <inheritdoc cref="ApiStatusException(HttpInfo, ApiError, string, string, Exception)"/>
    public RateLimitException(
        HttpInfo http, ApiError? error = null, string? responseBody = null, string? message = null, Exception? innerException = null)
        : base(http, error, responseBody, message, innerException)
    {
    }
}
