using System.Diagnostics.CodeAnalysis;

namespace OpenAIChat.StructuredOutput;

/// <summary>Reads the text of an answer into a value.</summary>
internal abstract class AnswerReader<T>
{
    /// <summary>Reads a whole answer.</summary>
    /// <param name="text">The text.</param>
    /// <param name="value">The value.</param>
    /// <param name="faults">What is wrong, at least one when there is no value.</param>
    /// <param name="isJson">Whether the text is JSON.</param>
    public abstract bool TryRead(string text, [MaybeNullWhen(false)] out T value, out IReadOnlyList<ReadFault> faults, out bool isJson);

    /// <summary>Reads what is known of an answer that is still arriving.</summary>
    public abstract bool TryReadPartial(JsonTextParser parser, [MaybeNullWhen(false)] out T value);

    /// <summary>Estimates the work of reading what is known, in units of a value created.</summary>
    public abstract long Cost(JsonTextParser parser);
}
