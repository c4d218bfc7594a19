using Newtonsoft.Json.Linq;

namespace OpenAIChat.StructuredOutput;

/// <summary>The strict schema of one type of values: writes itself as JSON Schema, and reads what obeys it.</summary>
internal abstract class ValueSchema
{
    /// <summary>Gets what stands for a value of null where null means that nothing has been read.</summary>
    public static object Null { get; } = new();

    /// <summary>
    /// Gets the name under <c>$defs</c> of a schema that can be referred to; null of one that is always written in place.
    /// </summary>
    public virtual string? DefinitionName => null;

    /// <summary>Gets the schemas of what the value consists of.</summary>
    public virtual IEnumerable<ValueSchema> Parts => [];

    /// <summary>Writes the schema in place.</summary>
    public abstract JObject Write(SchemaDocument document);

    /// <summary>Reads a value.</summary>
    /// <returns>The value, or <see cref="ReadContext.NotRead"/> with a fault reported; while the text is still arriving, what is known of
    /// it.</returns>
    public object? Read(JsonNode node, ReadContext context)
    {
        if (!context.IsPartial || !node.IsComplete)
        {
            return ReadValue(node, context);
        }

        // What is complete does not change any more, so it is read once, not with each piece that arrives.
        return node.ReadValue ??= ReadValue(node, context) ?? Null;
    }

    /// <summary>Gets the value itself of what <see cref="Read"/> returned.</summary>
    public static object? Unwrap(object? read) => ReferenceEquals(read, Null) ? null : read;

    protected abstract object? ReadValue(JsonNode node, ReadContext context);
}
