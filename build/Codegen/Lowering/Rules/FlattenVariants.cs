using Newtonsoft.Json.Linq;

namespace Codegen.Lowering.Rules;

/// <summary><c>oneOf</c>, <c>anyOf</c> and <c>type: [a, b]</c> → one list of variants.</summary>
/// <remarks>NSwag: <c>oneOf: [A, B]</c> silently becomes A, and <c>type: [string, integer]</c> becomes int.</remarks>
internal static class FlattenVariants
{
    public static IReadOnlyList<Site> VariantsOf(Site site)
    {
        var keyword = site.Schema["oneOf"] is JArray ? "oneOf" : "anyOf";
        if (site.Schema[keyword] is JArray { Count: > 0 } list && list.OfType<JObject>().Any(variant => FlattenAllOf.HasStructure(variant)))
        {
            // Variants such as {required: [a]} only bound the object they stand in.
            // A variant that stands alone beside null takes the union's own name.
            var alone = list.Count(variant => !SplitNullVariants.IsNull(Site.AsObject(variant))) == 1;
            var onlyObject = list.Count(variant => variant["properties"] is not null) == 1;
            return site.Schema["properties"] is not null
                ? []
                : [.. list.Select((variant, index) => Variant(site, keyword, index, variant, alone, onlyObject))];
        }

        var types = SplitNullVariants.TypesOf(site.Schema);
        return types.Count > 1 ? [.. types.Select(type => OfType(site, type))] : [];
    }

    private static Site Variant(Site site, string keyword, int index, JToken variant, bool alone, bool onlyObject) =>
        site.Below($"{keyword}/{index}", variant, alone ? site.Origin : HoistInlineSchemas.VariantOrigin(site, Site.AsObject(variant), index, onlyObject));

    private static Site OfType(Site site, string type)
    {
        var schema = (JObject)site.Schema.DeepClone();
        schema["type"] = type;
        if (schema["enum"] is JArray values)
        {
            var fitting = values.Where(value => SplitNullVariants.TypeOf(value) == type).ToArray();
            schema["enum"] = fitting.Length == 0 ? null : new JArray(fitting.Cast<object>().ToArray());
        }

        return new Site(schema, $"{site.Pointer}/type/{type}", site.Origin, site.Component);
    }
}
