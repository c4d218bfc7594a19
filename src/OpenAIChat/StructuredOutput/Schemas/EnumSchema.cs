using Newtonsoft.Json.Linq;

namespace OpenAIChat.StructuredOutput;

/// <summary>The schema of an enum: the names of its values.</summary>
/// <param name="type">The enum.</param>
/// <param name="values">The values by their names, in the order of declaration.</param>
/// <param name="description">What the enum is.</param>
internal sealed class EnumSchema(Type type, IReadOnlyList<(string Name, object Value)> values, string? description) : ValueSchema
{
    private readonly Dictionary<string,
    object> byName = values.ToDictionary(static value => value.Name, static value => value.Value, StringComparer.Ordinal);

    public override string? DefinitionName { get; } = SchemaName.Of(type);

    public override JObject Write(SchemaDocument document) => SchemaDocument.Describe(
        new JObject { ["type"] = "string", ["enum"] = new JArray(values.Select(static value => value.Name)) },
        description);

    protected override object? ReadValue(JsonNode node, ReadContext context) =>
        node is { IsComplete: true, Kind: JsonNodeKind.String } && byName.TryGetValue(node.Text, out object? value)
            ? value
            : context.Fault($"must be one of the {values.Count} names of {type.Name}");
}
