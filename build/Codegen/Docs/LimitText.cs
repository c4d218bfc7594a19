using Codegen.Lowering.CSharp;
using Codegen.Lowering.Shapes;
using Newtonsoft.Json.Linq;

namespace Codegen.Docs;

/// <summary>Says a value's limits in the few words that fit a table.</summary>
internal static class LimitText
{
    public static string Of(TypeUse type, JObject bounds)
    {
        string text = type.Shape switch
        {
            ScalarShape { Kind: ScalarKind.Boolean } => "",
            ScalarShape { Kind: ScalarKind.String } => Range(bounds, "minLength", "maxLength", " character"),
            ScalarShape => Range(bounds, "minimum", "maximum", ""),
            ListShape => Range(bounds, "minItems", "maxItems", " item"),
            MapShape or FreeFormShape => Range(bounds, "minProperties", "maxProperties", " entry"),
            _ => "",
        };
        string pattern = type.Shape is ScalarShape { Kind: ScalarKind.String } && bounds["pattern"] is { } regex ? $"matches {Markdown.Code(regex.ToString())}" : "";
        return string.Join("; ", new[] { text, pattern }.Where(part => part.Length > 0));
    }

    /// <summary>Gets the API's default as code, or nothing.</summary>
    public static string Default(Member member) =>
        Limits.Default(member) is { } value ? Markdown.Code(value)
        : member.Schema["default"] is JArray { Count: > 0 } list ? Markdown.Code(list.ToString(Newtonsoft.Json.Formatting.None))
        : "";

    private static string Range(JObject bounds, string lower, string upper, string unit)
    {
        var (from, isAbove) = Bound(bounds, lower);
        var (to, isBelow) = Bound(bounds, upper);
        return (from, to) switch
        {
            (null, null) => "",
            (not null, null) => $"{(isAbove ? "more than" : "at least")} {Count(from, unit)}",
            (null, not null) => $"{(isBelow ? "less than" : "at most")} {Count(to, unit)}",
            _ when from == to => Count(from, unit),
            _ when !isAbove && !isBelow => $"{from} to {Count(to, unit)}",
            _ => $"{(isAbove ? "more than" : "at least")} {from}, {(isBelow ? "less than" : "at most")} {Count(to, unit)}",
        };
    }

    private static string Count(string number, string unit) => unit.Length == 0 || number == "1" ? number + unit
        : unit.EndsWith('y') ? $"{number}{unit[..^1]}ies" : $"{number}{unit}s";

    /// <remarks>Spec: in 3.0 <c>exclusiveMinimum</c> is a flag beside <c>minimum</c>, in 3.1 it is the bound itself.</remarks>
    private static (string? Value, bool IsExclusive) Bound(JObject bounds, string keyword) =>
        bounds["exclusive" + char.ToUpperInvariant(keyword[0]) + keyword[1..]] switch
        {
            JValue { Value: true } => (bounds[keyword]?.ToString(Newtonsoft.Json.Formatting.None), true),
            JValue { Type: JTokenType.Integer or JTokenType.Float } bound => (bound.ToString(Newtonsoft.Json.Formatting.None), true),
            _ => (bounds[keyword]?.ToString(Newtonsoft.Json.Formatting.None), false),
        };
}
