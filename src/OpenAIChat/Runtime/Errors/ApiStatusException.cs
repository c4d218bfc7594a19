using OpenAIChat.Runtime;

namespace OpenAIChat;

/// <summary>A server answered with a status other than 2xx.</summary>
/// <remarks>
/// Most are of a derived class: <see cref="ClientException"/> (4xx) or <see cref="ServerException"/> (5xx). A redirect that is not followed
/// is of this one.
/// </remarks>
public class ApiStatusException : ApiException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="http">How the answer came; its status must fit the class.</param>
    /// <param name="error">What the server says.</param>
    /// <param name="responseBody">The body of the answer.</param>
    /// <param name="message">The message; without one it is made of status, error and request id.</param>
    /// <param name="innerException">What led to it.</param>
    public ApiStatusException(
        HttpInfo http, ApiError? error = null, string? responseBody = null, string? message = null, Exception? innerException = null)
        : base(message ?? ErrorText.ForStatus(http, error), http, innerException)
    {
        Error = error ?? new ApiError();
        ResponseBody = responseBody;
    }

    /// <summary>Gets the HTTP status.</summary>
    public int StatusCode => Http.StatusCode;

    /// <summary>Gets what the server says about the error; never <see langword="null"/>, though its parts may be.</summary>
    public ApiError Error { get; }

    /// <summary>Gets the body of the answer as text, at most its first 64 KiB.</summary>
    public string? ResponseBody { get; }

    /// <summary>Gets how long the server asks to wait before trying again (<c>retry-after-ms</c>, <c>Retry-After</c>).</summary>
    public TimeSpan? RetryAfter { get; internal set; }

    /// <summary>Creates the exception of the class that belongs to a status.</summary>
    /// <param name="http">How the answer came.</param>
    /// <param name="error">What the server says.</param>
    /// <param name="responseBody">The body of the answer.</param>
    /// <param name="message">The message; without one it is made of status, error and request id.</param>
    /// <param name="innerException">What led to it.</param>
    /// <returns>For example a <see cref="RateLimitException"/> for 429.</returns>
    public static ApiStatusException Create(
        HttpInfo http, ApiError? error = null, string? responseBody = null, string? message = null, Exception? innerException = null) =>
        (http ?? throw new ArgumentNullException(nameof(http))).StatusCode switch
        {
            400 => new BadRequestException(http, error, responseBody, message, innerException),
            401 => new AuthenticationException(http, error, responseBody, message, innerException),
            403 => new PermissionDeniedException(http, error, responseBody, message, innerException),
            404 => new NotFoundException(http, error, responseBody, message, innerException),
            409 => new ConflictException(http, error, responseBody, message, innerException),
            422 => new UnprocessableEntityException(http, error, responseBody, message, innerException),
            429 => new RateLimitException(http, error, responseBody, message, innerException),
            >= 400 and < 500 => new ClientException(http, error, responseBody, message, innerException),
            >= 500 => new ServerException(http, error, responseBody, message, innerException),
            _ => new ApiStatusException(http, error, responseBody, message, innerException),
        };
}
