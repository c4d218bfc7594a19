namespace OpenAIChat.Validation;

/// <summary>The older <c>function_call</c> needs <c>functions</c> and names one that is there.</summary>
/// <remarks>Source: the API ("'function_call' is only allowed when 'functions' are specified").</remarks>
internal sealed class FunctionCallNeedsFunctions() : RequestRule(ValidationRule.FunctionCall)
{
    public override void Check(CreateChatCompletionRequest request, RuleFindings findings)
    {
        if (request.FunctionCall is not { } choice || request.Adds("functions"))
        {
            return;
        }

        if (request.FunctionsOrNull is not { Count: > 0 } functions)
        {
            findings.Add(
                "function_call",
                "is allowed only together with functions; set tools and tool_choice in their place, or leave it out.");
        }
        else if (MissingName(choice, functions) is { } name)
        {
            findings.Add(
                "function_call.name",
                $"is \"{name}\", but functions has none of that name; add it to functions, or name one that is there.");
        }
    }

    /// <summary>Gets the name that is chosen and is not among the functions; null when there is none.</summary>
    public static string? MissingName(CreateChatCompletionRequestFunctionCall choice, IList<ChatCompletionFunctions> functions) =>
        choice.AsOption is { NameOrNull: { } name } && !functions.Any(function => function?.NameOrNull == name) ? name : null;
}
