namespace OpenAIChat.Validation;

/// <summary>There are at most 128 tools.</summary>
/// <remarks>Source: the API ("Expected an array with maximum length 128").</remarks>
internal sealed class ToolsAreLimited() : RequestRule(ValidationRule.ToolCount)
{
    private const int Maximum = 128;

    public override void Check(CreateChatCompletionRequest request, RuleFindings findings)
    {
        if (request.ToolsOrNull is { Count: > Maximum } tools)
        {
            findings.Add("tools", FormattableString.Invariant($"has {tools.Count} items; give at most {Maximum}."));
        }
    }
}
