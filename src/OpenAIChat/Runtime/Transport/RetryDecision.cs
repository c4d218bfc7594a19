namespace OpenAIChat.Runtime;

/// <summary>Whether a failed attempt is followed by another.</summary>
internal sealed class RetryDecision
{
    private RetryDecision(TimeSpan? delay, string? reason)
    {
        Delay = delay;
        Reason = reason;
    }

    /// <summary>Gets a decision against another attempt that needs no words.</summary>
    public static RetryDecision Stop { get; } = new(null, null);

    /// <summary>Gets the time until the next attempt; null when there is none.</summary>
    public TimeSpan? Delay { get; }

    /// <summary>Gets why there is no other attempt, where one might expect it.</summary>
    public string? Reason { get; }

    public static RetryDecision After(TimeSpan delay) => new(delay, null);

    public static RetryDecision StopBecause(string reason) => new(null, reason);
}
