namespace OpenAIChat;

/// <summary>
/// A call failed: its function threw, its arguments are wrong, or there is no such tool. The model is told and the run goes on.
/// </summary>
public sealed class ToolCallFailed : ToolRunEvent
{
    internal ToolCallFailed(ToolCallContext call, Exception exception, ToolMessageContent result)
    {
        Call = call;
        Exception = exception;
        Result = result;
    }

    /// <summary>Gets the call.</summary>
    public ToolCallContext Call { get; }

    /// <summary>Gets the exception; a <see cref="ToolException"/> when the function has not been executed.</summary>
    public Exception Exception { get; }

    /// <summary>Gets what the model is told.</summary>
    public ToolMessageContent Result { get; }
}
