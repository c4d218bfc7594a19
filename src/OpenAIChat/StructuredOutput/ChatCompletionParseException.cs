namespace OpenAIChat;

/// <summary>
/// The exception that is thrown when an answer holds no value of the type asked for; its message quotes nothing of the answer.
/// </summary>
public sealed class ChatCompletionParseException : ApiException
{
    internal ChatCompletionParseException(
        string message, ChatCompletionParseFailure failure, CreateChatCompletionResponse completion, int choiceIndex, string? path)
        : base(message, completion.Http, innerException: null)
    {
        Failure = failure;
        Completion = completion;
        ChoiceIndex = choiceIndex;
        Path = path;
    }

    /// <summary>Gets why there is no value.</summary>
    public ChatCompletionParseFailure Failure { get; }

    /// <summary>Gets the completion, as it was received.</summary>
    public CreateChatCompletionResponse Completion { get; }

    /// <summary>Gets the index of the choice that holds no value.</summary>
    public int ChoiceIndex { get; }

    /// <summary>Gets where the JSON does not follow the schema, as a JSON path: <c>cities[2].name</c>.</summary>
    /// <value>
    /// <see langword="null"/> unless <see cref="Failure"/> is <see cref="ChatCompletionParseFailure.WrongShape"/>; empty for the root.
    /// </value>
    public string? Path { get; }
}
