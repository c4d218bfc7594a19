namespace OpenAIChat;

public abstract partial class ChatCompletionRequestMessage
{
    /// <summary>Makes a system message: instructions that the model follows whatever the user says.</summary>
    /// <param name="content">A text, or a list of text parts.</param>
    /// <param name="name">Tells participants of the same role apart.</param>
    public static ChatCompletionRequestSystemMessage System(SystemMessageContent content, string? name = null) =>
        new(content ?? throw new ArgumentNullException(nameof(content))) { Name = name };

    /// <summary>Makes a developer message, which takes the place of the system message with reasoning models.</summary>
    /// <param name="content">A text, or a list of text parts.</param>
    /// <param name="name">Tells participants of the same role apart.</param>
    public static ChatCompletionRequestDeveloperMessage Developer(DeveloperMessageContent content, string? name = null) =>
        new(content ?? throw new ArgumentNullException(nameof(content))) { Name = name };

    /// <summary>Makes a user message.</summary>
    /// <param name="content">A text, or a list of parts: text, images, audio and files.</param>
    /// <param name="name">Tells participants of the same role apart.</param>
    public static ChatCompletionRequestUserMessage User(UserMessageContent content, string? name = null) =>
        new(content ?? throw new ArgumentNullException(nameof(content))) { Name = name };

    /// <summary>Makes a user message of a text and what belongs to it.</summary>
    /// <param name="text">The text.</param>
    /// <param name="part">An image, audio or a file.</param>
    /// <param name="more">Further parts.</param>
    public static ChatCompletionRequestUserMessage User(
        string text, ChatCompletionRequestMessageContentPart part, params ChatCompletionRequestMessageContentPart[] more)
    {
        ArgumentNullException.ThrowIfNull(part);
        ArgumentNullException.ThrowIfNull(more);
        return new ChatCompletionRequestUserMessage(new List<ChatCompletionRequestMessageContentPart> { ContentPart.Text(text), part }.Concat(more).ToList());
    }

    /// <summary>Makes an assistant message: what the model has said, or is to have said.</summary>
    /// <param name="content">A text, or a list of parts.</param>
    /// <param name="name">Tells participants of the same role apart.</param>
    /// <remarks>A model's own answer is repeated by <see cref="ChatCompletionResponseMessage.ToRequestMessage"/>.</remarks>
    public static ChatCompletionRequestAssistantMessage Assistant(AssistantMessageContent content, string? name = null) =>
        new() { Content = content ?? throw new ArgumentNullException(nameof(content)), Name = name };

    /// <summary>Makes an assistant message in which the model has called tools.</summary>
    /// <param name="toolCalls">The calls.</param>
    /// <param name="content">What the model has said besides.</param>
    public static ChatCompletionRequestAssistantMessage Assistant(
        IEnumerable<ChatCompletionToolCall> toolCalls, AssistantMessageContent? content = null) =>
        new() { ToolCalls = [.. toolCalls ?? throw new ArgumentNullException(nameof(toolCalls))], Content = content };

    /// <summary>Makes a tool message: the result of a tool call.</summary>
    /// <param name="toolCallId">The id of the call that it answers; empty where the server gave the call none.</param>
    /// <param name="content">A text, often JSON, or a list of text parts.</param>
    public static ChatCompletionRequestToolMessage Tool(string toolCallId, ToolMessageContent content)
    {
        ArgumentNullException.ThrowIfNull(toolCallId);
        return new ChatCompletionRequestToolMessage(content ?? throw new ArgumentNullException(nameof(content)), toolCallId);
    }
}
