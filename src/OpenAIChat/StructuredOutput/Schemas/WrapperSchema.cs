using Newtonsoft.Json.Linq;

namespace OpenAIChat.StructuredOutput;

/// <summary>Wraps what cannot be the root of a strict schema, a list or a number for example, into an object with one member.</summary>
internal sealed class WrapperSchema(ValueSchema inner) : ValueSchema
{
    private const string Member = "value";

    private static readonly Dictionary<string, int> Positions = new() { [Member] = 0 };

    public override IEnumerable<ValueSchema> Parts => [inner];

    public override JObject Write(SchemaDocument document) => ObjectSchema.Closed(new JObject { [Member] = document.Use(inner) });

    protected override object? ReadValue(JsonNode node, ReadContext context)
    {
        if (node.Kind != JsonNodeKind.Object)
        {
            return context.Fault("must be an object");
        }

        object?[] values = new object?[1];
        bool isRight = MemberReader.Read(node, context, values, Positions, _ => inner);
        if (values[0] is null)
        {
            context.Fault(Member, "is missing");
        }

        return isRight ? values[0] ?? ReadContext.NotRead : ReadContext.NotRead;
    }
}
