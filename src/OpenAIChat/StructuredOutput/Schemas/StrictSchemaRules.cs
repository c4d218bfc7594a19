using Newtonsoft.Json.Linq;
using OpenAIChat.Runtime;

namespace OpenAIChat.StructuredOutput;

/// <summary>Judges JSON Schemas by the provider's rules for <c>strict: true</c>.</summary>
internal sealed class StrictSchemaRules
{
    private static readonly HashSet<string> Types =
        new(StringComparer.Ordinal) { "object", "array", "string", "number", "integer", "boolean", "null" };

    private static readonly string[] Refused =
    [
        "allOf", "oneOf", "not", "if", "then", "else", "dependentRequired", "dependentSchemas", "dependencies", "patternProperties",
        "default",
    ];

    private readonly JObject root;
    private readonly List<SchemaFault> faults = [];

    private StrictSchemaRules(JObject root) => this.root = root;

    /// <summary>Judges a schema.</summary>
    /// <param name="schema">The schema.</param>
    /// <param name="isRoot">Whether it is a whole schema; otherwise, part of one.</param>
    /// <returns>Every fault; none when the schema is strict.</returns>
    public static IReadOnlyList<SchemaFault> Check(JObject schema, bool isRoot = true)
    {
        var rules = new StrictSchemaRules(schema);
        if (isRoot)
        {
            rules.Root();
        }

        rules.Node(schema, "");
        if (isRoot)
        {
            SchemaLimits.Check(schema, rules.faults);
        }

        return rules.faults;
    }

    private void Add(string path, string message, string remedy) => faults.Add(new SchemaFault(path, message, remedy));

    private void Root()
    {
        if (root["type"] is not JValue { Value: "object" } && root["$ref"] is null)
        {
            Add("", "is not an object at its root", "set \"type\": \"object\", and wrap any other value into a property");
        }

        if (root["anyOf"] is not null)
        {
            Add("", "has \"anyOf\" at its root", "wrap it into a property");
        }
    }

    private void Node(JToken? token, string path)
    {
        if (token is not JObject schema)
        {
            Add(path, "is not a schema object", "give a schema with a \"type\"");
            return;
        }

        foreach (string keyword in Refused.Where(keyword => schema[keyword] is not null))
        {
            Add(path, $"has \"{keyword}\", which strict schemas do not support", keyword is "oneOf" ? "use \"anyOf\"" : "remove it");
        }

        foreach (string keyword in new[] { "$defs", "definitions" })
        {
            foreach (JProperty definition in (schema[keyword] as JObject)?.Properties() ?? [])
            {
                Node(definition.Value, JsonPath.Join(JsonPath.Join(path, keyword), JsonPath.Key(definition.Name)));
            }
        }

        if (schema["$ref"] is { } reference)
        {
            Reference(schema, reference, path);
        }
        else if (schema["anyOf"] is { } branches)
        {
            AnyOf(branches, path);
        }
        else
        {
            Typed(schema, path);
        }
    }

    private void Reference(JObject schema, JToken reference, string path)
    {
        if (schema.Properties().Any(static property => property.Name is not ("$ref" or "$defs" or "definitions")))
        {
            Add(path, "has other keywords beside \"$ref\"", "remove them, or put the reference into \"anyOf\"");
        }

        if (SchemaReference.Resolve(root, reference) is null)
        {
            Add(path, "has a \"$ref\" that leads to no schema in the document", "refer to \"#\" or \"#/$defs/…\"");
        }
    }

    private void AnyOf(JToken branches, string path)
    {
        if (branches is not JArray { Count: > 0 } all)
        {
            Add(path, "has an \"anyOf\" that is not a list of schemas", "list at least one");
            return;
        }

        for (int i = 0; i < all.Count; i++)
        {
            Node(all[i], JsonPath.Join(path, "anyOf" + JsonPath.Index(i)));
        }

        var first = new Dictionary<string, List<JToken?>>(StringComparer.Ordinal);
        foreach (JProperty property in all.Select(FirstProperty).OfType<JProperty>())
        {
            if (!first.TryGetValue(property.Name, out List<JToken?>? values))
            {
                first.Add(property.Name, values = []);
            }

            values.Add(OnlyValue(property.Value));
        }

        foreach (KeyValuePair<string, List<JToken?>> key in first.Where(static key => key.Value.Count > 1))
        {
            if (key.Value.Contains(null) || key.Value.Distinct(new JTokenEqualityComparer()!).Count() < key.Value.Count)
            {
                Add(path, $"has branches of \"anyOf\" that begin with the same property \"{key.Key}\"",
                "begin each with a discriminator, a \"const\" of its own");
            }
        }
    }

    private JProperty? FirstProperty(JToken branch) =>
        ((branch["$ref"] is { } reference ? SchemaReference.Resolve(root, reference) : branch)?["properties"] as JObject)?.Properties()
            .FirstOrDefault();

    private static JToken? OnlyValue(JToken schema) =>
        schema is not JObject ? null : schema["const"] ?? (schema["enum"] is JArray { Count: 1 } values ? values[0] : null);

    private void Typed(JObject schema, string path)
    {
        HashSet<string> types =
            [.. (schema["type"] is JArray several ? several : new JArray(schema["type"] ?? new JArray())).Values<JToken>()
            .Select(static type => type is JValue { Value: string name } ? name : "?")];
        if (types.Count == 0)
        {
            Add(path, "has no \"type\"", "set one");
        }
        else if (!types.IsSubsetOf(Types))
        {
            Add(path, "has a \"type\" that JSON Schema does not know", "use object, array, string, number, integer, boolean or null");
        }

        if (types.Contains("object"))
        {
            Object(schema, path);
        }

        if (types.Contains("array"))
        {
            if (schema["items"] is null)
            {
                Add(path, "is an array without \"items\"", "set their schema");
            }
            else
            {
                Node(schema["items"], JsonPath.Join(path, "items"));
            }
        }

        if (schema["enum"] is { } values && values is not JArray { Count: > 0 })
        {
            Add(path, "has an \"enum\" without values", "list them");
        }

        if (schema["format"] is { } format && !(format is JValue { Value: string name2 } && FormatCheck.IsKnown(name2)))
        {
            Add(path, "has a \"format\" that strict schemas do not support",
            "use date-time, date, time, duration, email, hostname, ipv4, ipv6 or uuid, or remove it");
        }
    }

    private void Object(JObject schema, string path)
    {
        if (schema["additionalProperties"] is not JValue { Value: false })
        {
            Add(path, "does not exclude further properties", "set \"additionalProperties\": false");
        }

        var properties = schema["properties"] as JObject ?? [];
        HashSet<string> required =
            [.. (schema["required"] as JArray ?? []).Select(static name => name is JValue { Value: string text } ? text : "")];
        foreach (JProperty property in properties.Properties())
        {
            if (!required.Remove(property.Name))
            {
                Add(path, $"does not require \"{property.Name}\"", "list every property in \"required\", and let an optional one be null");
            }

            Node(property.Value, JsonPath.Join(JsonPath.Join(path, "properties"), JsonPath.Key(property.Name)));
        }

        foreach (string name in required)
        {
            Add(path, $"requires \"{name}\", which is no property", "declare it, or remove it from \"required\"");
        }
    }
}
