namespace OpenAIChat;

/// <summary>
/// <see cref="ToolRunOptions.Approve"/> suspended a call: the run ends after the other calls of the turn, until it is continued by another.
/// </summary>
public sealed class ToolApprovalDue : ToolRunEvent
{
    internal ToolApprovalDue(ToolCallContext call) => Call = call;

    /// <summary>Gets the call.</summary>
    public ToolCallContext Call { get; }
}
