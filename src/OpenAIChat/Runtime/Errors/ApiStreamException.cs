namespace OpenAIChat;

/// <summary>A stream reported an error, or sent something that cannot be understood, after it had begun.</summary>
/// <remarks>The chunks before it have been delivered. A stream is not repeated once its first byte has arrived.</remarks>
public class ApiStreamException : ApiException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">What happened.</param>
    /// <param name="http">How the stream came.</param>
    /// <param name="error">The error that the server reported.</param>
    /// <param name="innerException">The cause.</param>
    public ApiStreamException(string message, HttpInfo? http = null, ApiError? error = null, Exception? innerException = null)
        : base(message, http, innerException) => Error = error;

    /// <summary>Gets the error that the server reported in the stream; <see langword="null"/> when the stream itself was broken.</summary>
    public ApiError? Error { get; }
}
