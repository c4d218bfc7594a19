namespace OpenAIChat;

/// <summary>Shortcuts for any <see cref="IChatApi"/>, substitutes included.</summary>
public static class ChatApiExtensions
{
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
}
