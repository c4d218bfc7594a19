using Codegen.Lowering.Shapes;
using Newtonsoft.Json.Linq;

namespace Codegen.Diff;

/// <summary>Tells tightened bounds from loosened ones.</summary>
internal static class BoundChanges
{
    /// <summary>Compares the bounds of a value; the flag says that something was allowed before and is not any more.</summary>
    public static IEnumerable<(bool IsTightened, string Text)> Between(TypeUse old, TypeUse @new)
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

        if (Pattern(old) is var from && Pattern(@new) is var to && from != to)
        {
            yield return (to is not null, (from, to) switch
            {
                (null, _) => $"must now match `{to}`",
                (_, null) => $"need no longer match `{from}`",
                _ => $"must match `{to}`, no longer `{from}`",
            });
        }

        if (IsUnique(old) != IsUnique(@new))
        {
            bool isUnique = IsUnique(@new);
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

    /// <summary>
    /// Gets what bounds a value of the type: not what bounds another kind of value, nor what the type cannot exceed anyway.
    /// </summary>
    private static Bound? Read(TypeUse use, string keyword)
    {
        if (!Applies(keyword, use.Shape) || Bound.Of(use.Bounds, keyword) is not { } bound)
        {
            return null;
        }

        (double least, double most) = use.Shape switch
        {
            ScalarShape { Kind: ScalarKind.Double } => (double.NegativeInfinity, double.PositiveInfinity),
            ScalarShape { Kind: ScalarKind.Int64 } => (long.MinValue, long.MaxValue),
            ScalarShape { Kind: ScalarKind.Int32 } => (int.MinValue, int.MaxValue),
            _ => (0, int.MaxValue),
        };
        bool isLower = keyword.StartsWith("min", StringComparison.Ordinal);
        bool isInert = isLower ? bound.Number < least || (bound.Number == least && !bound.IsExclusive)
            : bound.Number > most || (bound.Number == most && !bound.IsExclusive);
        return isInert ? null : bound;
    }

    private static bool Applies(string keyword, Shape shape) => shape switch
    {
        ScalarShape { Kind: ScalarKind.String } => keyword.EndsWith("Length", StringComparison.Ordinal),
        ScalarShape { Kind: not ScalarKind.Boolean } => keyword is "minimum" or "maximum",
        ListShape => keyword.EndsWith("Items", StringComparison.Ordinal),
        MapShape => keyword.EndsWith("Properties", StringComparison.Ordinal),
        _ => false,
    };

    private static bool Excludes(Bound after, Bound before, bool isLower) =>
        after.Number == before.Number ? after.IsExclusive : after.Number > before.Number == isLower;

    private static string Text(Bound bound) => bound.IsExclusive ? $"{bound} (exclusive)" : $"{bound}";

    private static string? Pattern(TypeUse use) =>
        use.Shape is ScalarShape { Kind: ScalarKind.String } ? use.Bounds["pattern"]?.ToString() : null;

    private static bool IsUnique(TypeUse use) => use is { Shape: ListShape } && use.Bounds["uniqueItems"] is JValue { Value: true };
}
