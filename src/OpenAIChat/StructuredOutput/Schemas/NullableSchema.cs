using Newtonsoft.Json.Linq;

namespace OpenAIChat.StructuredOutput;

/// <summary>The schema of a value that may also be null.</summary>
internal sealed class NullableSchema(ValueSchema inner) : ValueSchema
{
    public override IEnumerable<ValueSchema> Parts => [inner];

    public override JObject Write(SchemaDocument document) => SchemaDocument.OrNull(document.Use(inner));

    protected override object? ReadValue(JsonNode node, ReadContext context) =>
        node.Kind != JsonNodeKind.Null ? inner.Read(node, context) : node.IsComplete ? null : context.Fault("is incomplete");
}
