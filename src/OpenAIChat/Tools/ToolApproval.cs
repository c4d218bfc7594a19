namespace OpenAIChat;

/// <summary>What becomes of a tool call: it is executed, denied or suspended.</summary>
public sealed class ToolApproval
{
    private ToolApproval(string? reason = null) => Reason = reason;

    /// <summary>Gets the decision to execute the call.</summary>
    public static ToolApproval Allow { get; } = new();

    /// <summary>Gets the decision to leave the call unanswered: the run ends, and another one can continue its messages.</summary>
    public static ToolApproval Suspend { get; } = new();

    /// <summary>Gets why the call is denied; null when no reason is given, or the call is not denied.</summary>
    public string? Reason { get; }

    /// <summary>Wraps the decision in a task, so that <see cref="ToolRunOptions.Approve"/> can return it as it is.</summary>
    /// <param name="approval">The decision.</param>
    public static implicit operator Task<ToolApproval>(ToolApproval approval) => Task.FromResult(approval);

    /// <summary>Creates the decision not to execute the call. The model is told so and continues.</summary>
    /// <param name="reason">Why, in words for the model.</param>
    public static ToolApproval Deny(string? reason = null) => new(reason);
}
