namespace OpenAIChat;

/// <summary>A value that a model is still writing: as much of it as is known, or the whole at the end.</summary>
/// <typeparam name="T">The type of the value.</typeparam>
public sealed class PartialChatCompletion<T>
{
    internal PartialChatCompletion(T? value, int index, ParsedChatCompletion<T>? result)
    {
        Value = value;
        Index = index;
        Result = result;
    }

    /// <summary>Gets the value as far as it is known.</summary>
    /// <value>
    /// Members appear in the order in which they arrive; texts and lists grow, everything else appears when it is complete. A member
    /// that has not arrived is as the type's constructor leaves it. While nothing is known, the default of the type.
    /// </value>
    /// <remarks>
    /// Later parts do not change the object, but may share with it what was complete. Of an answer of many kilobytes, some parts repeat
    /// the value of the part before, so that the work stays in proportion to the text.
    /// </remarks>
    public T? Value { get; }

    /// <summary>Gets the index of the choice that the value belongs to; it matters with <c>n</c> above 1.</summary>
    public int Index { get; }

    /// <summary>Gets whether the value is whole, and was read as strictly as one that is not streamed.</summary>
    public bool IsComplete => Result is not null;

    /// <summary>Gets the whole completion with what each of its answers was read as; null until the value is complete.</summary>
    public ParsedChatCompletion<T>? Result { get; }
}
