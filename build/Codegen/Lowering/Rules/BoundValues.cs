using Newtonsoft.Json.Linq;

namespace Codegen.Lowering.Rules;

/// <summary>
/// <c>minimum</c>, <c>maxLength</c>, <c>pattern</c> … of a value, its <c>format</c> and <c>default</c>, gathered through references,
/// compositions and null variants.
/// </summary>
internal static class BoundValues
{
    private static readonly string[] Keywords =
    [
        "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "minLength", "maxLength", "pattern",
        "minItems", "maxItems", "uniqueItems", "minProperties", "maxProperties", "format", "default", "enum", "const",
    ];

    public static JObject Of(IEnumerable<SchemaLocation> locations, Func<SchemaLocation, SchemaLocation?> follow)
    {
        var bounds = new JObject();
        foreach (var location in locations)
        {
            Collect(location, bounds, follow, depth: 0);
        }

        return bounds;
    }

    private static void Collect(SchemaLocation location, JObject bounds, Func<SchemaLocation, SchemaLocation?> follow, int depth)
    {
        if (depth > 16)
        {
            return;
        }

        foreach (var keyword in Keywords)
        {
            if (location.Schema[keyword] is { } value && bounds[keyword] is null)
            {
                bounds[keyword] = value.DeepClone();
            }
        }

        if (follow(location) is { } target)
        {
            Collect(target, bounds, follow, depth + 1);
        }

        // Of several variants, each bounds only itself: what one refuses another may allow.
        if (FlattenVariants.VariantsOf(location).Where(variant => !SplitNullVariants.IsNull(variant.Schema)).ToList() is [var only])
        {
            Collect(only, bounds, follow, depth + 1);
        }

        foreach (var part in (location.Schema["allOf"] as JArray)?.OfType<JObject>() ?? [])
        {
            Collect(location with { Schema = part }, bounds, follow, depth + 1);
        }
    }
}
