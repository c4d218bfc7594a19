using Newtonsoft.Json.Linq;

namespace OpenAIChat;

public sealed partial class ChatCompletionResponseMessage
{
    /// <summary>Gets what the model thought before it answered; null when the server does not send it.</summary>
    /// <remarks>It is found under whichever name the server uses: <c>reasoning_content</c>, <c>reasoning</c>, <c>thinking</c> and
    /// others.</remarks>
    public string? ReasoningContent => ReasoningText.Of(this);

    /// <summary>Creates the message that repeats this answer in the next request, so that the conversation goes on.</summary>
    /// <param name="keepUnknown">
    /// Whether to send back the members the contract does not know, such as the <c>reasoning_content</c> of other servers. Some servers
    /// want
    /// them, some refuse them; those of the tool calls are always sent.
    /// </param>
    /// <remarks>Annotations are left out, for requests have no place for them; audio is referred to by its id.</remarks>
    public ChatCompletionRequestAssistantMessage ToRequestMessage(bool keepUnknown = false)
    {
        // A list of parts where text is due is kept as it came, if what is unknown is kept.
        string? text = content ?? (keepUnknown ? null : MismatchedText.OfContent(this));
        var message = new ChatCompletionRequestAssistantMessage
        {
            Content = text is null ? null : (AssistantMessageContent)text,
            Refusal = refusal,
            ToolCalls = ToolCalls is { Count: > 0 } calls ? [.. calls.Select(ToRequest)] : null,
            Audio = Audio is { Id.Length: > 0 } ? new AssistantMessageAudio(Audio.Id) : null,
        };
        if (keepUnknown)
        {
            message.Keep(Additional);
        }

        if (FunctionCall is not null)
        {
            message.FunctionCall = new AssistantMessageFunctionCall(
                FunctionCall.Name,
                MismatchedText.OfArguments(FunctionCall) ?? FunctionCall.Arguments);
        }

        if (message.IsEmpty)
        {
            // A model that has used up its tokens before it said a word: the API takes an empty text, but not none.
            message.Content = "";
        }
        else if (text is null && (message.ToolCallsOrNull is not null || FunctionCall is not null)
            && !message.AdditionalProperties.ContainsKey("content"))
        {
            // Some compatible servers refuse calls without a content; null is what the API itself answers with.
            message.AdditionalProperties["content"] = JValue.CreateNull();
        }

        return message;
    }

    private static ChatCompletionToolCall ToRequest(ChatCompletionToolCall call) => call switch
    {
        ChatCompletionMessageToolCall function => function.ToRequest(),
        ChatCompletionMessageCustomToolCall custom => custom.ToRequest(),
        _ => call,
    };
}
