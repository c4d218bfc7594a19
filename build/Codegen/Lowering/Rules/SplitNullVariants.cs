using Newtonsoft.Json.Linq;

namespace Codegen.Lowering.Rules;

/// <summary>
/// <c>type: [string, null]</c>, <c>nullable: true</c>, <c>anyOf: [A, null]</c>, <c>enum: [a, null]</c> → the type, nullable.
/// </summary>
/// <remarks>NSwag: <c>anyOf: [A, null]</c> would become an empty class.</remarks>
internal static class SplitNullVariants
{
    /// <summary>Determines whether the schema allows nothing but null.</summary>
    public static bool IsNull(JObject schema) =>
        schema["type"] is JValue { Value: "null" }
        || (schema["type"] is JArray { Count: 1 } types && types[0].Value<string>() == "null")
        || (schema.TryGetValue("const", out var constant) && constant.Type == JTokenType.Null)
        || (schema["enum"] is JArray { Count: 1 } values && values[0].Type == JTokenType.Null);

    /// <summary>Determines whether the schema itself, apart from its variants, allows null.</summary>
    public static bool AllowsNull(JObject schema) =>
        (schema["nullable"] is JValue { Value: true })
        || (schema["type"] is JArray types && types.Any(type => type.Value<string>() == "null"))
        || (schema["type"] is null && schema["enum"] is JArray values && values.Any(value => value.Type == JTokenType.Null));

    /// <summary>Gets the types of the schema, null left out; inferred from the other keywords where none is given.</summary>
    public static IReadOnlyList<string> TypesOf(JObject schema) => schema["type"] switch
    {
        JArray types => [.. types.Select(type => type.Value<string>()!).Where(type => type != "null").Distinct()],
        JValue { Value: string type } => type == "null" ? [] : [type],
        _ => InferTypes(schema),
    };

    private static IReadOnlyList<string> InferTypes(JObject schema)
    {
        if (schema["properties"] is JObject || schema["additionalProperties"] is not null || schema["patternProperties"] is not null)
        {
            return ["object"];
        }

        if (schema["items"] is not null || schema["prefixItems"] is not null)
        {
            return ["array"];
        }

        JToken[] values = schema["enum"] is JArray list ? [.. list] : schema["const"] is { } constant ? [constant] : [];
        if (values.Length > 0)
        {
            return [.. values.Where(value => value.Type != JTokenType.Null).Select(TypeOf).Distinct()];
        }

        if (schema["pattern"] is not null || schema["minLength"] is not null || schema["maxLength"] is not null
            || schema["format"] is not null)
        {
            return ["string"];
        }

        return schema["minimum"] is not null || schema["maximum"] is not null ? ["number"] : [];
    }

    internal static string TypeOf(JToken value) => value.Type switch
    {
        JTokenType.String => "string",
        JTokenType.Integer => "integer",
        JTokenType.Float => "number",
        JTokenType.Boolean => "boolean",
        JTokenType.Array => "array",
        _ => "object",
    };
}
