using System.Numerics;
using Newtonsoft.Json.Linq;

namespace OpenAIChat.Tests.Generated;

/// <summary>Derives values from a schema, the same ones every time: each member in each of its forms, but not every combination.</summary>
internal static class ContractValues
{
    private const int MaxDepth = 4;

    public static IEnumerable<JToken> Of(JToken schema) => Of(schema, depth: 0);

    private static IEnumerable<JToken> Of(JToken node, int depth)
    {
        if (node is not JObject schema)
        {
            return [new JObject { ["any"] = true }];
        }

        IEnumerable<JToken> values = schema["$ref"] is not null ? Of(Contract.Document.Resolve(schema), depth) : OfSchema(schema, depth);
        return schema["nullable"] is JValue { Value: true } ? values.Append(JValue.CreateNull()) : values;
    }

    private static IEnumerable<JToken> OfSchema(JObject schema, int depth)
    {
        if (schema["const"] is { } constant)
        {
            return [constant];
        }

        if (schema["enum"] is JArray values)
        {
            return values.All(value => value.Type == JTokenType.String) ? values.Append("not-yet-known") : values;
        }

        if (schema["properties"] is not null || schema["allOf"] is not null)
        {
            return Objects(schema, depth);
        }

        return (schema["oneOf"] ?? schema["anyOf"]) is JArray variants
            ? variants.SelectMany(variant => Of(variant, depth))
            : schema["type"] is JArray types
                ? types.SelectMany(type => OfType((string)type!, schema, depth))
                : OfType((string?)schema["type"], schema, depth);
    }

    private static IEnumerable<JToken> OfType(string? type, JObject schema, int depth) => type switch
    {
        "string" => ["text", "", "2024-01-01T00:00:00Z", "\"quoted\" \\ back\n\u2028\U0001F600"],
        "integer" when schema["format"] is not null => [1_700_000_000, 9_007_199_254_740_993, long.MinValue],
        "integer" => [1, 0, int.MaxValue],
        "number" => [0.25, 1, -1.5e-7],
        "boolean" => [true, false],
        "null" => [JValue.CreateNull()],
        "array" => [new JArray(Items(schema["items"] ?? true, depth)), new JArray()],
        "object" when schema["additionalProperties"] is JObject { Count: > 0 } value => [Map(value, depth), new JObject()],
        _ => [FreeForm(), new JObject()],
    };

    private static JObject Map(JObject value, int depth)
    {
        var map = new JObject();
        foreach (JToken entry in Items(value, depth))
        {
            map[$"key {map.Count}"] = entry;
        }

        return map;
    }

    // A null is left out of a list, and a whole number in a list of numbers gains a point.
    private static IEnumerable<JToken> Items(JToken schema, int depth) =>
        Of(schema, depth + 1).Where(item => item.Type != JTokenType.Null && ((item.Type != JTokenType.Integer) || schema is not JObject number || number["type"] is not JValue { Value: "number" })).Take(depth < 2 ? 12 : 2);

    private static JObject FreeForm() => new()
    {
        ["type"] = "object",
        ["nested"] = new JObject { ["list"] = new JArray(1, 2.50m, JValue.CreateNull(), "2024-01-01T00:00:00Z") },
        ["large"] = new JValue(BigInteger.Parse("123456789012345678901234567890")),
    };

    private static IEnumerable<JToken> Objects(JObject schema, int depth)
    {
        var members = new Dictionary<string, List<JToken>>();
        var required = new HashSet<string>();
        Gather(schema, members, required, depth);
        var full = Object(members.Where(member => depth < MaxDepth || required.Contains(member.Key)));
        yield return full;
        if (depth >= MaxDepth)
        {
            yield break;
        }

        if (depth > 2)
        {
            yield break;
        }

        yield return Object(members.Where(member => required.Contains(member.Key)));
        yield return new JObject(full) { ["not yet known"] = FreeForm() };
        foreach (var (name, values) in members)
        {
            foreach (JToken value in values.Skip(1).Append(JValue.CreateNull()))
            {
                var one = Object(members.Where(member => required.Contains(member.Key)));
                one[name] = value;
                yield return one;
            }
        }
    }

    private static JObject Object(IEnumerable<KeyValuePair<string, List<JToken>>> members) =>
        new(members.Select(member => new JProperty(member.Key, member.Value[0])));

    private static void Gather(JObject schema, Dictionary<string, List<JToken>> members, HashSet<string> required, int depth)
    {
        foreach (JToken part in schema["allOf"] ?? new JArray())
        {
            Gather((JObject)Contract.Document.Resolve(part), members, required, depth);
        }

        foreach (JToken name in schema["required"] ?? new JArray())
        {
            required.Add((string)name!);
        }

        foreach (JProperty property in (schema["properties"] as JObject)?.Properties() ?? [])
        {
            if (depth <= MaxDepth || required.Contains(property.Name))
            {
                members[property.Name] = [.. Of(property.Value, depth + 1).Take(depth == 0 ? int.MaxValue : depth == 1 ? 4 : 1)];
            }
        }
    }
}
