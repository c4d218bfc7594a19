using System.Globalization;
using Newtonsoft.Json.Linq;

namespace Codegen.Tests.Lowering.Plain;

/// <summary>
/// What a schema of an OpenAPI document says, of 3.0 or 3.1, however it is spelled: its alternatives, each of one kind, and whether null is
/// one.
/// </summary>
/// <remarks>Written for the comparison alone; it shares nothing with the lowering.</remarks>
internal sealed class SchemaReading
{
    private static readonly string[] Bounds =
        ["pattern", "minLength", "maxLength", "minItems", "maxItems", "uniqueItems", "minProperties", "maxProperties"];

    private readonly JObject root;

    private SchemaReading(JObject root, JToken schema)
    {
        this.root = root;
        Read(schema, new Alternative(), []);
    }

    public List<Alternative> Alternatives { get; } = [];

    public bool Nullable { get; private set; }

    public JToken? Default { get; private set; }

    public static SchemaReading Of(JObject root, JToken schema) => new(root, schema);

    private void Read(JToken node, Alternative outer, HashSet<JToken> path, bool excludesNull = false)
    {
        var seen = Expand(node, path);
        if (seen.Count == 0)
        {
            return;
        }

        var whole = outer.Copy();
        List<bool> nulls = [];
        List<JToken> variants = [];
        foreach (JObject schema in seen)
        {
            Default ??= schema["default"];
            if (schema["type"] is not null || schema["nullable"] is not null || schema["enum"] is not null)
            {
                nulls.Add(AllowsNull(schema));
            }

            whole.Take(schema);
            variants.AddRange((schema["oneOf"] ?? schema["anyOf"]) is JArray list ? [.. list] : Subtypes(schema, [.. path, .. seen]));
        }

        // All of a composition's parts must allow null, but for those to whose composition it is added.
        Nullable |= seen.Any(schema => schema["nullable"] is JValue { Value: true } && schema["type"] is null)
            || (!excludesNull && nulls.Count > 0 && nulls.All(allows => allows));
        excludesNull |= nulls.Contains(false);
        if (variants.Count > 0)
        {
            foreach (JToken variant in variants)
            {
                Read(variant, whole, [.. path, .. seen], excludesNull);
            }
        }
        else if (whole.IsNull)
        {
            Nullable |= !excludesNull;
        }
        else
        {
            Alternatives.AddRange(whole.Kinds.Count == 0 ? [whole] : whole.Kinds.Select(whole.OfKind));
        }
    }

    /// <summary>The schema with all of which it is composed, references followed.</summary>
    private List<JObject> Expand(JToken node, HashSet<JToken> path)
    {
        if (Resolve(root, node) is not JObject schema || path.Contains(schema))
        {
            return [];
        }

        IEnumerable<JObject> parts = (schema["allOf"] as JArray ?? []).SelectMany(part => Expand(part, [.. path, schema]));
        // What stands beside a reference counts in 3.1.
        return [.. node["$ref"] is null ? Array.Empty<JObject>() : [Beside((JObject)node)], schema, .. parts];
    }

    private static JObject Beside(JObject reference) => new(reference.Properties().Where(member => member.Name != "$ref"));

    private static bool AllowsNull(JObject schema) => schema["nullable"] is JValue { Value: true } || schema["type"] switch
    {
        JArray types => types.Any(type => (string?)type == "null"),
        null => schema["enum"] is JArray values && values.Any(value => value.Type == JTokenType.Null),
        var type => (string?)type == "null",
    };

    /// <summary>The variants of a base, which are composed of it and named by its discriminator.</summary>
    private IEnumerable<JToken> Subtypes(JObject schema, HashSet<JToken> path)
    {
        List<JToken> subtypes = schema["discriminator"]?["mapping"] is JObject mapping
            ? [.. mapping.Properties().Select(entry => new JObject { ["$ref"] = entry.Value }).DistinctBy(entry => (string?)entry["$ref"])]
            : [];
        return subtypes.Exists(subtype => path.Contains(Resolve(root, subtype)!)) ? [] : subtypes;
    }

    public static JToken? Resolve(JObject root, JToken? node)
    {
        for (int depth = 0; (node as JObject)?["$ref"] is JValue { Value: string reference } && depth < 50; depth++)
        {
            node = reference[2..].Split('/').Aggregate((JToken?)root, (at, name) =>
                at?[Uri.UnescapeDataString(name).Replace("~1", "/", StringComparison.Ordinal)
                    .Replace("~0", "~", StringComparison.Ordinal)]);
        }

        return node;
    }

    /// <summary>Determines whether a value, such as a default, is of one of the kinds.</summary>
    public bool Fits(JToken value) => Alternatives.Any(one => one.Kinds.Count == 0 || one.Kinds.Contains(KindOf(value))
        || (value.Type == JTokenType.Integer && one.Kinds.Contains("number")));

    private static string KindOf(JToken value) => value.Type switch
    {
        JTokenType.String => "string",
        JTokenType.Integer => "integer",
        JTokenType.Float => "number",
        JTokenType.Boolean => "boolean",
        JTokenType.Array => "array",
        _ => "object",
    };

    /// <summary>One kind of JSON, and what is said of it.</summary>
    internal sealed class Alternative
    {
        public HashSet<string> Kinds { get; private set; } = [];

        public SortedSet<string>? Values { get; private set; }

        public SortedDictionary<string, string> Limits { get; private set; } = new(StringComparer.Ordinal);

        public Dictionary<string, JArray> Members { get; private set; } = [];

        public SortedSet<string> Required { get; private set; } = new(StringComparer.Ordinal);

        public JToken? Items { get; private set; }

        public JToken? Map { get; private set; }

        public bool IsNull { get; private set; }

        private JArray? values;

        /// <summary>Gets the member by whose only value variants are told apart.</summary>
        public IEnumerable<string> Constants(JObject root) => Members
            .Select(member => (member.Key, Of(root, new JObject { ["allOf"] = member.Value }).Alternatives))
            .Where(member => member.Alternatives is [{ Values.Count: 1 }])
            .Select(member => $"{member.Key}={member.Alternatives[0].Values!.Single()}");

        public Alternative Copy() => new()
        {
            Kinds = [.. Kinds],
            Values = Values is null ? null : [.. Values],
            Limits = new(Limits, StringComparer.Ordinal),
            Members = Members.ToDictionary(member => member.Key, member => new JArray(member.Value)),
            Required = [.. Required],
            Items = Items,
            Map = Map,
            values = values,
        };

        public Alternative OfKind(string kind)
        {
            Alternative one = Copy();
            one.Kinds = [kind];
            if (values?.Where(value => KindOf(value) == kind || (KindOf(value) == "integer" && kind == "number")).ToList()
                is { Count: > 0 } own)
            {
                one.Values = [.. own.Select(value => value.ToString())];
            }

            return one;
        }

        public void Take(JObject schema)
        {
            string[] kinds = schema["type"] switch
            {
                JArray types => [.. types.Values<string>().Where(type => type != "null")!],
                JValue { Value: "null" } => [],
                JValue { Value: string type } => [type],
                _ when schema["properties"] is not null || schema["additionalProperties"] is not null => ["object"],
                _ => [],
            };
            IsNull |= schema["type"] is JValue { Value: "null" }
                || (schema["enum"] is JArray { Count: > 0 } nothing && nothing.All(value => value.Type == JTokenType.Null));
            if (kinds.Length > 0)
            {
                Kinds = Kinds.Count == 0 ? [.. kinds] : [.. Kinds.Intersect(kinds)];
            }

            if ((schema["enum"] ?? (schema["const"] is { } only ? new JArray(only) : null)) is JArray listed)
            {
                values = listed;
                Values = [.. values.Where(value => value.Type != JTokenType.Null).Select(value => value.ToString())];
                Kinds = Kinds.Count > 0 ? Kinds : [.. values.Where(value => value.Type != JTokenType.Null).Select(KindOf)];
            }

            foreach (string bound in Bounds.Where(bound => schema[bound] is not null))
            {
                Limits[bound] = schema[bound]!.ToString();
            }

            AddBound(schema, "minimum", "exclusiveMinimum");
            AddBound(schema, "maximum", "exclusiveMaximum");
            Required.UnionWith(schema["required"] is JArray names ? names.Select(name => name.ToString()) : []);
            Items = schema["items"] ?? Items;
            Map = schema["additionalProperties"] is JObject map ? map : Map;
            foreach (JProperty member in (schema["properties"] as JObject ?? []).Properties())
            {
                // Without their parents, which tokens have one of: the comparison goes by what they say.
                (Members.TryGetValue(member.Name, out JArray? parts) ? parts : Members[member.Name] = []).Add(member.Value.DeepClone());
            }
        }

        private void AddBound(JObject schema, string keyword, string exclusive)
        {
            if (schema[exclusive] is JValue { Type: JTokenType.Integer or JTokenType.Float } bound)
            {
                Limits[keyword] = Text(bound) + " exclusive";
            }
            else if (schema[keyword] is JValue inclusive)
            {
                Limits[keyword] = Text(inclusive) + (schema[exclusive] is JValue { Value: true } ? " exclusive" : "");
            }
        }

        private static string Text(JValue number) => ((double)number).ToString("R", CultureInfo.InvariantCulture);
    }
}
