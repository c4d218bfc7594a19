namespace OpenAIChat;

/// <summary>Runs tools through any <see cref="IChatApi"/>, substitutes included.</summary>
public static class ChatApiTools
{
    /// <summary>Creates a run in which the model calls functions, and is told their results, until it answers.</summary>
    /// <param name="chat">The API.</param>
    /// <param name="request">
    /// The request, which stays as it is. When its messages end in tool calls that are not answered, the run begins by answering them.
    /// </param>
    /// <param name="functions">The functions that the model may call, in addition to the tools of the request.</param>
    /// <param name="options">The limits of the run, and what it does on the way.</param>
    /// <returns>A run that has not started: call <see cref="ToolRun.ToResponseAsync"/> or <see cref="ToolRun.StreamAsync"/>.</returns>
    /// <exception cref="ArgumentException">
    /// Two functions have the same name, or a function has the name of a tool of the request.
    /// </exception>
    public static ToolRun RunTools(
        this IChatApi chat, CreateChatCompletionRequest request, IEnumerable<ChatFunction> functions, ToolRunOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(chat);
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(functions);
        return new ToolRun(chat, request, functions, options?.Copy() ?? ToolRunOptions.Default);
    }

    /// <summary>Creates a run that answers one user message, in which the model calls functions, and is told their results.</summary>
    /// <param name="chat">The API.</param>
    /// <param name="model">Id of the model.</param>
    /// <param name="message">What the user says.</param>
    /// <param name="functions">The functions that the model may call.</param>
    /// <param name="options">The limits of the run, and what it does on the way.</param>
    /// <returns>A run that has not started: call <see cref="ToolRun.ToResponseAsync"/> or <see cref="ToolRun.StreamAsync"/>.</returns>
    /// <exception cref="ArgumentException">Two functions have the same name.</exception>
    public static ToolRun RunTools(
        this IChatApi chat, string model, string message, IEnumerable<ChatFunction> functions, ToolRunOptions? options = null) =>
        chat.RunTools(ChatApiExtensions.Request(model, message), functions, options);
}
