using Codegen.Lowering.Rules;
using Codegen.Lowering.Shapes;
using Newtonsoft.Json.Linq;

namespace Codegen.Lowering.CSharp;

/// <summary>Says in words what bounds a member: for the value tag of its docs and for the reference pages.</summary>
internal static class Limits
{
    /// <param name="type">The type of the value.</param>
    /// <param name="schema">The schema as it is written at the value.</param>
    /// <param name="withDefault">Whether a caller can leave the value out, so that the default matters.</param>
    public static IEnumerable<string> Lines(TypeUse type, JObject schema, bool withDefault)
    {
        if (Bounds(type) is { Length: > 0 } bounds)
        {
            yield return bounds;
        }

        if (withDefault && Default(type, schema) is { } value)
        {
            yield return $"The API's default is <c>{Escape(value)}</c>.";
        }
    }

    /// <summary>Gets the API's default: JSON, but for a text, which stands without its quotes.</summary>
    public static string? Default(TypeUse type, JObject schema) =>
        FindDefault(schema) ?? (type.DeclaredShape is NamedShape named ? FindDefault(named.Schema) : null) ?? FindDefault(type.Bounds);

    /// <summary>Gets a bound, unless no integer can exceed it anyway.</summary>
    public static Bound? Of(TypeUse type, string keyword) =>
        Bound.Of(type.Bounds, keyword) is { } bound && (type.Shape is not ScalarShape { Kind: ScalarKind.Int32 or ScalarKind.Int64 }
            || bound.Number is > long.MinValue and < long.MaxValue) ? bound : null;

    /// <summary><c> item</c> → <c> items</c>, <c> entry</c> → <c> entries</c>, unless there is one.</summary>
    public static string Unit(Bound count, string unit) => count.Number == 1 || unit.Length == 0 ? unit : Identifiers.Plural(unit);

    private static string Bounds(TypeUse type) => type.Shape switch
    {
        ScalarShape { Kind: ScalarKind.String } => Text(
            Phrase("A text", type, "minLength", "maxLength", " character"),
            type.Bounds["pattern"]),
        ScalarShape { Kind: ScalarKind.Boolean } => "",
        ScalarShape => Phrase("A number", type, "minimum", "maximum", ""),
        ListShape list => Join(Phrase("A list", type, "minItems", "maxItems", " item"), Each("item", list.Item)),
        MapShape map => Join(Phrase("A map", type, "minProperties", "maxProperties", " entry"), Each("value", map.Value)),
        _ => "",
    };

    private static string Each(string noun, TypeUse item) =>
        Bounds(item) is { Length: > 0 } bounds ? $"Each {noun} is {char.ToLowerInvariant(bounds[0])}{bounds[1..]}" : "";

    private static string Join(params string[] sentences) => string.Join(' ', sentences.Where(sentence => sentence.Length > 0));

    private static string? FindDefault(JObject schema)
    {
        if (schema["default"] is { } value and not JValue { Value: null })
        {
            string json = value.ToString(Newtonsoft.Json.Formatting.None);
            return json is ['"', _, .., '"'] ? json[1..^1] : json;
        }

        // Of several variants, the default of one says nothing of the whole.
        return ((schema["anyOf"] ?? schema["oneOf"]) as JArray)?.OfType<JObject>().Where(variant => !SplitNullVariants.IsNull(variant))
            .ToList() is [var only]
            ? FindDefault(only)
            : null;
    }

    private static string Phrase(
        string subject,
        TypeUse type,
        string lower,
        string upper,
        string unit) => (Of(type, lower), Of(type, upper)) switch
        {
            (null, null) => "",
            ({ } from, null) => $"{subject} {Least(from)}{Unit(from, unit)}.",
            (null, { } to) => $"{subject} {Most(to)}{Unit(to, unit)}.",
            ({ IsExclusive: false } from, { IsExclusive: false } to) when from.Number == to.Number => $"{subject} of {to}{Unit(to, unit)}.",
            ({ IsExclusive: false } from, { IsExclusive: false } to) => $"{subject} from {from} to {to}{Unit(to, unit)}.",
            ({ } from, { } to) => $"{subject} {Least(from)} and {Most(to)}{Unit(to, unit)}.",
        };

    private static string Least(Bound bound) => bound.IsExclusive ? $"above {bound}" : $"of at least {bound}";

    private static string Most(Bound bound) => bound.IsExclusive ? $"below {bound}" : $"of at most {bound}";

    private static string Text(string length, JToken? pattern) =>
        pattern is null ? length : length.Length == 0
            ? $"A text that matches <c>{Escape(pattern.ToString())}</c>."
            : $"{length} It matches <c>{Escape(pattern.ToString())}</c>.";

    private static string Escape(string text) => XmlDocs.Escape(text);
}
