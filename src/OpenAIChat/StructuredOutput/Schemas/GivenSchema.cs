using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace OpenAIChat.StructuredOutput;

/// <summary>A schema given by hand, and what reads the values that are valid under it.</summary>
internal sealed class GivenSchema(JObject schema, Func<JToken, object?> read) : ValueSchema
{
    private readonly SchemaValidator validator = new(schema);

    /// <summary>Gets whether it can be the root of a schema.</summary>
    public bool IsObject => schema["type"] is JValue { Value: "object" };

    public override JObject Write(SchemaDocument document) => (JObject)schema.DeepClone();

    protected override object? ReadValue(JsonNode node, ReadContext context)
    {
        if (!node.IsComplete || !validator.Validate(node, context))
        {
            return ReadContext.NotRead;
        }

        try
        {
            return read(node.ToToken());
        }
        catch (Exception e) when (IsMisfit(e))
        {
            // What it says can quote the answer.
            return context.Fault($"is valid under the schema given for it, but its reader threw {e.GetType().Name}");
        }
    }

    // What converters throw when a value does not fit.
    private static bool IsMisfit(Exception e) =>
        e is JsonException or FormatException or ArgumentException or InvalidCastException or OverflowException
            or InvalidOperationException or NotSupportedException;
}
