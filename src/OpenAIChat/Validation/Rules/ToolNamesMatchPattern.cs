namespace OpenAIChat.Validation;

/// <summary>Names of tools and functions match <c>^[a-zA-Z0-9_-]{1,64}$</c>.</summary>
/// <remarks>Source: the contract's words on the name of a function, which the API refuses otherwise.</remarks>
internal sealed class ToolNamesMatchPattern() : RequestRule(ValidationRule.ToolNames)
{
    public override void Check(CreateChatCompletionRequest request, RuleFindings findings)
    {
        for (int i = 0; i < request.ToolsOrNull?.Count; i++)
        {
            if (request.ToolsOrNull[i] is { } tool && ToolName.Of(tool) is { } name && NamePattern.Problem(name) is { } problem)
            {
                findings.Add(FormattableString.Invariant($"tools[{i}].{tool.Type}.name"), problem);
            }
        }

        for (int i = 0; i < request.FunctionsOrNull?.Count; i++)
        {
            if (request.FunctionsOrNull[i] is { NameOrNull: { } name } && NamePattern.Problem(name) is { } problem)
            {
                findings.Add(FormattableString.Invariant($"functions[{i}].name"), problem);
            }
        }
    }
}
