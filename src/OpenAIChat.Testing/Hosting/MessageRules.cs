using Newtonsoft.Json.Linq;

namespace OpenAIChat.Testing;

/// <summary>What the provider demands of the messages of a request.</summary>
internal static class MessageRules
{
    private static readonly string[] Roles = ["developer", "system", "user", "assistant", "tool", "function"];

    public static void Check(JToken? messages)
    {
        if (RequestRules.IsUnset(messages))
        {
            throw RequestRules.Fault("messages", "'messages' is required.", "missing_required_parameter");
        }

        if (messages is not JArray { Count: > 0 } list)
        {
            throw RequestRules.Fault("messages", "'messages' must be a list of at least one message.", "invalid_type");
        }

        var calls = new HashSet<string>();
        for (int i = 0; i < list.Count; i++)
        {
            CheckOne(list[i], $"messages[{i}]", calls);
        }
    }

    private static void CheckOne(JToken message, string path, HashSet<string> calls)
    {
        string? role = message.TextAt("role");
        if (role is null || !Roles.Contains(role))
        {
            throw RequestRules.Fault($"{path}.role", $"'{path}.role' must be one of {string.Join(", ", Roles)}.");
        }

        JToken? content = message["content"];
        bool isLeftOut = role is "assistant" or "function" && RequestRules.IsUnset(content);
        if (!isLeftOut && content is not (JValue { Value: string } or JArray { Count: > 0 }))
        {
            string problem = $"'{path}.content' must be a string or a list of at least one part.";
            throw RequestRules.Fault($"{path}.content", problem, "invalid_type");
        }

        calls.UnionWith(message.ObjectsAt("tool_calls").Select(call => call.TextAt("id")).OfType<string>());
        if (role == "tool" && !(message.TextAt("tool_call_id") is { } id && calls.Contains(id)))
        {
            throw RequestRules.Fault(
                $"{path}.tool_call_id",
                $"'{path}.tool_call_id' must name a tool call of an assistant message before it.");
        }
    }
}
