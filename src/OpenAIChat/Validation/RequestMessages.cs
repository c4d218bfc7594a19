using System.Globalization;
using Newtonsoft.Json.Linq;

namespace OpenAIChat.Validation;

/// <summary>What several rules look for in the messages of a request.</summary>
internal static class RequestMessages
{
    private const string Json = "json";

    /// <summary>Gets the parts of a user message; null when the message is another, or its content a text.</summary>
    public static IList<ChatCompletionRequestMessageContentPart>? UserParts(this ChatCompletionRequestMessage? message) =>
        (message as ChatCompletionRequestUserMessage)?.Content.AsParts;

    /// <summary>Tells whether a message says "json", upper and lower case alike.</summary>
    public static bool MentionsJson(this CreateChatCompletionRequest request)
    {
        foreach (ChatCompletionRequestMessage? message in (request.MessagesOrNull ?? []))
        {
            if (message is not null && Content(message) is { } content && ContentMentionsJson(content))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Gets the text of a message, that of its parts put together; empty when it has none.</summary>
    public static string TextOf(ChatCompletionRequestMessage message) => Content(message) switch
    {
        string text => text,
        IEnumerable<ChatCompletionRequestMessageContentPart> parts =>
            string.Join(
                " ",
                parts.Select(static part => part is ChatCompletionRequestMessageContentPartText text ? text.Text : $"[{part?.Type}]")),
        _ when message is ChatCompletionRequestAssistantMessage { ToolCallsOrNull: { Count: > 0 } calls } => $"{calls.Count} tool call(s)",
        _ => "",
    };

    /// <summary>Gets the id of a tool call; empty where the server gave it none.</summary>
    public static string IdOrEmpty(this ChatCompletionToolCall? call) => call switch
    {
        ChatCompletionMessageToolCall function => function.Id,
        ChatCompletionMessageCustomToolCall custom => custom.Id,
        ChatCompletionToolCall.Unknown { Json: JObject json } => json["id"] is JValue { Value: string id } ? id : "",
        _ => "",
    };

    /// <summary>Gets the id of the call that a tool message answers; empty where it has none.</summary>
    public static string IdOrEmpty(this ChatCompletionRequestToolMessage message) => message.ToolCallId;

    private static object? Content(ChatCompletionRequestMessage message) => message switch
    {
        ChatCompletionRequestUserMessage user => user.Content.Value,
        ChatCompletionRequestSystemMessage system => system.Content.Value,
        ChatCompletionRequestDeveloperMessage developer => developer.Content.Value,
        ChatCompletionRequestAssistantMessage assistant => assistant.Content?.Value,
        ChatCompletionRequestToolMessage tool => tool.Content.Value,
        ChatCompletionRequestFunctionMessage function => function.Content,
        ChatCompletionRequestMessage.Unknown unknown => unknown.Json.ToString(),
        _ => null,
    };

    private static bool ContentMentionsJson(object content) => content switch
    {
        string text => TextMentionsJson(text),
        IEnumerable<ChatCompletionRequestMessageContentPart> parts => parts.Any(PartMentionsJson),
        _ => true,
    };

    // What is in a part of an unknown kind, nobody knows.
    private static bool PartMentionsJson(ChatCompletionRequestMessageContentPart? part) => part switch
    {
        ChatCompletionRequestMessageContentPartText text => TextMentionsJson(text.Text),
        ChatCompletionRequestMessageContentPart.Unknown => true,
        _ => false,
    };

    private static bool TextMentionsJson(string text) =>
        CultureInfo.InvariantCulture.CompareInfo.IndexOf(text, Json, CompareOptions.OrdinalIgnoreCase) >= 0;
}
