namespace OpenAIChat;

public sealed partial class ToolCallFunction
{
    internal bool HasArguments => arguments is not null;
}
