namespace OpenAIChat;

/// <summary>A function returned its result.</summary>
public sealed class ToolCallFinished : ToolRunEvent
{
    internal ToolCallFinished(ToolCallContext call, ToolMessageContent result)
    {
        Call = call;
        Result = result;
    }

    /// <summary>Gets the call.</summary>
    public ToolCallContext Call { get; }

    /// <summary>Gets what the model is told.</summary>
    public ToolMessageContent Result { get; }
}
