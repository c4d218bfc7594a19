namespace OpenAIChat;

/// <summary>Watches the calls of a client, for example to log them. Every method does nothing unless it is overridden.</summary>
/// <remarks>The methods run on the caller's path and must not throw: an exception ends the call.</remarks>
public abstract class CallObserver
{
    /// <summary>Occurs before a call is sent for the first time.</summary>
    /// <param name="info">The call.</param>
    public virtual void OnSending(CallInfo info)
    {
    }

    /// <summary>Occurs for each chunk of a streamed answer.</summary>
    /// <param name="info">The call.</param>
    /// <param name="chunk">The chunk.</param>
    public virtual void OnChunk(CallInfo info, object chunk)
    {
    }

    /// <summary>Occurs when a call has succeeded, or when its stream was left early.</summary>
    /// <param name="info">The call.</param>
    /// <param name="http">How the answer came; null when its stream was left early.</param>
    /// <param name="answer">The answer; null when there is none, or when it was streamed.</param>
    public virtual void OnCompleted(CallInfo info, HttpInfo? http, object? answer)
    {
    }

    /// <summary>Occurs when a call has failed, after all its attempts.</summary>
    /// <param name="info">The call.</param>
    /// <param name="exception">What the caller is thrown.</param>
    public virtual void OnFailed(CallInfo info, Exception exception)
    {
    }
}
