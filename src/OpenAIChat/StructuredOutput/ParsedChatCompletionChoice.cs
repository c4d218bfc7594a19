using System.Diagnostics.CodeAnalysis;

namespace OpenAIChat;

/// <summary>One answer of a chat completion, read as a value of a type.</summary>
/// <typeparam name="T">The type.</typeparam>
public sealed class ParsedChatCompletionChoice<T>
{
    private readonly CreateChatCompletionResponse completion;
    private readonly T? value;
    private readonly string message = "";
    private readonly string? path;

    internal ParsedChatCompletionChoice(CreateChatCompletionResponse completion, int index, T value)
    {
        this.completion = completion;
        Index = index;
        this.value = value;
    }

    internal ParsedChatCompletionChoice(
        CreateChatCompletionResponse completion, int index, ChatCompletionParseFailure failure, string message, string? path = null)
    {
        this.completion = completion;
        Index = index;
        Failure = failure;
        this.message = message;
        this.path = path;
    }

    /// <summary>Gets the index of the choice.</summary>
    public int Index { get; }

    /// <summary>Gets why the answer holds no value; null when it holds one.</summary>
    public ChatCompletionParseFailure? Failure { get; }

    /// <summary>Gets the value.</summary>
    /// <exception cref="ChatCompletionParseException">The answer holds no value; the exception tells why.</exception>
    public T Value => Failure is { } failure ? throw new ChatCompletionParseException(message, failure, completion, Index, path) : value!;

    /// <summary>Gets the value, if the answer holds one.</summary>
    /// <param name="value">The value.</param>
    /// <returns>Whether there is a value.</returns>
    public bool TryGetValue([MaybeNullWhen(false)] out T value)
    {
        value = this.value;
        return Failure is null;
    }

    internal static ChatCompletionParseException Empty(CreateChatCompletionResponse completion) =>
        new("The completion has no choices, so there is no answer to read.", ChatCompletionParseFailure.NoContent, completion, 0, null);
}
