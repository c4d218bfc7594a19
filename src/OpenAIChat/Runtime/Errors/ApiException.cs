namespace OpenAIChat;

/// <summary>The base of everything that goes wrong between this client and a server.</summary>
/// <remarks>
/// Not among them: a request that is wrong in itself (<see cref="ArgumentException"/>) and the caller's own cancellation (<see
/// cref="OperationCanceledException"/>).
/// </remarks>
public abstract class ApiException : Exception
{
    private protected ApiException(string message, HttpInfo? http, Exception? innerException)
        : base(message, innerException) => Http = http ?? HttpInfo.None;

    /// <summary>
    /// Gets how the answer came: status, headers, request id, rate limits, attempts; <see cref="HttpInfo.None"/> when none came.
    /// </summary>
    public HttpInfo Http { get; }
}
