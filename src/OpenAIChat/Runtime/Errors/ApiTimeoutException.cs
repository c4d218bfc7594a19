namespace OpenAIChat;

/// <summary>An answer did not come in time. Never thrown for the caller's own cancellation.</summary>
public sealed class ApiTimeoutException : ApiConnectionException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">What was waited for, how long, and which setting says so.</param>
    /// <param name="setting">The name of the setting that ended the wait.</param>
    /// <param name="limit">The limit that was reached.</param>
    /// <param name="http">How the answer came, where it had begun.</param>
    /// <param name="innerException">The cause.</param>
    public ApiTimeoutException(
        string message, string? setting = null, TimeSpan? limit = null, HttpInfo? http = null, Exception? innerException = null)
        : base(message, http, innerException)
    {
        Setting = setting;
        Limit = limit;
    }

    /// <summary>
    /// Gets the setting that ended the wait: <c>Timeout</c>, <c>ConnectTimeout</c>, <c>StreamIdleTimeout</c> or <c>HttpClient.Timeout</c>.
    /// </summary>
    public string? Setting { get; }

    /// <summary>Gets the limit that was reached, where it is known.</summary>
    public TimeSpan? Limit { get; }
}
