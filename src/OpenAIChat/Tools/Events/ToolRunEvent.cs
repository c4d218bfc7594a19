namespace OpenAIChat;

/// <summary>Something that happened in a streamed <see cref="ToolRun"/>.</summary>
public abstract class ToolRunEvent
{
    private protected ToolRunEvent()
    {
    }
}
