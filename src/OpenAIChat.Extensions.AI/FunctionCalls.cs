using System.Text.Json;
using Microsoft.Extensions.AI;
using Newtonsoft.Json.Linq;

namespace OpenAIChat.Extensions.AI;

/// <summary>Maps tool calls to <see cref="FunctionCallContent"/> and back.</summary>
internal static class FunctionCalls
{
    private const string KindKey = "type";
    private const string CustomKind = "custom";
    private const string InputArgument = "input";

    // Where a call's JSON is kept that no content has a place for; unlike a raw representation it survives a cache.
    private const string JsonKey = "tool_call";
    private const string IdPrefix = "call_";

    /// <summary>Shows a call; one of an unknown kind is a content that holds it as it came.</summary>
    public static AIContent ToContent(ChatCompletionToolCall call) => call switch
    {
        ChatCompletionMessageToolCall function => ToContent(function),
        ChatCompletionMessageCustomToolCall custom => ToContent(custom),
        _ => new AIContent
        {
            RawRepresentation = call,
            AdditionalProperties = new AdditionalPropertiesDictionary { [JsonKey] = Json.Parse(call.ToString()) },
        },
    };

    /// <summary>Shows the call of a function in the older form, which has no id.</summary>
    public static FunctionCallContent ToContent(string name, string arguments) => Parse(arguments, NewId(), name);

    /// <summary>Returns the call as the model made it.</summary>
    public static ChatCompletionToolCall ToToolCall(FunctionCallContent content)
    {
        if (content.RawRepresentation is ChatCompletionMessageCustomToolCall custom)
        {
            return custom;
        }

        if (content.AdditionalProperties is { } properties && properties.TryGetValue(KindKey, out object? kind)
            && kind?.ToString() == CustomKind)
        {
            string input = content.Arguments is not null && content.Arguments.TryGetValue(InputArgument, out object? text)
                ? text?.ToString() ?? ""
                : "";
            return new ChatCompletionMessageCustomToolCall
            {
                Id = content.CallId,
                Custom = new ToolCallCustom { Name = content.Name, Input = input }
            };
        }

        var call = new ChatCompletionMessageToolCall
        {
            Id = content.CallId,
            Function = new ToolCallFunction { Name = content.Name, Arguments = ArgumentsOf(content) },
        };
        if (JsonOf(content) is { } added)
        {
            // What a server adds to its calls (a signature of its thoughts, say) has to come back with them.
            foreach (JsonProperty member in added.EnumerateObject())
            {
                call.AdditionalProperties[member.Name] = Json.ToToken(member.Value);
            }
        }

        return call;
    }

    /// <summary>Returns the call of an unknown kind that a content holds; null when it holds none.</summary>
    public static ChatCompletionToolCall? UnknownCallOf(AIContent content) =>
        content.RawRepresentation as ChatCompletionToolCall
        ?? (content.GetType() == typeof(AIContent) && JsonOf(content) is { } json
            ? ChatCompletionToolCall.FromJson(json.GetRawText())
            : null);

    private static FunctionCallContent ToContent(ChatCompletionMessageToolCall call)
    {
        FunctionCallContent content = Parse(call.Function?.Arguments, call.Id is { Length: > 0 } id ? id : NewId(), call.Function?.Name);
        content.RawRepresentation = call;
        if (call.HasAdditionalProperties)
        {
            var added = new JObject(call.AdditionalProperties.Select(static member => new JProperty(member.Key, member.Value)));
            content.AdditionalProperties = new AdditionalPropertiesDictionary { [JsonKey] = Json.ToElement(added) };
        }

        return content;
    }

    private static JsonElement? JsonOf(AIContent content) =>
        content.AdditionalProperties is { } properties && properties.TryGetValue(JsonKey, out object? value)
        && value is JsonElement { ValueKind: JsonValueKind.Object } json
            ? json
            : null;

    private static FunctionCallContent ToContent(ChatCompletionMessageCustomToolCall call) =>
        new(
            call.Id is { Length: > 0 } id ? id : NewId(),
            call.Custom?.Name ?? "",
            new Dictionary<string, object?> { [InputArgument] = call.Custom?.Input ?? "" })
        {
            RawRepresentation = call,
            AdditionalProperties = new AdditionalPropertiesDictionary { [KindKey] = CustomKind },
        };

    // Arguments that are no JSON object are told by FunctionCallContent.Exception.
    private static FunctionCallContent Parse(string? arguments, string id, string? name) =>
        FunctionCallContent.CreateFromParsedArguments(
            string.IsNullOrWhiteSpace(arguments) ? "{}" : arguments!,
            id,
            name ?? "",
            ReadArguments);

    private static IDictionary<string, object?>? ReadArguments(string json)
    {
        var arguments = new Dictionary<string, object?>();
        foreach (JsonProperty argument in Json.Parse(json).EnumerateObject())
        {
            arguments[argument.Name] = argument.Value.ValueKind == JsonValueKind.Null ? null : argument.Value;
        }

        return arguments;
    }

    // Arguments that could not be read go back as the model wrote them.
    private static string ArgumentsOf(FunctionCallContent content) => content switch
    {
        { Arguments: { Count: > 0 } arguments } => Json.Serialize(arguments),
        { Arguments: null, Exception: not null, RawRepresentation: ChatCompletionMessageToolCall raw } => raw.Function.Arguments,
        _ => "{}",
    };

    // Some compatible servers leave ids out, but a result has to name its call.
    private static string NewId() => IdPrefix + Guid.NewGuid().ToString("N");
}
