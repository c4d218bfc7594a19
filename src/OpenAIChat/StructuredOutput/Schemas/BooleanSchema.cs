using Newtonsoft.Json.Linq;

namespace OpenAIChat.StructuredOutput;

/// <summary>The schema of a Boolean value.</summary>
internal sealed class BooleanSchema : ValueSchema
{
    public override JObject Write(SchemaDocument document) => new() { ["type"] = "boolean" };

    protected override object? ReadValue(JsonNode node, ReadContext context) => node switch
    {
        { IsComplete: false } => context.Fault("is incomplete"),
        { Kind: JsonNodeKind.True } => true,
        { Kind: JsonNodeKind.False } => false,
        _ => context.Fault("must be true or false"),
    };
}
