namespace OpenAIChat;

/// <summary>Shortcuts for any <see cref="IChatApi"/>, substitutes included.</summary>
public static class ChatApiExtensions
{
    /// <summary>Creates a chat completion that answers one user message.</summary>
    /// <param name="chat">The API.</param>
    /// <param name="model">Id of the model.</param>
    /// <param name="message">What the user says.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The completion.</returns>
    public static Task<CreateChatCompletionResponse> CreateChatCompletionAsync(
        this IChatApi chat, string model, string message, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(chat);
        return chat.CreateChatCompletionAsync(Request(model, message), cancellationToken);
    }

    /// <summary>Creates a chat completion that answers one user message, and streams it.</summary>
    /// <param name="chat">The API.</param>
    /// <param name="model">Id of the model.</param>
    /// <param name="message">What the user says.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The chunks as they arrive. Each enumeration sends the request again.</returns>
    public static IAsyncEnumerable<CreateChatCompletionStreamResponse> CreateChatCompletionStreamAsync(
        this IChatApi chat, string model, string message, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(chat);
        return chat.CreateChatCompletionStreamAsync(Request(model, message), cancellationToken);
    }

    /// <summary>Creates a chat completion and streams the text of its first answer.</summary>
    /// <param name="chat">The API.</param>
    /// <param name="request">A request for a chat completion.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The pieces of text as they arrive; none is empty. Each enumeration sends the request again.</returns>
    public static IAsyncEnumerable<string> StreamTextAsync(
        this IChatApi chat, CreateChatCompletionRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(chat);
        return chat.CreateChatCompletionStreamAsync(request, cancellationToken).TextAsync(cancellationToken);
    }

    /// <summary>Creates a chat completion that answers one user message, and streams the text of its first answer.</summary>
    /// <param name="chat">The API.</param>
    /// <param name="model">Id of the model.</param>
    /// <param name="message">What the user says.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The pieces of text as they arrive; none is empty. Each enumeration sends the request again.</returns>
    public static IAsyncEnumerable<string> StreamTextAsync(
        this IChatApi chat, string model, string message, CancellationToken cancellationToken = default) =>
        chat.StreamTextAsync(Request(model, message), cancellationToken);

    /// <summary>Creates the request that asks a model for the answer to one user message.</summary>
    internal static CreateChatCompletionRequest Request(string model, string message)
    {
        ArgumentException.ThrowIfNullOrEmpty(model);
        ArgumentNullException.ThrowIfNull(message);
        return new CreateChatCompletionRequest { Model = model, Messages = [ChatCompletionRequestMessage.User(message)] };
    }
}
