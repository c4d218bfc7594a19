using Microsoft.Extensions.AI;
using OpenAIChat.Extensions.AI;

namespace OpenAIChat;

/// <summary>Shows an <see cref="IChatApi"/> as an <see cref="IChatClient"/> of Microsoft.Extensions.AI.</summary>
public static class ChatApiChatClientExtensions
{
    /// <summary>Creates a chat client over this API.</summary>
    /// <param name="chat">The API that the requests are sent with. It stays the caller's: disposing the chat client leaves it open.</param>
    /// <param name="model">The model for requests whose <see cref="ChatOptions.ModelId"/> is not set; null when each request names its
    /// own.</param>
    /// <returns>A chat client that is safe for use by several threads at once.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="chat"/> is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="model"/> is empty or whitespace.</exception>
    public static IChatClient AsIChatClient(this IChatApi chat, string? model = null)
    {
        ArgumentNullException.ThrowIfNull(chat);

        if (model is not null && string.IsNullOrWhiteSpace(model))
        {
            throw new ArgumentException("The model is empty. Name a model, or pass null and set ChatOptions.ModelId.", nameof(model));
        }

        return new ChatApiChatClient(chat, model);
    }
}
