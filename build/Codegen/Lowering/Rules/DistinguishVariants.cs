using Codegen.Lowering.Shapes;
using Newtonsoft.Json.Linq;

namespace Codegen.Lowering.Rules;

/// <summary>
/// <c>oneOf: [A, B]</c> of objects → the member that tells them apart, and which value means which: the declared discriminator,
/// else a constant that every variant has, each its own.
/// </summary>
internal static class DistinguishVariants
{
    private static readonly string[] UsualNames = ["type", "role", "object", "kind"];

    internal sealed record Distinction(string Member, IReadOnlyDictionary<string, ObjectShape> Values);

    /// <param name="variants">The objects.</param>
    /// <param name="declared">The declared discriminator.</param>
    /// <param name="areSubtypes">Whether they are composed of what has the discriminator: its values are theirs too, so that only the
    /// mapping tells whose is which.</param>
    public static Distinction? Find(IReadOnlyList<ObjectShape> variants, JObject? declared, bool areSubtypes = false)
    {
        if (declared?["propertyName"]?.Value<string>() is not { } name)
        {
            return ByConstants(variants);
        }

        return (areSubtypes
                ? By(name, variants, variant => [.. Declared(variant, declared).Where(Fits(variant))])
                : By(name, variants, variant => ValuesOf(variant, name) is { Count: > 0 } own ? own : Declared(variant, declared)))
            ?? ByConstants(variants);

        Func<string, bool> Fits(ObjectShape variant) =>
            value => ValuesOf(variant, name) is var own && (own.Count == 0 || own.Contains(value));
    }

    /// <summary>Gets the values that mark a variant by a member: its constant or enum values.</summary>
    public static IReadOnlyList<string> ValuesOf(ObjectShape variant, string member) => variant.Find(member) switch
    {
        { Constant: { } constant } => [constant],
        { Type.Shape: EnumShape values } => [.. values.Values.Select(value => value.Value)],
        _ => [],
    };

    private static Distinction? ByConstants(IReadOnlyList<ObjectShape> variants)
    {
        var shared = variants[0].Members.Select(member => member.JsonName);
        return UsualNames.Concat(shared.Except(UsualNames))
            .Select(name => By(name, variants, variant => ValuesOf(variant, name)))
            .FirstOrDefault(found => found is not null);
    }

    private static Distinction? By(string member, IReadOnlyList<ObjectShape> variants, Func<ObjectShape, IReadOnlyList<string>> valuesOf)
    {
        var values = new Dictionary<string, ObjectShape>();
        foreach (var variant in variants)
        {
            var own = valuesOf(variant);
            if (own.Count == 0 || own.Any(value => !values.TryAdd(value, variant)))
            {
                return null;
            }
        }

        return new Distinction(member, values);
    }

    /// <remarks>Spec: a mapping names schemas by reference or by name; without one, the schema's own name is the value.</remarks>
    private static IReadOnlyList<string> Declared(ObjectShape variant, JObject declared)
    {
        if (variant.Origin.Component is not { } component)
        {
            return [];
        }

        var mapped = (declared["mapping"] as JObject)?.Properties()
            .Where(entry => entry.Value.Value<string>() is { } target
                && (target == component || JsonPointer.Split(target).LastOrDefault() == component))
            .Select(entry => entry.Name)
            .ToList() ?? [];
        return mapped.Count > 0 ? mapped : [component];
    }
}
