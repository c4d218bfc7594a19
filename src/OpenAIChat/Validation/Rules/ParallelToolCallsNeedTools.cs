namespace OpenAIChat.Validation;

/// <summary><c>parallel_tool_calls</c> needs <c>tools</c>.</summary>
/// <remarks>Source: the API ("'parallel_tool_calls' is only allowed when 'tools' are specified").</remarks>
internal sealed class ParallelToolCallsNeedTools() : RequestRule(ValidationRule.ParallelToolCalls)
{
    public override void Check(CreateChatCompletionRequest request, RuleFindings findings)
    {
        if (request.ParallelToolCalls is not null && request.ToolsOrNull is not { Count: > 0 } && !request.Adds("tools"))
        {
            findings.Add("parallel_tool_calls", "is allowed only together with tools; set tools, or leave it out.");
        }
    }
}
