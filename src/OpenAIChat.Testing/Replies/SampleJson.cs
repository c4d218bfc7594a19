using Newtonsoft.Json.Linq;

namespace OpenAIChat.Testing;

/// <summary>Makes up the smallest JSON value that a JSON schema allows, as far as its common keywords go.</summary>
internal sealed class SampleJson
{
    private const int MaximumDepth = 32;

    private readonly JObject root;

    private SampleJson(JObject root) => this.root = root;

    public static JToken For(JObject schema) => new SampleJson(schema).Value(schema, 0);

    private JToken Value(JToken? schema, int depth)
    {
        // A schema that requires itself has no finite value; null is as good as any.
        if (schema is not JObject rule || depth > MaximumDepth)
        {
            return schema is JValue { Value: true } ? new JObject() : JValue.CreateNull();
        }

        if (rule["const"] is { } constant)
        {
            return constant.DeepClone();
        }

        if (rule["enum"] is JArray { Count: > 0 } values)
        {
            return values[0].DeepClone();
        }

        if (rule.TextAt("$ref") is { } reference)
        {
            return Value(Resolve(reference), depth + 1);
        }

        if ((rule["anyOf"] ?? rule["oneOf"]) is JArray { Count: > 0 } options)
        {
            return Value(depth > MaximumDepth / 2 ? options.Last! : options[0], depth + 1);
        }

        if (rule["allOf"] is JArray { Count: > 0 } all)
        {
            return Value(Merge(rule, all), depth + 1);
        }

        return TypeOf(rule) switch
        {
            "object" => ObjectOf(rule, depth),
            "array" => new JArray(Enumerable.Range(0, rule.Value<int?>("minItems") ?? 0).Select(_ => Value(rule["items"], depth + 1))),
            "string" => Text(rule),
            "integer" => new JValue((long)Math.Ceiling(Number(rule))),
            "number" => new JValue(Number(rule)),
            "boolean" => new JValue(false),
            _ => JValue.CreateNull(),
        };
    }

    private static string? TypeOf(JObject rule) => rule["type"] switch
    {
        JArray types => (string?)types.FirstOrDefault(),
        JValue { Value: string type } => type,
        _ => rule.ContainsKey("properties") || !rule.HasValues ? "object" : rule.ContainsKey("items") ? "array" : null,
    };

    private JObject ObjectOf(JObject rule, int depth)
    {
        var result = new JObject();
        foreach (string name in (rule["required"] as JArray ?? []).Select(name => (string?)name).OfType<string>())
        {
            result[name] = Value(rule["properties"]?[name], depth + 1);
        }

        return result;
    }

    private static JValue Text(JObject rule)
    {
        string text = rule.TextAt("format") switch
        {
            "date-time" => "2026-01-01T00:00:00Z",
            "date" => "2026-01-01",
            "time" => "00:00:00Z",
            "duration" => "PT0S",
            "email" => "user@example.com",
            "hostname" => "example.com",
            "uri" or "uri-reference" => "https://example.com/",
            "uuid" => "00000000-0000-4000-8000-000000000000",
            "ipv4" => "127.0.0.1",
            "ipv6" => "::1",
            _ => "text",
        };
        int shortest = rule.Value<int?>("minLength") ?? 0;
        int longest = rule.Value<int?>("maxLength") ?? int.MaxValue;
        text = text.PadRight(shortest, '.');
        return new JValue(text.Length > longest ? text[..longest] : text);
    }

    private static double Number(JObject rule)
    {
        double least = rule.Value<double?>("minimum") ?? rule.Value<double?>("exclusiveMinimum") + 1 ?? double.NegativeInfinity;
        double most = rule.Value<double?>("maximum") ?? rule.Value<double?>("exclusiveMaximum") - 1 ?? double.PositiveInfinity;
        double number = Math.Max(least, Math.Min(most, 0));
        return rule.Value<double?>("multipleOf") is { } step and > 0 ? Math.Ceiling(number / step) * step : number;
    }

    // Only references within the schema: "#", "#/$defs/x".
    private JToken? Resolve(string reference)
    {
        JToken? found = root;
        foreach (string part in reference.Split('/').Skip(1))
        {
            string name = Uri.UnescapeDataString(part);
            found = found.At(name.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal));
        }

        return found;
    }

    private JObject Merge(JObject rule, JArray all)
    {
        var merged = new JObject(rule.Properties().Where(member => member.Name != "allOf"));
        foreach (JToken part in all)
        {
            JToken? resolved = part.TextAt("$ref") is { } reference ? Resolve(reference) : part;
            merged.Merge(resolved, new JsonMergeSettings { MergeArrayHandling = MergeArrayHandling.Union });
        }

        return merged;
    }
}
