namespace OpenAIChat;

/// <summary>A retry that is about to happen, as the callback <c>OnRetry</c> sees it.</summary>
public sealed class RetryInfo
{
    internal RetryInfo(int attempt, TimeSpan delay, ApiException cause)
    {
        Attempt = attempt;
        Delay = delay;
        Cause = cause;
    }

    /// <summary>Gets the number of the attempt that failed: 1 for the first.</summary>
    public int Attempt { get; }

    /// <summary>Gets the time until the next attempt.</summary>
    public TimeSpan Delay { get; }

    /// <summary>Gets why the attempt failed.</summary>
    /// <remarks>
    /// Of an error status mostly without its body: that is read only where it decides whether to retry at all, as for 429.
    /// </remarks>
    public ApiException Cause { get; }
}
