using System.Diagnostics.CodeAnalysis;

namespace OpenAIChat;

/// <summary>A chat completion whose answers were read as values of a type.</summary>
/// <typeparam name="T">The type.</typeparam>
public sealed class ParsedChatCompletion<T>
{
    internal ParsedChatCompletion(CreateChatCompletionResponse completion, IReadOnlyList<ParsedChatCompletionChoice<T>> choices)
    {
        Completion = completion;
        Choices = choices;
    }

    /// <summary>Gets the completion, as it was received.</summary>
    public CreateChatCompletionResponse Completion { get; }

    /// <summary>
    /// Gets what each answer was read as, in the order of the completion's choices; with <c>n</c> above 1 there are several.
    /// </summary>
    public IReadOnlyList<ParsedChatCompletionChoice<T>> Choices { get; }

    /// <summary>Gets the value of the first answer.</summary>
    /// <exception cref="ChatCompletionParseException">The first answer holds no value; the exception tells why.</exception>
    public T Value => Choices.Count > 0 ? Choices[0].Value : throw ParsedChatCompletionChoice<T>.Empty(Completion);

    /// <summary>Gets why the first answer holds no value; null when it holds one.</summary>
    public ChatCompletionParseFailure? Failure => Choices.Count > 0 ? Choices[0].Failure : ChatCompletionParseFailure.NoContent;

    /// <summary>Gets the value of the first answer, if it holds one.</summary>
    /// <param name="value">The value.</param>
    /// <returns>Whether there is a value.</returns>
    public bool TryGetValue([MaybeNullWhen(false)] out T value)
    {
        value = default;
        return Choices.Count > 0 && Choices[0].TryGetValue(out value);
    }
}
