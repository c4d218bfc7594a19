namespace OpenAIChat.Tools;

/// <summary>A tool call on its way to its answer.</summary>
internal sealed class PendingToolCall(ToolCallContext context, string type)
{
    public ToolCallContext Context { get; } = context;

    /// <summary>Gets the kind of tool called: <c>function</c>, <c>custom</c> or one that is unknown.</summary>
    public string Type { get; } = type;

    /// <summary>Gets the tool message that answers the call; null while there is none.</summary>
    public ChatCompletionRequestToolMessage? Answer { get; private set; }

    /// <summary>Gets or sets whether the call stays unanswered until another run, or the caller, answers it.</summary>
    public bool IsSuspended { get; set; }

    public void Complete(ToolMessageContent content) => Complete(ChatCompletionRequestMessage.Tool(Context.Id, content));

    public void Complete(ChatCompletionRequestToolMessage answer) => Answer = answer;
}
