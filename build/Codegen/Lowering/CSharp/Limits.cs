using Codegen.Lowering.Shapes;
using Newtonsoft.Json.Linq;

namespace Codegen.Lowering.CSharp;

/// <summary>Says in words what bounds a member: for the value tag of its docs and for the reference pages.</summary>
internal static class Limits
{
    public static IEnumerable<string> Lines(Member member)
    {
        if (Bounds(member) is { Length: > 0 } bounds)
        {
            yield return bounds;
        }

        if (Default(member) is { } value)
        {
            yield return $"The API's default is <c>{Escape(value)}</c>.";
        }
    }

    public static string? Default(Member member) =>
        FindDefault(member.Schema) ?? (member.Type.DeclaredShape is NamedShape named ? FindDefault(named.Schema) : null);

    public static string Bounds(Member member)
    {
        var bounds = member.Bounds;
        return member.Type.Shape switch
        {
            ScalarShape { Kind: ScalarKind.String } => Phrase("A text", bounds["minLength"], bounds["maxLength"], "characters") + Pattern(bounds),
            ScalarShape { Kind: ScalarKind.Boolean } => "",
            ScalarShape => Number(bounds),
            ListShape => Phrase("A list", bounds["minItems"], bounds["maxItems"], "items"),
            MapShape => Phrase("A map", bounds["minProperties"], bounds["maxProperties"], "entries"),
            _ => "",
        };
    }

    private static string? FindDefault(JObject schema)
    {
        if (schema["default"] is JValue { Value: not null } value)
        {
            return value.ToString(Newtonsoft.Json.Formatting.None).Trim('"');
        }

        return ((schema["anyOf"] ?? schema["oneOf"]) as JArray)?.OfType<JObject>().Select(FindDefault).FirstOrDefault(text => text is not null);
    }

    private static string Phrase(string subject, JToken? from, JToken? to, string unit) => (from, to) switch
    {
        (null, null) => "",
        (not null, null) => $"{subject} of at least {from}{Unit(unit)}.",
        (null, not null) => $"{subject} of at most {to}{Unit(unit)}.",
        _ => $"{subject} from {from} to {to}{Unit(unit)}.",
    };

    /// <remarks>Spec: exclusiveMinimum is a number in 3.1 and a flag beside minimum in 3.0.</remarks>
    private static string Number(JObject bounds)
    {
        var over = bounds["exclusiveMinimum"] is JValue { Value: not false } more ? more.Value is true ? bounds["minimum"] : more : null;
        var under = bounds["exclusiveMaximum"] is JValue { Value: not false } less ? less.Value is true ? bounds["maximum"] : less : null;
        if (over is null && under is null)
        {
            return Phrase("A number", bounds["minimum"], bounds["maximum"], "");
        }

        var from = over is null ? bounds["minimum"] is { } least ? $"of at least {least}" : "" : $"above {over}";
        var to = under is null ? bounds["maximum"] is { } most ? $"of at most {most}" : "" : $"below {under}";
        return $"A number {from}{(from.Length > 0 && to.Length > 0 ? " and " : "")}{to}.";
    }

    private static string Unit(string unit) => unit.Length == 0 ? "" : " " + unit;

    private static string Pattern(JObject bounds) => bounds["pattern"] is { } pattern ? $" It matches <c>{Escape(pattern.ToString())}</c>." : "";

    private static string Escape(string text) =>
        text.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal);
}
