using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.AI;

namespace OpenAIChat.Extensions.AI.Requests;

/// <summary>Determines whether a schema is to be followed strictly, and brings it into the form that strict mode asks for.</summary>
internal static class StrictMode
{
    private const string Key = "strict";

    /// <summary>The keywords that strict mode refuses: each becomes a line of the description, so that the model still knows it.</summary>
    private static readonly string[] Refused =
    [
        "minLength", "maxLength", "contentEncoding", "contentMediaType", "not", "minProperties", "maxProperties", "patternProperties",
        "propertyNames", "unevaluatedProperties", "uniqueItems", "contains", "minContains", "maxContains", "unevaluatedItems",
    ];

    private static readonly AIJsonSchemaTransformOptions Options = new()
    {
        DisallowAdditionalProperties = true,
        ConvertBooleanSchemas = true,
        MoveDefaultKeywordToDescription = true,
        RequireAllProperties = true,
        TransformSchemaNode = static (_, node) => MoveRefusedKeywords(node),
    };

    /// <summary>Gets what the properties say about strict mode; null when nothing.</summary>
    public static bool? Of(IReadOnlyDictionary<string, object?>? properties) =>
        properties is not null && properties.TryGetValue(Key, out object? value) ? AsFlag(value) : null;

    /// <summary>Returns the schema with closed objects, all properties required and nothing that strict mode refuses.</summary>
    public static JsonElement Transform(JsonElement schema) => AIJsonUtilities.TransformSchema(schema, Options);

    private static bool? AsFlag(object? value) => value switch
    {
        bool flag => flag,
        JsonElement { ValueKind: JsonValueKind.True } => true,
        JsonElement { ValueKind: JsonValueKind.False } => false,
        _ => null,
    };

    private static JsonNode MoveRefusedKeywords(JsonNode node)
    {
        if (node is not System.Text.Json.Nodes.JsonObject schema)
        {
            return node;
        }

        foreach (string keyword in Refused)
        {
            if (schema[keyword] is { } value)
            {
                string description = (string?)schema["description"] ?? "";
                schema["description"] = (description.Length == 0 ? "" : description + "\n") + keyword + ": " + value.ToJsonString();
                schema.Remove(keyword);
            }
        }

        return schema;
    }
}
