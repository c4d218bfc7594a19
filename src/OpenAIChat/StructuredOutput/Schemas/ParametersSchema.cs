using Newtonsoft.Json.Linq;

namespace OpenAIChat.StructuredOutput;

/// <summary>The schema of a method's parameters: an object whose members are the arguments.</summary>
internal sealed class ParametersSchema(IReadOnlyList<(StructuredParameter Parameter, ValueSchema Schema)> parameters) : ValueSchema
{
    private readonly Dictionary<string, int> positions =
        Enumerable.Range(0, parameters.Count)
            .ToDictionary(index => parameters[index].Parameter.Name, static index => index, StringComparer.Ordinal);

    public override IEnumerable<ValueSchema> Parts => parameters.Select(static parameter => parameter.Schema);

    public override JObject Write(SchemaDocument document)
    {
        var properties = new JObject();
        foreach ((StructuredParameter parameter, ValueSchema schema) in parameters)
        {
            properties[parameter.Name] = SchemaDocument.Describe(document.Use(schema), parameter.Describe());
        }

        return ObjectSchema.Closed(properties);
    }

    protected override object? ReadValue(JsonNode node, ReadContext context)
    {
        if (node.Kind != JsonNodeKind.Object)
        {
            return context.Fault("must be an object");
        }

        object?[] values = new object?[parameters.Count];
        bool isWhole = MemberReader.Read(node, context, values, positions, index => parameters[index].Schema);
        for (int i = 0; i < values.Length; i++)
        {
            StructuredParameter parameter = parameters[i].Parameter;
            if (parameter.IsOptional && (values[i] is null || ReferenceEquals(values[i], Null)))
            {
                values[i] = parameter.DefaultValue;
            }
            else if (values[i] is null)
            {
                context.Fault(parameter.Name, "is missing");
                isWhole = false;
            }
            else
            {
                values[i] = Unwrap(values[i]);
            }
        }

        return isWhole ? values : ReadContext.NotRead;
    }
}
