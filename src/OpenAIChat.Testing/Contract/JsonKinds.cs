using Newtonsoft.Json.Linq;

namespace OpenAIChat.Testing;

/// <summary>The types of JSON Schema: which one a value has, and what the provider calls them.</summary>
internal static class JsonKinds
{
    /// <summary>Determines whether a value has a type; an integer is also a number, and 1.0 is an integer.</summary>
    public static bool Has(JToken value, string type) => type switch
    {
        "null" => value.Type == JTokenType.Null,
        "boolean" => value.Type == JTokenType.Boolean,
        "string" => value.Type == JTokenType.String,
        "number" => value.Type is JTokenType.Integer or JTokenType.Float,
        "integer" => value.Type == JTokenType.Integer || (value.Type == JTokenType.Float && (double)value % 1 == 0),
        "array" => value.Type == JTokenType.Array,
        "object" => value.Type == JTokenType.Object,
        _ => true,
    };

    /// <summary>Gets the types that a schema allows; none when it allows every one.</summary>
    public static IReadOnlyList<string> Of(JObject schema)
    {
        List<string> types = schema["type"] switch
        {
            JArray several => [.. several.Select(static type => (string)type!)],
            JValue { Value: string one } => [one],
            _ when schema.ContainsKey("properties") => ["object"],
            _ when schema.ContainsKey("items") => ["array"],
            _ => [],
        };
        if (types.Count > 0 && schema["nullable"] is JValue { Value: true })
        {
            types.Add("null");
        }

        return types;
    }

    /// <summary>Names a type as the provider does: <c>an array of objects</c>.</summary>
    public static string Name(string type, JObject schema, Func<JObject, JObject> merge) => type switch
    {
        "null" => "null",
        "boolean" => "a boolean",
        "string" => "a string",
        "number" => "a decimal",
        "integer" => "an integer",
        "object" => "an object",
        _ => schema["items"] is JObject items && Of(merge(items)) is [var item, ..] ? $"an array of {Plural(item)}" : "an array",
    };

    /// <summary>Says what a value is.</summary>
    public static string Describe(JToken value) => value.Type switch
    {
        JTokenType.Null => "null",
        JTokenType.Boolean => "a boolean",
        JTokenType.String => "a string",
        JTokenType.Integer => "an integer",
        JTokenType.Float => "a decimal",
        JTokenType.Array => "an array",
        _ => "an object",
    };

    private static string Plural(string type) => type switch
    {
        "number" => "decimals",
        _ => type + "s",
    };
}
