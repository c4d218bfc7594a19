using System.Globalization;
using Codegen.Lowering.CSharp;
using Codegen.Lowering.Rules;
using Codegen.Lowering.Shapes;
using Newtonsoft.Json.Linq;

namespace Codegen.Lowering.Emission;

/// <summary>Writes what the client has no type for, the body of an error and a header, as plain OpenAPI 3.0: without facts, so that nothing is printed of it.</summary>
/// <remarks>NSwag: makes an empty class of a component that is no object and of <c>anyOf</c>. So such a component stands where it is used, and as <c>oneOf</c>.</remarks>
internal sealed class UntypedSchemas(ContractDocument document, IReadOnlyList<NamedShape> types)
{
    private const string Components = "#/components/schemas/";

    private static readonly string[] SameInBoth =
    [
        "title", "description", "format", "pattern", "minLength", "maxLength", "multipleOf", "minItems", "maxItems", "uniqueItems",
        "minProperties", "maxProperties", "required", "default", "deprecated", "readOnly", "writeOnly",
    ];

    private readonly Dictionary<string, string> names = new(StringComparer.Ordinal);

    /// <summary>Gets the components that have been asked for and are no types.</summary>
    public JObject Declared { get; } = [];

    /// <summary>Writes the headers of an answer.</summary>
    public JObject Headers(Response response) => new(response.Headers.Select(header => new JProperty(header.Key, Header(header.Value))));

    /// <summary>Writes the content of an answer, by its media types.</summary>
    public JObject Content(JObject response) => new((response["content"] as JObject ?? []).Properties().Select(media => new JProperty(
        media.Name,
        media.Value is JObject { } value && value["schema"] is { } schema ? new JObject { ["schema"] = Of(schema, []) } : new JObject())));

    private JObject Header(JObject header)
    {
        var written = Kept(header, ["description", "required", "deprecated", "style", "explode"]);
        written["schema"] = Of(header["schema"] ?? new JObject(), []);
        return written;
    }

    private JObject Of(JToken node, HashSet<JToken> around)
    {
        if (document.Resolve(node) is not JObject schema || !around.Add(schema))
        {
            // Contains itself, by way of what has no name.
            return [];
        }

        var written = node["$ref"] is JValue { Value: string reference } && reference.StartsWith(Components, StringComparison.Ordinal) && schema["properties"] is JObject
            ? PlainSchema.Reference(NameOf(reference[Components.Length..], schema))
            : Inline(schema, around);
        around.Remove(schema);
        return written;
    }

    private string NameOf(string component, JObject schema)
    {
        if (types.FirstOrDefault(type => type is ObjectShape && type.Origin.Component == component) is { } known)
        {
            return known.Name;
        }

        if (!names.TryGetValue(component, out var name))
        {
            name = Identifiers.Pascal(component);
            for (var number = 2; types.Any(type => type.Name == name) || Declared[name] is not null; number++)
            {
                name = Identifiers.Pascal(component) + number.ToString(CultureInfo.InvariantCulture);
            }

            names[component] = name;
            Declared[name] = new JObject();
            Declared[name] = Inline(schema, []);
        }

        return name;
    }

    private JObject Inline(JObject schema, HashSet<JToken> around)
    {
        var written = Kept(schema, SameInBoth);
        var kinds = SplitNullVariants.TypesOf(schema);
        var variants = (schema["oneOf"] ?? schema["anyOf"] ?? new JArray()).OfType<JObject>().ToList();
        var known = variants.Where(variant => !SplitNullVariants.IsNull(variant)).Select(variant => Of(variant, around)).ToList();
        if (known.Count == 0 && kinds.Count > 1)
        {
            known = [.. kinds.Select(kind => new JObject { ["type"] = kind })];
        }
        else if (kinds.Count == 1)
        {
            written["type"] = kinds[0];
        }

        AddValues(written, schema);
        foreach (var keyword in (string[])["minimum", "maximum"])
        {
            if (Bound.Of(schema, keyword) is { } bound)
            {
                PlainSchema.SetBound(written, keyword, bound);
            }
        }

        if (schema["properties"] is JObject members)
        {
            written["properties"] = new JObject(members.Properties().Select(member => new JProperty(member.Name, Of(member.Value, around))));
        }

        if ((string?)written["type"] == "array")
        {
            written["items"] = schema["items"] is { } items ? Of(items, around) : new JObject();
        }

        if (schema["additionalProperties"] is { } more)
        {
            written["additionalProperties"] = more is JObject ? Of(more, around) : more.DeepClone();
        }

        if (schema["allOf"] is JArray parts)
        {
            written["allOf"] = new JArray(parts.Select(part => Of(part, around)));
        }

        return WithVariants(written, known, SplitNullVariants.AllowsNull(schema) || known.Count < variants.Count);
    }

    private static JObject WithVariants(JObject written, List<JObject> variants, bool isNullable)
    {
        if (isNullable && written["type"] is not null)
        {
            written["nullable"] = true;
        }
        else if (isNullable && variants.Count > 0)
        {
            variants.Add(PlainSchema.Null((string?)variants[0]["type"] ?? "object"));
        }

        if (variants.Count > 0)
        {
            written["oneOf"] = new JArray(variants);
        }

        return written;
    }

    private static void AddValues(JObject written, JObject schema)
    {
        if ((schema["enum"] as JArray ?? (schema["const"] is { } only ? new JArray(only.DeepClone()) : null)) is { } values)
        {
            written["enum"] = values.DeepClone();
        }
    }

    private static JObject Kept(JObject from, string[] keywords) =>
        new(keywords.Where(keyword => from[keyword] is not null).Select(keyword => new JProperty(keyword, from[keyword]!.DeepClone())));
}
