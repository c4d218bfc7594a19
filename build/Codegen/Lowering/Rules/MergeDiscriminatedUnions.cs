using Codegen.Lowering.Shapes;

namespace Codegen.Lowering.Rules;

/// <summary>
/// Unions of distinguishable objects → discriminated unions: an abstract base, its variants and Unknown. Unions that share a variant
/// become one, because a class has one base: <c>oneOf: [Text, Image]</c> and <c>oneOf: [Text, Refusal]</c> → <c>Part</c> with three variants.
/// </summary>
/// <remarks>What cannot be told apart stays a union, which keeps its JSON and chooses by evidence.</remarks>
internal static class MergeDiscriminatedUnions
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

        foreach (var parent in unions.Select(union => union.Redirect?.Shape).OfType<DiscriminatedUnionShape>().Distinct())
        {
            FindDefaultVariant.Apply(parent);
        }
    }

    /// <summary><c>[A, union of A and B]</c> → <c>[union of A and B]</c>: what the union stands for is no case of its own.</summary>
    private static void LeaveOutMembers(UnionShape union)
    {
        var parents = union.Variants.Select(variant => variant.Shape).OfType<DiscriminatedUnionShape>().ToList();
        union.Variants.RemoveAll(variant => variant.Shape is ObjectShape { VariantOf: { } parent } && parents.Contains(parent));
        if (union.Variants is [{ Shape: DiscriminatedUnionShape } only])
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

        var parents = ObjectsOf(union.Variants).Select(variant => variant.VariantOf).OfType<DiscriminatedUnionShape>().Distinct().ToList();
        if (parents.Exists(parent => !Fits(parent, distinction)) || !AgreeAmongThemselves(parents))
        {
            return;
        }

        var target = parents.FirstOrDefault()
            ?? new DiscriminatedUnionShape($"{union.Pointer}#parent", union.Origin, union.Schema, distinction.Member);
        foreach (var other in parents.Skip(1))
        {
            Join(target, other.Variants);
            target.Unions.AddRange(other.Unions);
            other.Unions.ForEach(member => member.Redirect = new TypeUse(target));
        }

        Join(target, distinction.Values);
        target.Unions.Add(union);
        union.Redirect = new TypeUse(target);
    }

    private static bool Fits(DiscriminatedUnionShape parent, DistinguishVariants.Distinction distinction) =>
        parent.Discriminator == distinction.Member
        && distinction.Values.All(entry => !parent.Variants.TryGetValue(entry.Key, out var known) || ReferenceEquals(known, entry.Value));

    private static bool AgreeAmongThemselves(List<DiscriminatedUnionShape> parents) =>
        parents
            .SelectMany(parent => parent.Variants)
            .GroupBy(entry => entry.Key)
            .All(group => group.Select(entry => entry.Value).Distinct().Count() == 1);

    private static void Join(DiscriminatedUnionShape parent, IReadOnlyDictionary<string, ObjectShape> variants)
    {
        foreach (var (value, variant) in variants)
        {
            parent.Variants[value] = variant;
            variant.VariantOf = parent;
        }
    }

    private static IReadOnlyList<ObjectShape> ObjectsOf(IEnumerable<TypeUse> variants) =>
        [.. variants.Select(variant => (ObjectShape)variant.Shape)];
}
