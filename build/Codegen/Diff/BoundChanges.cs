using System.Globalization;
using Newtonsoft.Json.Linq;

namespace Codegen.Diff;

/// <summary>Tells tightened bounds from loosened ones.</summary>
internal static class BoundChanges
{
    /// <summary>Compares the bounds of a value; the flag says that something was allowed before and is not any more.</summary>
    public static IEnumerable<(bool IsTightened, string Text)> Between(JObject old, JObject @new)
    {
        foreach (var (keyword, noun, isLower) in Keywords)
        {
            Bound? before = Read(old, keyword);
            Bound? after = Read(@new, keyword);
            if (before == after)
            {
                continue;
            }
            bool isTightened = after is not null && (before is null || Excludes(after, before, isLower));
            yield return (isTightened, (before, after) switch
            {
                (null, _) => $"{noun} is now {after}",
                (_, null) => $"{noun} {before} is gone",
                _ => $"{noun} {before} → {after}",
            });
        }

        if (Text(old["pattern"]) is var from && Text(@new["pattern"]) is var to && from != to)
        {
            yield return (to is not null, (from, to) switch
            {
                (null, _) => $"must now match `{to}`",
                (_, null) => $"need no longer match `{from}`",
                _ => $"must match `{to}`, no longer `{from}`",
            });
        }
        if (IsTrue(old["uniqueItems"]) != IsTrue(@new["uniqueItems"]))
        {
            bool isUnique = IsTrue(@new["uniqueItems"]);
            yield return (isUnique, isUnique ? "the items must now be distinct" : "the items need no longer be distinct");
        }
    }

    private static (string Keyword, string Noun, bool IsLower)[] Keywords =>
    [
        ("minimum", "the minimum", true), ("maximum", "the maximum", false),
        ("minLength", "the minimum length", true), ("maxLength", "the maximum length", false),
        ("minItems", "the minimum number of items", true), ("maxItems", "the maximum number of items", false),
        ("minProperties", "the minimum number of entries", true), ("maxProperties", "the maximum number of entries", false),
    ];

    /// <remarks>Spec: in 3.0 <c>exclusiveMinimum</c> is a flag beside <c>minimum</c>, in 3.1 it is the bound itself.</remarks>
    private static Bound? Read(JObject bounds, string keyword)
    {
        JToken? value = bounds[keyword];
        JToken? exclusive = keyword is "minimum" or "maximum" ? bounds["exclusive" + char.ToUpperInvariant(keyword[0]) + keyword[1..]] : null;
        if (exclusive is { Type: JTokenType.Integer or JTokenType.Float })
        {
            return new Bound(Number(exclusive), IsExclusive: true);
        }
        // A length or count of at least nothing bounds nothing.
        return value is not { Type: JTokenType.Integer or JTokenType.Float } || (keyword is "minLength" or "minItems" or "minProperties" && Number(value) == 0)
            ? null
            : new Bound(Number(value), IsTrue(exclusive));
    }

    private static bool Excludes(Bound after, Bound before, bool isLower) =>
        after.Value == before.Value ? after.IsExclusive : after.Value > before.Value == isLower;

    private static double Number(JToken value) => (double)value;

    private static bool IsTrue(JToken? value) => value is JValue { Value: true };

    private static string? Text(JToken? value) => value?.ToString();

    private sealed record Bound(double Value, bool IsExclusive)
    {
        public override string ToString() => Value.ToString(CultureInfo.InvariantCulture) + (IsExclusive ? " (exclusive)" : "");
    }
}
