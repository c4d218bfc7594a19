using Newtonsoft.Json.Linq;

namespace OpenAIChat.StructuredOutput;

/// <summary>The schema of a list.</summary>
/// <param name="factory">Makes the list.</param>
/// <param name="item">The schema of its items.</param>
/// <param name="annotations">How many items there may be.</param>
internal sealed class ListSchema(ListFactory factory, ValueSchema item, ValueAnnotations annotations) : ValueSchema
{
    public ListFactory Factory => factory;

    public override IEnumerable<ValueSchema> Parts => [item];

    public override JObject Write(SchemaDocument document)
    {
        var schema = new JObject { ["type"] = "array", ["items"] = document.Use(item) };
        if (annotations.MinimumLength is { } minimum)
        {
            schema["minItems"] = minimum;
        }

        if (annotations.MaximumLength is { } maximum)
        {
            schema["maxItems"] = maximum;
        }

        return schema;
    }

    protected override object? ReadValue(JsonNode node, ReadContext context)
    {
        if (node.Kind != JsonNodeKind.Array)
        {
            return context.Fault("must be an array");
        }

        if (node.IsComplete && (node.Items.Count < annotations.MinimumLength || node.Items.Count > annotations.MaximumLength))
        {
            return context.Fault("has more or fewer items than its annotation allows");
        }

        var items = new List<object?>(node.Items.Count);
        bool isWhole = true;
        for (int i = 0; i < node.Items.Count; i++)
        {
            context.Enter(i);
            object? value = item.Read(node.Items[i], context);
            context.Leave();
            if (ReferenceEquals(value, ReadContext.NotRead))
            {
                isWhole = false;
            }
            else
            {
                items.Add(Unwrap(value));
            }
        }

        return isWhole || context.IsPartial ? factory.Create(items) : ReadContext.NotRead;
    }
}
