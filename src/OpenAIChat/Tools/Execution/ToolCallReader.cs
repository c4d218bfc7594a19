using Newtonsoft.Json.Linq;

namespace OpenAIChat.Tools;

/// <summary>Reads what a call says, whatever its kind and however a server wrote it.</summary>
internal static class ToolCallReader
{
    /// <summary>Creates the same call with another id, and with what the contract requires of it.</summary>
    public static ChatCompletionToolCall? WithId(ChatCompletionToolCall? call, string id)
    {
        switch (call)
        {
            case ChatCompletionMessageToolCall function:
                var functionCall = new ChatCompletionMessageToolCall(id, WithText(function.Function));
                functionCall.Keep(function, "id", "type", "function");
                return functionCall;
            case ChatCompletionMessageCustomToolCall custom:
                var customCall = new ChatCompletionMessageCustomToolCall(id, custom.Custom);
                customCall.Keep(custom, "id", "type", "custom");
                return customCall;
            case ChatCompletionToolCall.Unknown { Json: JObject json }:
                var members = (JObject)json.DeepClone();
                members["id"] = id;
                return new ChatCompletionToolCall.Unknown(members);
            default:
                return null;
        }
    }

    /// <summary>Gets the calls of a message; a <c>function_call</c>, with which older servers answer, becomes a tool call.</summary>
    public static IList<ChatCompletionToolCall> TakeCalls(ChatCompletionRequestAssistantMessage message)
    {
        if (message is { ToolCallsOrNull: not { Count: > 0 }, FunctionCall: { } call })
        {
            message.FunctionCall = null;
            return [new ChatCompletionMessageToolCall("", new ToolCallFunction(call.Name, call.Arguments))];
        }

        return message.ToolCallsOrNull ?? [];
    }

    public static string Id(ChatCompletionToolCall? call) => call switch
    {
        ChatCompletionMessageToolCall function => function.Id,
        ChatCompletionMessageCustomToolCall custom => custom.Id,
        ChatCompletionToolCall.Unknown { Json: JObject json } => json["id"] is JValue { Value: string id } ? id : "",
        _ => "",
    };

    /// <summary>Reads what a function is told of its call.</summary>
    public static ToolCallContext Read(ChatCompletionToolCall call, int turn, IServiceProvider? services) =>
        new(Id(call), Name(call), Arguments(call), turn, services);

    private static string Name(ChatCompletionToolCall call) => call switch
    {
        ChatCompletionMessageToolCall function => function.Function.Name,
        ChatCompletionMessageCustomToolCall custom => custom.Custom.Name,
        _ => "",
    };

    private static string Arguments(ChatCompletionToolCall call) => call switch
    {
        ChatCompletionMessageToolCall function => function.Function.Arguments,
        ChatCompletionMessageCustomToolCall custom => custom.Custom.Input,
        _ => "",
    };

    // Some servers send the object itself in place of its text.
    private static ToolCallFunction WithText(ToolCallFunction function)
    {
        if (MismatchedText.OfArguments(function) is not { } text)
        {
            return function;
        }

        var copy = new ToolCallFunction(function.Name, text);
        copy.Keep(function, "arguments");
        return copy;
    }

    // Members of the contract are there already, in their own kind.
    private static void Keep(this JsonModel copy, JsonModel original, params string[] except) =>
        copy.Keep(original.Additional?
            .Where(member => !except.Contains(member.Key))
            .ToDictionary(static member => member.Key, static member => member.Value));
}
