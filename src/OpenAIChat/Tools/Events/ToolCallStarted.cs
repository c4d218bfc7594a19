namespace OpenAIChat;

/// <summary>A function is about to be executed.</summary>
public sealed class ToolCallStarted : ToolRunEvent
{
    internal ToolCallStarted(ToolCallContext call) => Call = call;

    /// <summary>Gets the call.</summary>
    public ToolCallContext Call { get; }
}
