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

    public static Distinction? Find(IReadOnlyList<ObjectShape> variants, JObject? declared)
    {
        if (declared?["propertyName"]?.Value<string>() is { } name)
        {
            return By(name, variants, declared) ?? ByConstants(variants);
        }

        return ByConstants(variants);
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
        return UsualNames.Concat(shared.Except(UsualNames)).Select(name => By(name, variants, declared: null)).FirstOrDefault(found => found is not null);
    }

    private static Distinction? By(string member, IReadOnlyList<ObjectShape> variants, JObject? declared)
    {
        var values = new Dictionary<string, ObjectShape>();
        foreach (var variant in variants)
        {
            var own = ValuesOf(variant, member);
            own = own.Count > 0 ? own : declared is null ? [] : Declared(variant, declared);
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
            .Where(entry => entry.Value.Value<string>() is { } target && (target == component || JsonPointer.Split(target).LastOrDefault() == component))
            .Select(entry => entry.Name)
            .ToList() ?? [];
        return mapped.Count > 0 ? mapped : [component];
    }
}
