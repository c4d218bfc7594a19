using Newtonsoft.Json.Linq;

namespace OpenAIChat.StructuredOutput;

/// <summary>Puts one JSON Schema together: what is used more than once stands under <c>$defs</c>.</summary>
internal sealed class SchemaDocument
{
    private readonly ValueSchema root;
    private readonly Dictionary<ValueSchema, int> uses = [];
    private readonly Dictionary<ValueSchema, string> names = [];
    private readonly HashSet<string> taken = new(StringComparer.Ordinal);
    private readonly JObject definitions = [];

    private SchemaDocument(ValueSchema root)
    {
        this.root = root;
        Count(root);
    }

    /// <summary>Writes the schema of a value.</summary>
    public static JObject Write(ValueSchema root)
    {
        var document = new SchemaDocument(root);
        JObject schema = root.Write(document);
        if (document.definitions.Count > 0)
        {
            schema["$defs"] = document.definitions;
        }

        return schema;
    }

    /// <summary>Writes a schema where it is used: in place or as a reference.</summary>
    public JObject Use(ValueSchema schema)
    {
        if (ReferenceEquals(schema, root))
        {
            return Reference("#");
        }

        if (schema.DefinitionName is not { } wanted || uses[schema] < 2)
        {
            return schema.Write(this);
        }

        if (!names.TryGetValue(schema, out string? name))
        {
            name = SchemaName.Unique(wanted, taken);
            names.Add(schema, name);
            // Its place comes before those of the definitions that it uses.
            definitions[name] = null;
            definitions[name] = schema.Write(this);
        }

        return Reference("#/$defs/" + name);
    }

    /// <summary>Puts a description on a schema.</summary>
    public static JObject Describe(JObject schema, string? description)
    {
        if (string.IsNullOrWhiteSpace(description))
        {
            return schema;
        }

        // A reference may have no siblings.
        JObject described = schema.ContainsKey("$ref") ? new JObject { ["anyOf"] = new JArray(schema) } : schema;
        described.Remove("description");
        described.AddFirst(new JProperty("description", description));
        return described;
    }

    /// <summary>Makes a schema that also accepts null.</summary>
    public static JObject OrNull(JObject schema)
    {
        if (schema["type"] is JValue { Value: not "object" } type)
        {
            schema["type"] = new JArray(type.Value!, "null");
            (schema["enum"] as JArray)?.Add(JValue.CreateNull());
            return schema;
        }

        if (schema["anyOf"] is JArray branches)
        {
            branches.Add(NullSchema());
            return schema;
        }

        return new JObject { ["anyOf"] = new JArray(schema, NullSchema()) };
    }

    private static JObject NullSchema() => new() { ["type"] = "null" };

    private static JObject Reference(string target) => new() { ["$ref"] = target };

    private void Count(ValueSchema schema)
    {
        uses.TryGetValue(schema, out int count);
        uses[schema] = count + 1;
        if (count == 0)
        {
            foreach (ValueSchema part in schema.Parts)
            {
                Count(part);
            }
        }
    }
}
