using Newtonsoft.Json.Linq;

namespace OpenAIChat.Testing;

/// <summary>What the provider demands of tools, their choice and the response format.</summary>
internal static class ToolRules
{
    public static void Check(JObject body)
    {
        JArray tools = body["tools"] as JArray ?? [];
        if (!RequestRules.IsUnset(body["tools"]) && body["tools"] is not JArray)
        {
            throw RequestRules.Fault("tools", "'tools' must be a list.", "invalid_type");
        }

        for (int i = 0; i < tools.Count; i++)
        {
            if (NameOf(tools[i]) is null)
            {
                throw RequestRules.Fault($"tools[{i}]", $"'tools[{i}]' must be a function or a custom tool with a name.");
            }
        }

        CheckChoice(body["tool_choice"], tools);
        CheckFormat(body["response_format"]);
    }

    private static void CheckChoice(JToken? choice, JArray tools)
    {
        switch (choice)
        {
            case null or { Type: JTokenType.Null } or JValue { Value: "none" or "auto" }:
            case JValue { Value: "required" } when tools.Count > 0:
            case JObject when choice.TextAt("type") == "allowed_tools":
            case JObject when NameOf(choice) is { } name && tools.Any(tool => NameOf(tool) == name):
                return;
            default:
                throw RequestRules.Fault(
                    "tool_choice",
                    "'tool_choice' must be none, auto, required or a tool, and what it demands must be among 'tools'.");
        }
    }

    private static void CheckFormat(JToken? format)
    {
        bool isValid = RequestRules.IsUnset(format) || (format.TextAt("type") switch
        {
            "text" or "json_object" => true,
            "json_schema" => format.TextAt("json_schema", "name") is not null,
            _ => false,
        });
        if (!isValid)
        {
            throw RequestRules.Fault(
                "response_format",
                "'response_format.type' must be text, json_object, or json_schema with a named 'json_schema'.");
        }
    }

    private static string? NameOf(JToken tool) => tool.TextAt("type") switch
    {
        "function" => tool.TextAt("function", "name"),
        "custom" => tool.TextAt("custom", "name"),
        _ => null,
    };
}
