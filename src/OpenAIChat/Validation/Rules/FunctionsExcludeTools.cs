namespace OpenAIChat.Validation;

/// <summary>The older <c>functions</c> and <c>function_call</c> are not mixed with <c>tools</c> and <c>tool_choice</c>.</summary>
/// <remarks>Source: the contract, which names the latter as the replacement of the former; the API refuses both at once.</remarks>
internal sealed class FunctionsExcludeTools() : RequestRule(ValidationRule.FunctionsOrTools)
{
    public override void Check(CreateChatCompletionRequest request, RuleFindings findings)
    {
        if (request.FunctionsOrNull is { Count: > 0 } && request.ToolsOrNull is { Count: > 0 })
        {
            findings.Add("functions", "cannot be sent together with tools, which has replaced it; move the functions to tools.");
        }

        if (request.FunctionCall is not null && request.ToolChoice is not null)
        {
            findings.Add("function_call", "cannot be sent together with tool_choice, which has replaced it; leave it out.");
        }
    }
}
