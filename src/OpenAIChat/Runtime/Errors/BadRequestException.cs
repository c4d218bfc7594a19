namespace OpenAIChat;

/// <summary>The request is malformed or a value in it is not acceptable (400).</summary>
public sealed class BadRequestException : ClientException
{
    /// <inheritdoc cref="ApiStatusException(HttpInfo, ApiError, string, string, Exception)"/>
    public BadRequestException(
        HttpInfo http, ApiError? error = null, string? responseBody = null, string? message = null, Exception? innerException = null)
        : base(http, error, responseBody, message, innerException)
    {
    }
}
