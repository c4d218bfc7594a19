using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace OpenAIChat.Testing;

/// <summary>The answer when nothing is scripted: the tool call or the JSON that the request demands, else the user's words.</summary>
internal static class DefaultAnswer
{
    public static CompletionContent To(JObject request) => DemandedCall(request) ?? Say(request);

    private static CompletionContent? DemandedCall(JObject request)
    {
        if (request.TextAt("function_call", "name") is { } legacyName)
        {
            JObject? function = request.ObjectsAt("functions").FirstOrDefault(function => function.TextAt("name") == legacyName);
            var legacyCall = new ScriptedCall(legacyName, Arguments(function.At("parameters")));
            return new CompletionContent { ToolCalls = [legacyCall], IsLegacyFunctionCall = true };
        }

        JObject? tool = DemandedTool(request);
        if (tool is null)
        {
            return null;
        }

        ScriptedCall call = tool.TextAt("custom", "name") is { } customName
            ? new ScriptedCall(customName, "input")
            : new ScriptedCall(tool.TextAt("function", "name")!, Arguments(tool.At("function", "parameters")));
        return new CompletionContent { ToolCalls = [call] };
    }

    private static JObject? DemandedTool(JObject request) => request["tool_choice"] switch
    {
        JValue { Value: "required" } => request.ObjectsAt("tools").FirstOrDefault(),
        JObject choice when choice.TextAt("type") == "allowed_tools" => choice.TextAt("allowed_tools", "mode") == "required"
            ? choice.ObjectsAt("allowed_tools", "tools").Select(tool => Declared(request, tool)).FirstOrDefault()
            : null,
        JObject choice => Declared(request, choice),
        _ => null,
    };

    private static JObject? Declared(JObject request, JObject choice)
    {
        string kind = choice.TextAt("type") ?? "function";
        string? name = choice.TextAt(kind, "name");
        return request.ObjectsAt("tools").FirstOrDefault(tool => name is not null && tool.TextAt(kind, "name") == name);
    }

    private static string Arguments(JToken? schema) =>
        schema is JObject parameters ? SampleJson.For(parameters).ToString(Formatting.None) : "{}";

    private static CompletionContent Say(JObject request)
    {
        string text = request.TextAt("response_format", "type") switch
        {
            "json_object" => new JObject(new JProperty("answer", Words(request))).ToString(Formatting.None),
            "json_schema" => Arguments(request.At("response_format", "json_schema", "schema")),
            _ => Words(request),
        };
        return new CompletionContent { Texts = [text] };
    }

    private static string Words(JObject request)
    {
        string lastRole = request["messages"]!.Last.TextAt("role") ?? "";
        if (lastRole is "tool" or "function")
        {
            return $"The tool answered: {MessageText.LastOf(request, lastRole)}";
        }

        return MessageText.LastOf(request, "user") is { Length: > 0 } prompt ? $"You said: {prompt}" : "Hello! How can I help you?";
    }
}
