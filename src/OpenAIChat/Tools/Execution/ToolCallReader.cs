using Newtonsoft.Json.Linq;

namespace OpenAIChat.Tools;

/// <summary>Reads what a call says, whatever its kind and however a server wrote it.</summary>
internal static class ToolCallReader
{
    /// <summary>Creates the same call with another id, and with its parts where the contract has them.</summary>
    public static ChatCompletionToolCall? WithId(ChatCompletionToolCall? call, string id)
    {
        switch (call)
        {
            case ChatCompletionMessageToolCall function:
                var copy = (ChatCompletionMessageToolCall)function.Copy();
                copy.Id = id;
                copy.Function = WithText(copy.Function);
                return copy;
            case ChatCompletionMessageCustomToolCall custom:
                var customCopy = (ChatCompletionMessageCustomToolCall)custom.Copy();
                customCopy.Id = id;
                return customCopy;
            case ChatCompletionToolCall.Unknown { Json: JObject json }:
                var members = (JObject)json.DeepClone();
                members["id"] = id;
                return WithType(members);
            default:
                return null;
        }
    }

    /// <summary>Gets the calls of a message; a <c>function_call</c>, with which older servers answer, becomes a tool call.</summary>
    public static IList<ChatCompletionToolCall> TakeCalls(ChatCompletionRequestAssistantMessage message)
    {
#pragma warning disable CS0618 // It is deprecated, but a call.
        if (message is { ToolCalls: not { Count: > 0 }, FunctionCall: { } call })
        {
            message.FunctionCall = null;
            return [new ChatCompletionMessageToolCall("", new ToolCallFunction(call.Name, call.Arguments))];
        }
#pragma warning restore CS0618

        return message.ToolCalls ?? [];
    }

    public static string Id(ChatCompletionToolCall? call) => call switch
    {
        ChatCompletionMessageToolCall function => function.Id,
        ChatCompletionMessageCustomToolCall custom => custom.Id,
        ChatCompletionToolCall.Unknown { Json: JObject json } => json["id"] is JValue { Value: string id } ? id : "",
        _ => "",
    };

    public static string Name(ChatCompletionToolCall call) => call switch
    {
        ChatCompletionMessageToolCall function => function.Function.Name,
        ChatCompletionMessageCustomToolCall custom => custom.Custom.Name,
        _ => "",
    };

    public static string Arguments(ChatCompletionToolCall call) => call switch
    {
        ChatCompletionMessageToolCall function => function.Function.Arguments,
        ChatCompletionMessageCustomToolCall custom => custom.Custom.Input,
        _ => "",
    };

    // Some servers leave the type out.
    private static ChatCompletionToolCall WithType(JObject call)
    {
        string? type = call["custom"] is JObject ? "custom" : call["function"] is JObject ? "function" : null;
        if (type is null || call["type"] is JValue { Value: string { Length: > 0 } })
        {
            return new ChatCompletionToolCall.Unknown(call);
        }

        call["type"] = type;
        return call.ToModel(ChatCompletionToolCall.Read);
    }

    // Some servers send the object itself in place of its text.
    private static ToolCallFunction WithText(ToolCallFunction function)
    {
        if (MisfitText.OfArguments(function) is not { } text)
        {
            return function;
        }

        var copy = new ToolCallFunction(function.Name, text);
        copy.Keep(function.Additional?.Where(static member => member.Key != "arguments").ToDictionary(static member => member.Key, static member => member.Value));
        return copy;
    }
}
