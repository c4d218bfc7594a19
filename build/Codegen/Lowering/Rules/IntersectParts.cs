using Newtonsoft.Json.Linq;

namespace Codegen.Lowering.Rules;

/// <summary>
/// The schemas of one member in several parts of an <c>allOf</c> → one for what all of them allow: <c>string or integer</c> and
/// <c>string</c> → <c>string</c>; <c>number</c> and <c>integer</c> → <c>integer</c>; objects → the members of all.
/// </summary>
/// <param name="kindOf">Names the kinds that a schema allows, such as <c>string or array</c>.</param>
/// <param name="follow">Follows references.</param>
/// <param name="membersOf">Gets the names of an object's members.</param>
internal sealed class IntersectParts(
    Func<SchemaLocation, string> kindOf,
    Func<SchemaLocation, SchemaLocation> follow,
    Func<SchemaLocation, IReadOnlyCollection<string>> membersOf)
{
    /// <summary>Gets the intersection, the strongest part first; null where no value fits all.</summary>
    public SchemaLocation? Of(IReadOnlyList<SchemaLocation> parts)
    {
        var kinds = parts.Select(KindsOf).ToList();
        if (kinds.TrueForAll(kind => kind.SetEquals(kinds[0])))
        {
            return kinds[0].SetEquals(["object"]) ? Objects(parts) : parts[0];
        }

        var common = kinds.Where(kind => !kind.Contains("any")).Aggregate(Intersect);
        if (common.Count == 0)
        {
            return null;
        }

        int narrowest = kinds.FindIndex(common.SetEquals);
        return narrowest >= 0 ? parts[narrowest] : Narrow(parts, common);
    }

    private static HashSet<string> Intersect(HashSet<string> left, HashSet<string> right)
    {
        var common = left.Intersect(right).ToHashSet();
        if (!common.Contains("integer") && left.Union(right).Contains("integer") && (left.Contains("number") || right.Contains("number")))
        {
            common.Remove("number");
            common.Add("integer");
        }

        return common;
    }

    private HashSet<string> KindsOf(SchemaLocation location) => [.. kindOf(location).Split(" or ")];

    // The parts of which the first already has every member are as one.
    private SchemaLocation Objects(IReadOnlyList<SchemaLocation> parts)
    {
        var known = membersOf(parts[0]);
        var more = parts.Skip(1).Where(part => membersOf(part).Except(known).Any()).ToList();
        return more.Count == 0 ? parts[0] : Synthetic(parts[0], "allOf", more.AsEnumerable().Reverse().Append(parts[0]));
    }

    /// <summary><c>anyOf: [string, integer, list]</c>, of which string and integer are common → <c>anyOf: [string, integer]</c>.</summary>
    private SchemaLocation? Narrow(IReadOnlyList<SchemaLocation> parts, HashSet<string> common)
    {
        foreach (var part in parts)
        {
            var fitting = FlattenVariants.VariantsOf(follow(part)).Where(variant => KindsOf(variant).IsSubsetOf(common)).ToList();
            if (fitting.Count > 0 && fitting.SelectMany(KindsOf).ToHashSet().SetEquals(common))
            {
                return Synthetic(part, "anyOf", fitting);
            }
        }

        return null;
    }

    private static SchemaLocation Synthetic(SchemaLocation location, string keyword, IEnumerable<SchemaLocation> parts) => location with
    {
        Schema = new JObject { [keyword] = new JArray(parts.Select(part => part.Schema.DeepClone())) },
        Pointer = $"{location.Pointer}#{keyword}",
    };
}
