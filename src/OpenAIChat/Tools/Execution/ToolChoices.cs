namespace OpenAIChat.Tools;

/// <summary>Choices of tools in the turns of a run.</summary>
internal static class ToolChoices
{
    /// <summary>Leaves it to the model whether to call a tool, where it had to call one.</summary>
    public static ChatCompletionToolChoiceOption WithoutDemand(this ChatCompletionToolChoiceOption choice) => choice switch
    {
        { AsMode: { } mode } when mode == ChatCompletionToolChoiceOptionMode.Required => ChatCompletionToolChoiceOption.Auto,
        { AsChoice: ChatCompletionNamedToolChoice or ChatCompletionNamedToolChoiceCustom } => ChatCompletionToolChoiceOption.Auto,
        { AsChoice: ChatCompletionAllowedToolsChoice { AllowedTools: { } allowed } }
            when allowed.Mode == ChatCompletionAllowedToolsMode.Required =>
            new ChatCompletionAllowedToolsChoice(new ChatCompletionAllowedTools(ChatCompletionAllowedToolsMode.Auto, allowed.Tools)),
        _ => choice,
    };
}
