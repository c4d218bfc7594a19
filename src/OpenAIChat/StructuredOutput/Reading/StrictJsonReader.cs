namespace OpenAIChat.StructuredOutput;

/// <summary>Reads JSON text as a schema says, and nothing else: no value is bent to fit, and no content is quoted.</summary>
internal sealed class StrictJsonReader(ValueSchema root)
{
    /// <summary>Reads a text.</summary>
    /// <param name="json">The text.</param>
    /// <param name="value">The value.</param>
    /// <param name="faults">What is wrong, each with its path; a text that is not JSON at all has one, without a path.</param>
    /// <param name="isJson">Whether the text is JSON.</param>
    /// <returns>Whether there is a value.</returns>
    public bool TryRead(string json, out object? value, out IReadOnlyList<ReadFault> faults, out bool isJson)
    {
        var parser = JsonTextParser.Parse(json);
        value = null;
        isJson = parser.Fault is null;
        if (!isJson)
        {
            faults = [ReadFault.Of(parser)];
            return false;
        }

        var context = new ReadContext(isPartial: false);
        object? read = root.Read(parser.Root!, context);
        faults = context.Faults;
        if (ReferenceEquals(read, ReadContext.NotRead))
        {
            return false;
        }

        value = ValueSchema.Unwrap(read);
        return true;
    }

    /// <summary>Reads what is known of a text that is still arriving; <see cref="ReadContext.NotRead"/> while nothing is.</summary>
    public object? ReadPartial(JsonNode? node) =>
        node is null ? ReadContext.NotRead : ValueSchema.Unwrap(root.Read(node, new ReadContext(isPartial: true)));
}
