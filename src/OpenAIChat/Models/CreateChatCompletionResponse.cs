using Newtonsoft.Json.Linq;

namespace OpenAIChat;

public sealed partial class CreateChatCompletionResponse
{
    /// <summary>Gets the message of the first answer; null when the completion has no answer.</summary>
    public ChatCompletionResponseMessage? Message => choices is { Count: > 0 } ? choices[0].Message : null;

    /// <summary>Gets the text of the first answer; empty when it has none, as when the model calls tools or refuses.</summary>
    public string Text => Message?.Content ?? MismatchedText.OfContent(Message) ?? "";

    /// <summary>Gets the text in which the model refuses to give the first answer; null when it does not.</summary>
    public string? Refusal => Message?.Refusal;

    /// <summary>Gets why the model stopped giving the first answer; null when the server does not say.</summary>
    public FinishReason? FinishReason =>
        choices is { Count: > 0 } && choices[0].FinishReason is { Value.Length: > 0 } reason ? reason : (FinishReason?)null;

    /// <summary>Gets what the model thought before it gave the first answer; null when the server does not send it.</summary>
    /// <remarks>It is found under whichever name the server uses: <c>reasoning_content</c>, <c>reasoning</c>, <c>thinking</c> and
    /// others.</remarks>
    public string? ReasoningContent => ReasoningText.Of(Message);

    /// <summary>Gets when the completion was created; a time beyond those of .NET is the nearest it can express.</summary>
    public DateTimeOffset CreatedAt => UnixTime.ToDateTimeOffset(Created);

    /// <summary>Gets the function calls among the tool calls of the first answer; empty when there are none.</summary>
    public IReadOnlyList<ChatCompletionMessageToolCall> FunctionCalls =>
        Message?.ToolCalls is { Count: > 0 } calls ? [.. calls.OfType<ChatCompletionMessageToolCall>()] : [];

    /// <summary>Gets the tool calls of the first answer; empty when there are none.</summary>
    public IReadOnlyList<ChatCompletionToolCall> ToolCalls => Message?.ToolCalls switch
    {
        null => [],
        IReadOnlyList<ChatCompletionToolCall> calls => calls,
        { } calls => calls.ToList(),
    };

    /// <summary>Creates a completion of a text, for example for a substitute of <c>IChatApi</c> in tests.</summary>
    /// <param name="text">The text of its only answer.</param>
    /// <param name="model">The model that seems to have made it.</param>
    /// <param name="id">The id of the completion.</param>
    public static CreateChatCompletionResponse FromText(string text, string model = "gpt-5.4", string id = "chatcmpl-fake")
    {
        ArgumentNullException.ThrowIfNull(text);
        return FromMessage(new ChatCompletionResponseMessage { Content = text, Refusal = null }, OpenAIChat.FinishReason.Stop, model, id);
    }

    /// <summary>Creates a completion in which the model calls tools, for example for a substitute of <c>IChatApi</c> in tests.</summary>
    /// <param name="toolCalls">The calls.</param>
    public static CreateChatCompletionResponse FromToolCalls(params ChatCompletionToolCall[] toolCalls)
    {
        ArgumentNullException.ThrowIfNull(toolCalls);
        return FromMessage(
            new ChatCompletionResponseMessage { Content = null, Refusal = null, ToolCalls = [.. toolCalls] },
            OpenAIChat.FinishReason.ToolCalls);
    }

    /// <summary>Creates a completion of a message, for example for a substitute of <c>IChatApi</c> in tests.</summary>
    /// <param name="message">The message of its only answer.</param>
    /// <param name="finishReason">Why the model seems to have stopped.</param>
    /// <param name="model">The model that seems to have made it.</param>
    /// <param name="id">The id of the completion.</param>
    public static CreateChatCompletionResponse FromMessage(
        ChatCompletionResponseMessage message, FinishReason finishReason, string model = "gpt-5.4", string id = "chatcmpl-fake")
    {
        ArgumentNullException.ThrowIfNull(message);
        return new CreateChatCompletionResponse
        {
            Id = id,
            Choices = [new CreateChatCompletionResponseChoice {
                FinishReason = finishReason,
                Index = 0,
                Message = message,
                Logprobs = null }],
            Created = 0,
            Model = model,
        };
    }

    /// <summary>Creates the message that repeats the first answer in the next request, so that the conversation goes on.</summary>
    /// <param name="keepUnknown">Whether to send back the members of the message that the contract does not know, such as
    /// <c>reasoning_content</c>.</param>
    /// <exception cref="InvalidOperationException">The completion has no answer.</exception>
    public ChatCompletionRequestAssistantMessage ToRequestMessage(bool keepUnknown = false) =>
        Message?.ToRequestMessage(keepUnknown)
            ?? throw new InvalidOperationException("The completion has no choice, so there is no answer to repeat.");

    /// <summary>Creates the one chunk that says what the whole completion says; null when this is not a completion at all.</summary>
    internal CreateChatCompletionStreamResponse? ToChunk()
    {
        if (choices is null)
        {
            return null;
        }

        // Over its JSON, so that members unknown here are kept.
        var chunk = (JObject)this.ToToken();
        chunk["object"] = "chat.completion.chunk";
        foreach (JProperty message in (chunk["choices"] ?? new JArray()).Children<JObject>().Properties()
            .Where(static member => member.Name == "message")
            .ToList())
        {
            JToken delta = message.Value;
            // Only what has no parent is moved; anything else is copied, and a copy loses the literals of odd numbers.
            message.Value = JValue.CreateNull();
            message.Replace(new JProperty("delta", delta));
            NumberToolCalls(delta);
        }

        CreateChatCompletionStreamResponse result = chunk.ToModel(CreateChatCompletionStreamResponse.Read);
        result.Http = Http;
        return result;
    }

    /// <summary>Moves metadata to its place: a chunk knows it only as an unknown member.</summary>
    internal void TakeMetadata()
    {
        if (Additional is null || !Additional.TryGetValue("metadata", out JToken? token) || token is not JObject pairs
            || !pairs.PropertyValues().All(static value => value.Type == JTokenType.String))
        {
            return;
        }

        Metadata = pairs.Properties().ToDictionary(static pair => pair.Name, static pair => (string)pair.Value!);
        Additional.Remove("metadata");
    }

    // In a message a tool call is known by its place, in a chunk by its index.
    private static void NumberToolCalls(JToken delta)
    {
        int index = 0;
        foreach (JObject call in ((delta as JObject)?["tool_calls"] ?? new JArray()).Children<JObject>())
        {
            call["index"] = index++;
        }
    }
}
