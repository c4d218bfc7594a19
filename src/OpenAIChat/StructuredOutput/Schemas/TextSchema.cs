using Newtonsoft.Json.Linq;

namespace OpenAIChat.StructuredOutput;

/// <summary>The schema of what is written as a string: a text, or a value with a format of its own.</summary>
/// <param name="format">How it is written, and how it is read.</param>
/// <param name="annotations">What its annotations ask for; they count only for texts.</param>
internal sealed class TextSchema(TextFormat format, ValueAnnotations annotations) : ValueSchema
{
    private readonly TextPattern? pattern = format.IsText ? TextPattern.Of(annotations) : null;

    public override JObject Write(SchemaDocument document)
    {
        var schema = new JObject { ["type"] = "string" };
        if ((format.IsText ? annotations.Format : format.Format) is { } name)
        {
            schema["format"] = name;
        }

        if ((format.IsText ? pattern?.Pattern : format.Pattern) is { } expression)
        {
            schema["pattern"] = expression;
        }

        if (format.IsText && annotations.AllowedValues is { } values)
        {
            schema["enum"] = new JArray(values.OfType<string>());
        }

        return format.IsText ? SchemaDocument.Describe(schema, pattern?.Remark) : schema;
    }

    protected override object? ReadValue(JsonNode node, ReadContext context)
    {
        if (node.Kind != JsonNodeKind.String)
        {
            return context.Fault("must be a string");
        }

        if (!format.IsText)
        {
            return node.IsComplete && format.Read(node.Text) is { } value ? value : context.Fault($"must be {format.Description}");
        }

        if (!node.IsComplete)
        {
            return node.KnownText;
        }

        if (pattern is not null && !pattern.Matches(node.Text))
        {
            return context.Fault("does not match the length or the pattern that its annotation asks for");
        }

        return annotations.AllowedValues is { } allowed && !allowed.Contains(node.Text)
            ? context.Fault("is none of the values that its annotation allows")
            : annotations.Format == "email" && !FormatCheck.IsValid("email", node.Text) ? context.Fault("must be an e-mail address")
                : node.Text;
    }
}
