using System.Diagnostics.CodeAnalysis;

namespace OpenAIChat;

public abstract partial class ChatCompletionRequestMessage
{
    /// <summary>Converts a text to a user message.</summary>
    /// <param name="text">What the user says; null gives null.</param>
    [return: NotNullIfNotNull(nameof(text))]
    public static implicit operator ChatCompletionRequestMessage?(string? text) => text is null ? null : User(text);

    /// <summary>Converts the message of an answer to the message that repeats it, as
    /// <see cref="ChatCompletionResponseMessage.ToRequestMessage"/> does.</summary>
    /// <param name="message">The message; null gives null.</param>
    [return: NotNullIfNotNull(nameof(message))]
    public static implicit operator ChatCompletionRequestMessage?(ChatCompletionResponseMessage? message) => message?.ToRequestMessage();

    /// <summary>Converts a completion to the message that repeats its first answer, as
    /// <see cref="CreateChatCompletionResponse.ToRequestMessage"/> does.</summary>
    /// <param name="completion">The completion; null gives null.</param>
    /// <exception cref="InvalidOperationException">The completion has no answer.</exception>
    [return: NotNullIfNotNull(nameof(completion))]
    public static implicit operator ChatCompletionRequestMessage?(CreateChatCompletionResponse? completion) =>
        completion?.ToRequestMessage();

    /// <summary>Creates a system message: instructions that the model follows whatever the user says.</summary>
    /// <param name="content">A text, or a list of text parts.</param>
    public static ChatCompletionRequestSystemMessage System(SystemMessageContent content) =>
        new(content ?? throw new ArgumentNullException(nameof(content)));

    /// <summary>Creates a developer message, which takes the place of the system message with reasoning models.</summary>
    /// <param name="content">A text, or a list of text parts.</param>
    public static ChatCompletionRequestDeveloperMessage Developer(DeveloperMessageContent content) =>
        new(content ?? throw new ArgumentNullException(nameof(content)));

    /// <summary>Creates a user message.</summary>
    /// <param name="text">The text.</param>
    public static ChatCompletionRequestUserMessage User(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return new ChatCompletionRequestUserMessage(text);
    }

    /// <summary>Creates a user message.</summary>
    /// <param name="content">A text, or a list of parts: text, images, audio and files.</param>
    public static ChatCompletionRequestUserMessage User(UserMessageContent content) =>
        new(content ?? throw new ArgumentNullException(nameof(content)));

    /// <summary>Creates a user message of one part.</summary>
    /// <param name="part">A text, an image, audio or a file.</param>
    public static ChatCompletionRequestUserMessage User(ChatCompletionRequestMessageContentPart part) => User([part], []);

    /// <summary>Creates a user message of a text and what belongs to it.</summary>
    /// <param name="text">The text.</param>
    /// <param name="part">An image, audio, a file or a further text.</param>
    /// <param name="more">Further parts.</param>
    public static ChatCompletionRequestUserMessage User(
        string text, ChatCompletionRequestMessageContentPart part, params ChatCompletionRequestMessageContentPart[] more) =>
        User([ContentPart.Text(text), part], more);

    /// <summary>Creates a user message of several parts.</summary>
    /// <param name="first">A text, an image, audio or a file.</param>
    /// <param name="second">A further part.</param>
    /// <param name="more">Further parts.</param>
    public static ChatCompletionRequestUserMessage User(
        ChatCompletionRequestMessageContentPart first, ChatCompletionRequestMessageContentPart second,
            params ChatCompletionRequestMessageContentPart[] more) =>
        User([first, second], more);

    /// <summary>Creates an assistant message: what the model has said, or is to have said.</summary>
    /// <param name="content">A text, or a list of parts.</param>
    /// <remarks>A model's own answer is repeated by <see cref="ChatCompletionResponseMessage.ToRequestMessage"/>.</remarks>
    public static ChatCompletionRequestAssistantMessage Assistant(AssistantMessageContent content) =>
        new() { Content = content ?? throw new ArgumentNullException(nameof(content)) };

    /// <summary>Creates an assistant message in which the model has called tools.</summary>
    /// <param name="toolCalls">The calls.</param>
    /// <param name="content">What the model has said besides.</param>
    public static ChatCompletionRequestAssistantMessage Assistant(
        IEnumerable<ChatCompletionToolCall> toolCalls, AssistantMessageContent? content = null) =>
        new() { ToolCalls = [.. toolCalls ?? throw new ArgumentNullException(nameof(toolCalls))], Content = content };

    /// <summary>Creates a tool message: the result of a tool call.</summary>
    /// <param name="toolCallId">The id of the call that it answers; empty where the server gave the call none.</param>
    /// <param name="content">A text, often JSON, or a list of text parts.</param>
    public static ChatCompletionRequestToolMessage Tool(string toolCallId, ToolMessageContent content)
    {
        ArgumentNullException.ThrowIfNull(toolCallId);
        return new ChatCompletionRequestToolMessage(content ?? throw new ArgumentNullException(nameof(content)), toolCallId);
    }

    private static ChatCompletionRequestUserMessage User(
        ReadOnlySpan<ChatCompletionRequestMessageContentPart> first, ChatCompletionRequestMessageContentPart[] more)
    {
        ArgumentNullException.ThrowIfNull(more);
        var parts = new List<ChatCompletionRequestMessageContentPart>(first.Length + more.Length);
        foreach (ChatCompletionRequestMessageContentPart part in (IEnumerable<ChatCompletionRequestMessageContentPart>)[.. first, .. more])
        {
            parts.Add(part ?? throw new ArgumentNullException(nameof(more), "A part is null. Leave it out."));
        }

        return new ChatCompletionRequestUserMessage(parts);
    }
}
