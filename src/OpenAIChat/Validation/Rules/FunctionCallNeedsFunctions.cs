namespace OpenAIChat.Validation;

/// <summary>The older <c>function_call</c> needs <c>functions</c> (but for <c>none</c>, the default without them) and names one that is there.</summary>
/// <remarks>Source: the API, which refuses a choice without functions and one of an unknown function.</remarks>
internal sealed class FunctionCallNeedsFunctions() : RequestRule(ValidationRule.FunctionCall)
{
    public override void Check(CreateChatCompletionRequest request, RuleFindings findings)
    {
        if (request.GivenFunctionCall is not { } choice || request.Adds("functions"))
        {
            return;
        }

        if (request.GivenFunctions is not { Count: > 0 } functions)
        {
            if (choice.AsMode != FunctionCallMode.None)
            {
                findings.Add("function_call", "needs functions; set tools and tool_choice in their place, or leave it out.");
            }
        }
        else if (choice.AsOption is { GivenName: { } name } && !functions.Any(function => function?.GivenName == name))
        {
            findings.Add("function_call.name", $"is \"{name}\", but functions has none of that name; add it to functions, or name one that is there.");
        }
    }
}
