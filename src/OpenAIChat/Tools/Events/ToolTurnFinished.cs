namespace OpenAIChat;

/// <summary>A turn ended: the model answered, and its calls, if it made any, are answered too.</summary>
public sealed class ToolTurnFinished : ToolRunEvent
{
    internal ToolTurnFinished(int turn, CreateChatCompletionResponse completion)
    {
        Turn = turn;
        Completion = completion;
    }

    /// <summary>Gets the number of the turn; the first is 1.</summary>
    public int Turn { get; }

    /// <summary>Gets what the model answered.</summary>
    public CreateChatCompletionResponse Completion { get; }
}
