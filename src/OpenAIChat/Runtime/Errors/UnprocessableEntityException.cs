namespace OpenAIChat;

/// <summary>The request is well formed but cannot be carried out (422).</summary>
public sealed class UnprocessableEntityException : ClientException
{
    /// <inheritdoc cref="ApiStatusException(HttpInfo, ApiError, string, string, Exception)"/>
    public UnprocessableEntityException(
        HttpInfo http, ApiError? error = null, string? responseBody = null, string? message = null, Exception? innerException = null)
        : base(http, error, responseBody, message, innerException)
    {
    }
}
