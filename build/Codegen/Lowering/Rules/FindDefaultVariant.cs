using Codegen.Lowering.Shapes;
using Newtonsoft.Json.Linq;

namespace Codegen.Lowering.Rules;

/// <summary>
/// A discriminator with a <c>default</c> → the variant with that value: what lacks the discriminator is that one. A <c>defaultMapping</c>,
/// which OpenAPI 3.2 has, names the variant itself.
/// </summary>
internal static class FindDefaultVariant
{
    public static void Apply(FamilyShape family)
    {
        string? mapped = family.Unions
            .Select(union => union.Discriminator?["defaultMapping"])
            .OfType<JValue>()
            .FirstOrDefault()?.Value as string;
        family.DeclaredDefault = mapped is not null
            ? family.Variants.Values.FirstOrDefault(variant => variant.Origin.Component == JsonPointer.Split(mapped).LastOrDefault(mapped))
            : DefaultValues(family).Distinct().ToList() is [var only] ? family.Variants.GetValueOrDefault(only) : null;
    }

    // Where each variant gives its own value as the default, that decides nothing.
    private static IEnumerable<string> DefaultValues(FamilyShape family) => family.Unions
        .Select(union => union.Base?.Shape)
        .OfType<ObjectShape>()
        .Concat(family.Variants.Values)
        .Select(model => model.Find(family.Discriminator))
        .Where(member => member is { Required: false })
        .Select(member => member!.Type.Bounds["default"])
        .OfType<JValue>()
        .Select(value => value.Value)
        .OfType<string>();
}
