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
            if ((before?.Number, before?.IsExclusive) == (after?.Number, after?.IsExclusive))
            {
                continue;
            }
            bool isTightened = after is not null && (before is null || Excludes(after, before, isLower));
            yield return (isTightened, (before, after) switch
            {
                (null, _) => $"{noun} is now {Text(after!)}",
                (_, null) => $"{noun} {Text(before)} is gone",
                _ => $"{noun} {Text(before)} → {Text(after)}",
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

    // A length or count of at least nothing bounds nothing.
    private static Bound? Read(JObject bounds, string keyword) =>
        Bound.Of(bounds, keyword) is { } bound && !(keyword is "minLength" or "minItems" or "minProperties" && bound.Number == 0) ? bound : null;

    private static bool Excludes(Bound after, Bound before, bool isLower) =>
        after.Number == before.Number ? after.IsExclusive : after.Number > before.Number == isLower;

    private static string Text(Bound bound) => bound.IsExclusive ? $"{bound} (exclusive)" : $"{bound}";

    private static bool IsTrue(JToken? value) => value is JValue { Value: true };

    private static string? Text(JToken? value) => value?.ToString();
}
