using System.Diagnostics.CodeAnalysis;

namespace OpenAIChat.StructuredOutput;

/// <summary>Reads answers as the schema of a type says.</summary>
internal sealed class TypedAnswerReader<T>(StrictJsonReader reader) : AnswerReader<T>
{
    // To create a value takes as long as to copy so many characters.
    private const int CharactersCopied = 64;
    private const int Fixed = 8;

    public override bool TryRead(string text, [MaybeNullWhen(false)] out T value, out IReadOnlyList<ReadFault> faults, out bool isJson)
    {
        bool isRead = reader.TryRead(text, out object? read, out faults, out isJson);
        value = isRead ? (T)read! : default;
        return isRead;
    }

    public override bool TryReadPartial(JsonTextParser parser, [MaybeNullWhen(false)] out T value)
    {
        object? read = reader.ReadPartial(parser.Root);
        bool isRead = !ReferenceEquals(read, ReadContext.NotRead) && (read is not null || default(T) is null);
        value = isRead ? (T)read! : default;
        return isRead;
    }

    // What is complete was read before: only what is still growing is read again.
    public override long Cost(JsonTextParser parser)
    {
        long cost = Fixed;
        foreach (JsonNode node in parser.Growing)
        {
            cost += node.Items.Count + ((node.Growing?.Length ?? 0) / CharactersCopied) + 1;
        }

        return cost;
    }
}
