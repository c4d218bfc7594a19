namespace OpenAIChat;

/// <summary><see cref="ToolRunOptions.Approve"/> denied a call. The model is told and the run goes on.</summary>
public sealed class ToolCallDenied : ToolRunEvent
{
    internal ToolCallDenied(ToolCallContext call, string? reason)
    {
        Call = call;
        Reason = reason;
    }

    /// <summary>Gets the call.</summary>
    public ToolCallContext Call { get; }

    /// <summary>Gets why; null when no reason was given.</summary>
    public string? Reason { get; }
}
