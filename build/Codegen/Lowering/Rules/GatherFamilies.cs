using Codegen.Lowering.Shapes;

namespace Codegen.Lowering.Rules;

/// <summary>
/// Unions of distinguishable objects → families: an abstract base, its variants and Unknown. Unions that share a variant become one
/// family, because a class has one base: <c>oneOf: [Text, Image]</c> and <c>oneOf: [Text, Refusal]</c> → <c>Part</c> with three variants.
/// </summary>
/// <remarks>What cannot be told apart stays a union, which keeps its JSON and chooses by evidence.</remarks>
internal static class GatherFamilies
{
    public static void Apply(IReadOnlyList<UnionShape> unions)
    {
        foreach (var union in unions)
        {
            Gather(SeparateObjects(union));
            union.Redirect ??= union.Base;
        }

        foreach (var union in unions)
        {
            LeaveOutMembers(union);
        }

        foreach (var family in unions.Select(union => union.Redirect?.Shape).OfType<FamilyShape>().Distinct())
        {
            FindDefaultVariant.Apply(family);
        }
    }

    /// <summary><c>[A, Family of A and B]</c> → <c>[Family]</c>: what the family stands for is no case of its own.</summary>
    private static void LeaveOutMembers(UnionShape union)
    {
        var families = union.Variants.Select(variant => variant.Shape).OfType<FamilyShape>().ToList();
        union.Variants.RemoveAll(variant => variant.Shape is ObjectShape { Family: { } family } && families.Contains(family));
        if (union.Variants is [{ Shape: FamilyShape } only])
        {
            union.Redirect ??= only with { Nullable = union.AllowsNull };
        }
    }

    /// <summary><c>[string, A, B]</c> → <c>[string, oneOf: [A, B]]</c>, where A and B can be told apart.</summary>
    private static UnionShape SeparateObjects(UnionShape union)
    {
        var objects = union.Variants.Where(variant => variant.Shape is ObjectShape).ToList();
        if (objects.Count < 2 || objects.Count == union.Variants.Count
            || DistinguishVariants.Find(ObjectsOf(objects), union.Discriminator) is null)
        {
            return union;
        }

        var inner = new UnionShape($"{union.Pointer}#object", new NameOrigin(null, union, "Object"), union.Schema) { InProgress = false };
        inner.Variants.AddRange(objects);
        int place = union.Variants.IndexOf(objects[0]);
        union.Variants.RemoveAll(objects.Contains);
        union.Variants.Insert(place, new TypeUse(inner));
        return inner;
    }

    private static void Gather(UnionShape union)
    {
        if (union.Variants.Exists(variant => variant.Shape is not ObjectShape)
            || DistinguishVariants.Find(
                ObjectsOf(union.Variants),
                union.Discriminator,
                areSubtypes: union.Base is not null) is not { } distinction)
        {
            return;
        }

        var families = ObjectsOf(union.Variants).Select(variant => variant.Family).OfType<FamilyShape>().Distinct().ToList();
        if (families.Exists(family => !Fits(family, distinction)) || !AgreeAmongThemselves(families))
        {
            return;
        }

        var target = families.FirstOrDefault()
            ?? new FamilyShape($"{union.Pointer}#family", union.Origin, union.Schema, distinction.Member);
        foreach (var other in families.Skip(1))
        {
            Join(target, other.Variants);
            target.Unions.AddRange(other.Unions);
            other.Unions.ForEach(member => member.Redirect = new TypeUse(target));
        }

        Join(target, distinction.Values);
        target.Unions.Add(union);
        union.Redirect = new TypeUse(target);
    }

    private static bool Fits(FamilyShape family, DistinguishVariants.Distinction distinction) =>
        family.Discriminator == distinction.Member
        && distinction.Values.All(entry => !family.Variants.TryGetValue(entry.Key, out var known) || ReferenceEquals(known, entry.Value));

    private static bool AgreeAmongThemselves(List<FamilyShape> families) =>
        families
            .SelectMany(family => family.Variants)
            .GroupBy(entry => entry.Key)
            .All(group => group.Select(entry => entry.Value).Distinct().Count() == 1);

    private static void Join(FamilyShape family, IReadOnlyDictionary<string, ObjectShape> variants)
    {
        foreach (var (value, variant) in variants)
        {
            family.Variants[value] = variant;
            variant.Family = family;
        }
    }

    private static IReadOnlyList<ObjectShape> ObjectsOf(IEnumerable<TypeUse> variants) =>
        [.. variants.Select(variant => (ObjectShape)variant.Shape)];
}
