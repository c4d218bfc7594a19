namespace OpenAIChat;

/// <summary>The model wrote a piece of text.</summary>
public sealed class ToolRunText : ToolRunEvent
{
    internal ToolRunText(string text) => Text = text;

    /// <summary>Gets the piece, which is never empty.</summary>
    public string Text { get; }

    /// <summary>Gets the piece.</summary>
    public override string ToString() => Text;
}
