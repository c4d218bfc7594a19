namespace OpenAIChat;

/// <summary>
/// A server answered 2xx with a body that cannot be understood: malformed, empty, cut off, an HTML page, or an error in disguise.
/// </summary>
public sealed class ApiResponseException : ApiException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">What is wrong with the body, without quoting it.</param>
    /// <param name="http">How the answer came.</param>
    /// <param name="responseBody">The body as text.</param>
    /// <param name="error">The error that the body holds.</param>
    /// <param name="innerException">The cause.</param>
    public ApiResponseException(
        string message, HttpInfo? http = null, string? responseBody = null, ApiError? error = null, Exception? innerException = null)
        : base(message, http, innerException)
    {
        ResponseBody = responseBody;
        Error = error;
    }

    /// <summary>Gets the body as text, at most its first 64 KiB.</summary>
    public string? ResponseBody { get; }

    /// <summary>Gets the error that the body holds, when a server reports one under a 2xx status.</summary>
    public ApiError? Error { get; }
}
