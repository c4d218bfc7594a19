using Codegen.Lowering.Shapes;
using Newtonsoft.Json.Linq;

namespace Codegen.Lowering.Rules;

/// <summary>
/// A discriminator with a <c>default</c> → the variant with that value: what lacks the discriminator is that one. A <c>defaultMapping</c>,
/// which OpenAPI 3.2 has, names the variant itself.
/// </summary>
internal static class FindDefaultVariant
{
    public static void Apply(DiscriminatedUnionShape parent)
    {
        string? mapped = parent.Unions
            .Select(union => union.Discriminator?["defaultMapping"])
            .OfType<JValue>()
            .FirstOrDefault()?.Value as string;
        parent.DeclaredDefault = mapped is not null
            ? parent.Variants.Values.FirstOrDefault(variant => variant.Origin.Component == JsonPointer.Split(mapped).LastOrDefault(mapped))
            : DefaultValues(parent).Distinct().ToList() is [var only] ? parent.Variants.GetValueOrDefault(only) : null;
    }

    // Where each variant gives its own value as the default, that decides nothing.
    private static IEnumerable<string> DefaultValues(DiscriminatedUnionShape parent) => parent.Unions
        .Select(union => union.Base?.Shape)
        .OfType<ObjectShape>()
        .Concat(parent.Variants.Values)
        .Select(model => model.Find(parent.Discriminator))
        .Where(member => member is { Required: false })
        .Select(member => member!.Type.Bounds["default"])
        .OfType<JValue>()
        .Select(value => value.Value)
        .OfType<string>();
}
