using Newtonsoft.Json.Linq;

namespace OpenAIChat.StructuredOutput;

/// <summary>The schema of an abstract type: any of its subtypes, which a discriminator tells apart.</summary>
internal sealed class UnionSchema(Type type, string discriminator, string? description) : ValueSchema
{
    private readonly List<ObjectSchema> subtypes = [];

    public override string? DefinitionName { get; } = SchemaName.Of(type);

    public override IEnumerable<ValueSchema> Parts => subtypes;

    public void Add(ObjectSchema subtype) => subtypes.Add(subtype);

    public override JObject Write(SchemaDocument document) =>
        SchemaDocument.Describe(new JObject { ["anyOf"] = new JArray(subtypes.Select(document.Use)) }, description);

    protected override object? ReadValue(JsonNode node, ReadContext context)
    {
        if (node.Kind != JsonNodeKind.Object)
        {
            return context.Fault("must be an object");
        }

        int index = node.Names.IndexOf(discriminator);
        if (index < 0 || node.Items[index] is not { Kind: JsonNodeKind.String, IsComplete: true } value)
        {
            context.Fault(discriminator, index < 0 ? "is missing" : "must be a string");
            return ReadContext.NotRead;
        }

        if (subtypes.Find(candidate => candidate.Discriminator?.Value == value.Text) is not { } subtype)
        {
            context.Fault(discriminator, $"must be one of the {subtypes.Count} values of {type.Name}");
            return ReadContext.NotRead;
        }

        return subtype.Read(node, context);
    }
}
