using Newtonsoft.Json.Linq;

namespace Codegen.Lowering.Rules;

/// <summary><c>oneOf</c>, <c>anyOf</c> and <c>type: [a, b]</c> → one list of variants.</summary>
/// <remarks>NSwag: <c>oneOf: [A, B]</c> silently becomes A, and <c>type: [string, integer]</c> becomes int.</remarks>
internal static class FlattenVariants
{
    public static IReadOnlyList<SchemaLocation> VariantsOf(SchemaLocation location)
    {
        string keyword = location.Schema["oneOf"] is JArray ? "oneOf" : "anyOf";
        if (location.Schema[keyword] is JArray { Count: > 0 } list
            && list.OfType<JObject>().Any(variant => FlattenAllOf.HasStructure(variant)))
        {
            // Variants such as {required: [a]} only bound the object they stand in.
            // A variant that stands alone beside null takes the union's own name.
            bool alone = list.Count(variant => !SplitNullVariants.IsNull(SchemaLocation.AsObject(variant))) == 1;
            bool onlyObject = list.Count(variant => variant["properties"] is not null) == 1;
            return location.Schema["properties"] is not null
                ? []
                : [.. list.Select((variant, index) => Variant(location, keyword, index, variant, alone, onlyObject))];
        }

        var types = SplitNullVariants.TypesOf(location.Schema);
        return types.Count > 1 ? [.. types.Select(type => OfType(location, type))] : [];
    }

    private static SchemaLocation Variant(
        SchemaLocation location,
        string keyword,
        int index,
        JToken variant,
        bool alone,
        bool onlyObject) =>
        location.Below(
            $"{keyword}/{index}",
            variant,
            alone ? location.Origin : HoistInlineSchemas.VariantOrigin(location, SchemaLocation.AsObject(variant), index, onlyObject));

    private static SchemaLocation OfType(SchemaLocation location, string type)
    {
        var schema = (JObject)location.Schema.DeepClone();
        schema["type"] = type;
        if (schema["enum"] is JArray values)
        {
            var fitting = values.Where(value => SplitNullVariants.TypeOf(value) == type).ToArray();
            schema["enum"] = fitting.Length == 0 ? null : new JArray(fitting.Cast<object>().ToArray());
        }

        return new SchemaLocation(schema, $"{location.Pointer}/type/{type}", location.Origin, location.Component);
    }
}
