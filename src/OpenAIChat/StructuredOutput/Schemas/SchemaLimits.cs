using Newtonsoft.Json.Linq;
using OpenAIChat.Runtime;

namespace OpenAIChat.StructuredOutput;

/// <summary>Judges JSON Schemas by how large the provider allows strict ones to be.</summary>
/// <remarks>The provider moves these limits, so each can be disabled by its name in <see cref="ValidationRule"/>.</remarks>
internal sealed class SchemaLimits
{
    private const int MaximumDepth = 10;
    private const int MaximumProperties = 5_000;
    private const int MaximumText = 120_000;
    private const int MaximumEnumValues = 1_000;
    private const int LargeEnum = 250;
    private const int MaximumTextOfLargeEnum = 15_000;

    private readonly JObject root;
    private readonly List<SchemaFault> faults;
    private readonly Dictionary<JObject, int> depths = new(ReferenceComparer.Instance);
    private readonly HashSet<JObject> visiting = new(ReferenceComparer.Instance);
    private int properties;
    private int enumValues;
    private (string Path, int Count) largestEnum = ("", 0);
    private int text;

    private SchemaLimits(JObject root, List<SchemaFault> faults)
    {
        this.root = root;
        this.faults = faults;
    }

    /// <summary>Reports where a schema is too large.</summary>
    public static void Check(JObject schema, List<SchemaFault> faults)
    {
        var limits = new SchemaLimits(schema, faults);
        limits.Count(schema, "");
        limits.Depth(schema, "", 1);
        limits.Totals();
    }

    private void Totals()
    {
        if (properties > MaximumProperties)
        {
            Add("", FormattableString.Invariant($"has {properties} properties, and {MaximumProperties} are allowed"), "split the type",
            ValidationRule.SchemaProperties);
        }

        if (enumValues > MaximumEnumValues)
        {
            Add(
                largestEnum.Path,
                FormattableString.Invariant($"has the largest enum of {enumValues} values in total, and {MaximumEnumValues} are allowed"),
                "use a string in its place",
                ValidationRule.SchemaEnumValues);
        }

        if (text > MaximumText)
        {
            Add("", FormattableString.Invariant($"has names and values of {text} characters, and {MaximumText} are allowed"),
            "shorten the names", ValidationRule.SchemaText);
        }
    }

    private void Add(string path, string message, string remedy, string rule) => faults.Add(new SchemaFault(path, message, remedy, rule));

    private void Count(JToken? token, string path)
    {
        if (token is not JObject schema)
        {
            return;
        }

        foreach (string keyword in new[] { "properties", "$defs", "definitions" })
        {
            foreach (JProperty property in (schema[keyword] as JObject)?.Properties() ?? [])
            {
                properties += keyword == "properties" ? 1 : 0;
                text += property.Name.Length;
                Count(property.Value, JsonPath.Join(JsonPath.Join(path, keyword), JsonPath.Key(property.Name)));
            }
        }

        foreach (JToken branch in schema["anyOf"] as JArray ?? [])
        {
            Count(branch, JsonPath.Join(path, "anyOf"));
        }

        Count(schema["items"], JsonPath.Join(path, "items"));
        text += Length(schema["const"]);
        if (schema["enum"] is JArray values)
        {
            int length = values.Sum(Length);
            text += length;
            enumValues += values.Count;
            largestEnum = values.Count > largestEnum.Count ? (path, values.Count) : largestEnum;
            if (values.Count > LargeEnum && length > MaximumTextOfLargeEnum)
            {
                Add(path, FormattableString
                    .Invariant($"has an enum of {values.Count} values and {length} characters, and {MaximumTextOfLargeEnum} are allowed"),
                    "shorten the values", ValidationRule.SchemaEnumValues);
            }
        }
    }

    private static int Length(JToken? value) => value is JValue { Value: string text } ? text.Length : 0;

    // A recursive schema has no depth of its own: what is being visited is not visited again, unless from a deeper place.
    private void Depth(JToken? token, string path, int depth)
    {
        if (token is not JObject schema)
        {
            return;
        }

        if (schema["$ref"] is { } reference)
        {
            if (SchemaReference.Resolve(root, reference) is { } target && !visiting.Contains(target)
                && (!depths.TryGetValue(target, out int before) || before < depth))
            {
                Depth(target, path, depth);
            }

            return;
        }

        depths[schema] = depth;
        visiting.Add(schema);
        if (schema["properties"] is JObject { Count: > 0 } members)
        {
            if (depth > MaximumDepth)
            {
                Add(path, FormattableString.Invariant($"is nested {depth} levels deep, and {MaximumDepth} are allowed"),
                "make the type flatter", ValidationRule.SchemaDepth);
                visiting.Remove(schema);
                return;
            }

            foreach (JProperty member in members.Properties())
            {
                Depth(member.Value, JsonPath.Join(JsonPath.Join(path, "properties"), JsonPath.Key(member.Name)), depth + 1);
            }
        }

        Depth(schema["items"], JsonPath.Join(path, "items"), depth);
        foreach (JToken branch in schema["anyOf"] as JArray ?? [])
        {
            Depth(branch, path, depth);
        }

        visiting.Remove(schema);
    }

    private sealed class ReferenceComparer : IEqualityComparer<JObject>
    {
        public static readonly ReferenceComparer Instance = new();

        public bool Equals(JObject? x, JObject? y) => ReferenceEquals(x, y);

        public int GetHashCode(JObject obj) => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(obj);
    }
}
