namespace OpenAIChat.Validation;

/// <summary>Reads the name of a tool, whatever its kind.</summary>
internal static class ToolName
{
    public static string? Of(ChatCompletionRequestTool? tool) => tool switch
    {
        ChatCompletionTool function => function.FunctionOrNull?.NameOrNull,
        ChatCompletionCustomTool custom => custom.CustomOrNull?.NameOrNull,
        _ => null,
    };
}
