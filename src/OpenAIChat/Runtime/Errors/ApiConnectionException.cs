namespace OpenAIChat;

/// <summary>No complete answer came: the name was not found, the connection failed or broke, or TLS could not be agreed.</summary>
/// <remarks><see cref="Exception.InnerException"/> is the cause of the last attempt.</remarks>
public class ApiConnectionException : ApiException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">What happened, with the address.</param>
    /// <param name="http">The attempts and the time; and how the answer came, where it had begun.</param>
    /// <param name="innerException">The cause.</param>
    public ApiConnectionException(string message, HttpInfo? http = null, Exception? innerException = null)
        : base(message, http, innerException)
    {
    }
}
