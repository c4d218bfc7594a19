namespace OpenAIChat;

/// <summary>Specifies what a tool run has reached the limit of.</summary>
public enum ToolRunLimit
{
    /// <summary><see cref="ToolRunOptions.MaxTurns"/>.</summary>
    Turns,

    /// <summary><see cref="ToolRunOptions.MaxToolCalls"/>.</summary>
    ToolCalls,
}
