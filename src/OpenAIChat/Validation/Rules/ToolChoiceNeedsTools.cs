using Newtonsoft.Json.Linq;

namespace OpenAIChat.Validation;

/// <summary><c>tool_choice</c> needs <c>tools</c> (but for <c>none</c> and <c>auto</c>, which ask for nothing) and names only tools that are there.</summary>
/// <remarks>Source: the API, which cannot meet a demand for a tool without tools, nor for one that is unknown.</remarks>
internal sealed class ToolChoiceNeedsTools() : RequestRule(ValidationRule.ToolChoice)
{
    public override void Check(CreateChatCompletionRequest request, RuleFindings findings)
    {
        if (request.ToolChoice is not { } choice || request.Adds("tools"))
        {
            return;
        }

        if (request.Tools is not { Count: > 0 } tools)
        {
            if (choice.AsMode != ChatCompletionToolChoiceOptionMode.None && choice.AsMode != ChatCompletionToolChoiceOptionMode.Auto)
            {
                findings.Add("tool_choice", "needs tools; set tools, or leave it out.");
            }

            return;
        }

        switch (choice.AsChoice)
        {
            case ChatCompletionNamedToolChoice function:
                CheckName(tools, "function", function.GivenName, "tool_choice.function.name", findings);
                break;
            case ChatCompletionNamedToolChoiceCustom custom:
                CheckName(tools, "custom", custom.GivenName, "tool_choice.custom.name", findings);
                break;
            case ChatCompletionAllowedToolsChoice allowed:
                CheckAllowed(tools, allowed.GivenTools ?? [], findings);
                break;
        }
    }

    private static void CheckAllowed(IList<ChatCompletionRequestTool> tools, IList<JsonObject> allowed, RuleFindings findings)
    {
        for (int i = 0; i < allowed.Count; i++)
        {
            var (kind, name) = Reference(allowed[i]);
            if (kind is "function" or "custom")
            {
                CheckName(tools, kind, name, FormattableString.Invariant($"tool_choice.allowed_tools.tools[{i}].{kind}.name"), findings);
            }
        }
    }

    // {"type": "function", "function": {"name": "…"}}
    private static (string? Kind, string? Name) Reference(JsonObject? reference)
    {
        JObject? json = reference?.ToJObject();
        return json?["type"] is JValue { Value: string kind } && json[kind] is JObject named && named["name"] is JValue { Value: string name }
            ? (kind, name)
            : (null, null);
    }

    private static void CheckName(IList<ChatCompletionRequestTool> tools, string kind, string? name, string path, RuleFindings findings)
    {
        // A missing name is the contract's matter.
        if (name is null)
        {
            return;
        }

        foreach (ChatCompletionRequestTool tool in tools)
        {
            if (tool?.Type == kind && tool.GivenName == name)
            {
                return;
            }
        }

        findings.Add(path, $"is \"{name}\", but tools has no {kind} tool of that name; add it to tools, or name one that is there.");
    }
}
