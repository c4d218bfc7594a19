using Codegen.Lowering.CSharp;
using Codegen.Lowering.Shapes;
using Newtonsoft.Json.Linq;

namespace Codegen.Docs;

/// <summary>Says a value's limits in the few words that fit a table.</summary>
internal static class LimitText
{
    public static string Of(TypeUse type)
    {
        string text = type.Shape switch
        {
            ScalarShape { Kind: ScalarKind.Boolean } => "",
            ScalarShape { Kind: ScalarKind.String } => Range(type, "minLength", "maxLength", " character"),
            ScalarShape => Range(type, "minimum", "maximum", ""),
            ListShape => Range(type, "minItems", "maxItems", " item"),
            MapShape or FreeFormShape => Range(type, "minProperties", "maxProperties", " entry"),
            _ => "",
        };
        string pattern = type.Shape is ScalarShape { Kind: ScalarKind.String } && type.Bounds["pattern"] is { } regex
            ? $"matches {Markdown.Code(regex.ToString())}"
            : "";
        string each = type.Shape switch { ListShape list => Of(list.Item), MapShape map => Of(map.Value), _ => "" };
        return string.Join("; ", new[] { text, pattern, each.Length > 0 ? $"each {each}" : "" }.Where(part => part.Length > 0));
    }

    /// <summary>Gets the API's default as code, or nothing.</summary>
    public static string Default(TypeUse type, JObject schema) => Limits.Default(type, schema) is { } value ? Markdown.Code(value) : "";

    private static string Range(TypeUse type, string lower, string upper, string unit)
    {
        return (Limits.Of(type, lower), Limits.Of(type, upper)) switch
        {
            (null, null) => "",
            ({ } from, null) => $"{Least(from)} {Count(from, unit)}",
            (null, { } to) => $"{Most(to)} {Count(to, unit)}",
            ({ IsExclusive: false } from, { IsExclusive: false } to) => from.Number == to.Number
                ? Count(to, unit)
                : $"{from} to {Count(to, unit)}",
            ({ } from, { } to) => $"{Least(from)} {from}, {Most(to)} {Count(to, unit)}",
        };
    }

    private static string Least(Bound bound) => bound.IsExclusive ? "more than" : "at least";

    private static string Most(Bound bound) => bound.IsExclusive ? "less than" : "at most";

    private static string Count(Bound bound, string unit) => $"{bound}{Limits.Unit(bound, unit)}";
}
