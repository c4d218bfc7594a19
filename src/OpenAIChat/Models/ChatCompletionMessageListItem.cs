using Newtonsoft.Json.Linq;

namespace OpenAIChat;

public sealed partial class ChatCompletionMessageListItem
{
    /// <summary>Makes the message that repeats this stored message in a new request.</summary>
    /// <remarks>A message of a role this version does not know keeps its content and its unknown members.</remarks>
    public ChatCompletionRequestMessage ToRequestMessage() => Role switch
    {
        "assistant" => ToAssistantMessage(),
        "user" => new ChatCompletionRequestUserMessage(ContentParts is { Count: > 0 } parts ? parts.ToList() : content ?? "")
        {
            Name = TextOf("name")
        },
        "system" => new ChatCompletionRequestSystemMessage(TextParts() is { } texts ? texts : content ?? "") { Name = TextOf("name") },
        "developer" => new ChatCompletionRequestDeveloperMessage(TextParts() is { } texts ? texts : content ?? "")
        {
            Name = TextOf("name")
        },
        "tool" => new ChatCompletionRequestToolMessage(TextParts() is { } texts ? texts : content ?? "", TextOf("tool_call_id") ?? ""),
        _ => ToUnknownMessage(),
    };

    private ChatCompletionRequestAssistantMessage ToAssistantMessage()
    {
        var answer = new ChatCompletionResponseMessage { Content = content, Refusal = refusal, ToolCalls = ToolCalls, Audio = Audio };
        answer.FunctionCall = FunctionCall;
        ChatCompletionRequestAssistantMessage message = answer.ToRequestMessage();
        message.Name = TextOf("name");
        return message;
    }

    private ChatCompletionRequestMessage.Unknown ToUnknownMessage()
    {
        var message = (JObject)this.ToToken();
        message.Remove("id");
        return new ChatCompletionRequestMessage.Unknown(message);
    }

    private List<ChatCompletionRequestMessageContentPartText>? TextParts() =>
        ContentParts is { Count: > 0 } parts ? parts.OfType<ChatCompletionRequestMessageContentPartText>().ToList() : null;

    private string? TextOf(string name) =>
        Additional is not null && Additional.TryGetValue(name, out JToken? token) ? (token as JValue)?.Value as string : null;
}
