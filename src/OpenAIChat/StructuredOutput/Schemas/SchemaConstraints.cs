using Newtonsoft.Json.Linq;

namespace OpenAIChat.StructuredOutput;

/// <summary>Removes from schemas what fine-tuned models refuse.</summary>
internal static class SchemaConstraints
{
    private static readonly HashSet<string> Keywords = new(StringComparer.Ordinal)
    {
        "pattern", "format", "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf", "minItems", "maxItems",
        "minLength", "maxLength",
    };

    /// <summary>Removes the constraints of a schema and of those in it.</summary>
    public static void Remove(JObject schema)
    {
        foreach (JProperty property in schema.Properties().ToList())
        {
            if (Keywords.Contains(property.Name))
            {
                property.Remove();
            }
            else if (property is { Name: "properties" or "$defs", Value: JObject members })
            {
                foreach (JObject member in members.PropertyValues().OfType<JObject>())
                {
                    Remove(member);
                }
            }
            else if (property is { Name: "items", Value: JObject items })
            {
                Remove(items);
            }
            else if (property is { Name: "anyOf", Value: JArray branches })
            {
                foreach (JObject branch in branches.OfType<JObject>())
                {
                    Remove(branch);
                }
            }
        }
    }
}
