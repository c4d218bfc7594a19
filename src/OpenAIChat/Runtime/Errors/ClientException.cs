namespace OpenAIChat;

/// <summary>The request was refused (4xx): sending it unchanged again will hardly help, but for 408, 409 and 429.</summary>
public class ClientException : ApiStatusException
{
    /// <inheritdoc cref="ApiStatusException(HttpInfo, ApiError, string, string, Exception)"/>
    public ClientException(
        HttpInfo http, ApiError? error = null, string? responseBody = null, string? message = null, Exception? innerException = null)
        : base(http, error, responseBody, message, innerException)
    {
    }
}
