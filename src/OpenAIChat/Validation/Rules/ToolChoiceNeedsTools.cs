using Newtonsoft.Json.Linq;

namespace OpenAIChat.Validation;

/// <summary><c>tool_choice</c> needs <c>tools</c> and names only tools that are there.</summary>
/// <remarks>Source: the API ("'tool_choice' is only allowed when 'tools' are specified"), which refuses even <c>none</c> without
/// tools.</remarks>
internal sealed class ToolChoiceNeedsTools() : RequestRule(ValidationRule.ToolChoice)
{
    public override void Check(CreateChatCompletionRequest request, RuleFindings findings)
    {
        if (request.ToolChoice is not { } choice || request.Adds("tools"))
        {
            return;
        }

        if (request.ToolsOrNull is not { Count: > 0 } tools)
        {
            findings.Add("tool_choice", "is allowed only together with tools; set tools, or leave it out.");
            return;
        }

        foreach ((string kind, string name, string path) in MissingTools(choice, tools))
        {
            findings.Add(path, $"is \"{name}\", but tools has no {kind} tool of that name; add it to tools, or name one that is there.");
        }
    }

    /// <summary>Gets the tools that are chosen and are not there: kind, name, and where they are chosen.</summary>
    public static IEnumerable<(string Kind, string Name, string Path)> MissingTools(
        ChatCompletionToolChoiceOption choice,
        IList<ChatCompletionRequestTool> tools) =>
        ChosenTools(choice).Where(chosen => !tools.Any(tool => tool?.Type == chosen.Kind && ToolName.Of(tool) == chosen.Name));

    private static (string Kind, string Name, string Path)[] ChosenTools(ChatCompletionToolChoiceOption choice) => choice.AsChoice switch
    {
        // A missing name is the contract's matter.
        ChatCompletionNamedToolChoice { FunctionOrNull.NameOrNull: { } name } => [("function", name, "tool_choice.function.name")],
        ChatCompletionNamedToolChoiceCustom { CustomOrNull.NameOrNull: { } name } => [("custom", name, "tool_choice.custom.name")],
        ChatCompletionAllowedToolsChoice { AllowedToolsOrNull.ToolsOrNull: { } allowed } => [.. AllowedTools(allowed)],
        _ => [],
    };

    private static IEnumerable<(string Kind, string Name, string Path)> AllowedTools(IList<JsonObject> allowed)
    {
        for (int i = 0; i < allowed.Count; i++)
        {
            if (Reference(allowed[i]) is ("function" or "custom", { } name) and var (kind, _))
            {
                yield return (kind!, name, FormattableString.Invariant($"tool_choice.allowed_tools.tools[{i}].{kind}.name"));
            }
        }
    }

    // {"type": "function", "function": {"name": "…"}}
    private static (string? Kind, string? Name) Reference(JsonObject? reference)
    {
        var json = reference?.ToJObject();
        return json?["type"] is JValue { Value: string kind } && json[kind] is JObject named
            && named["name"] is JValue { Value: string name }
            ? (kind, name)
            : (null, null);
    }
}
