namespace OpenAIChat;

public sealed partial class ToolCallCustom
{
    internal bool HasInput => input is not null;
}
