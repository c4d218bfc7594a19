using Codegen.Lowering.Shapes;

namespace Codegen.Lowering.Rules;

/// <summary><c>anyOf: [string, {enum: [a, b]}]</c> → one open enum; strings without known values → string.</summary>
/// <remarks>NSwag: becomes an empty class.</remarks>
internal static class OpenEnums
{
    public static void Apply(UnionShape union)
    {
        var texts = union.Variants.Where(variant => variant.Shape is EnumShape or ScalarShape { Kind: ScalarKind.String }).ToList();
        var enums = texts.Select(variant => variant.Shape).OfType<EnumShape>().ToList();
        if (texts.Count == 0 || (texts.Count == 1 && (enums.Count == 0 || IsNamed(enums[0], union))))
        {
            return;
        }

        var replacement = enums switch
        {
            [] => texts[0].Shape,
            [var only] when IsNamed(only, union) => only,
            _ => new EnumShape(
                $"{union.Pointer}#enum",
                OriginOf(union, texts.Count),
                union.Schema,
                enums.SelectMany(shape => shape.Values)),
        };
        int place = union.Variants.IndexOf(texts[0]);
        union.Variants.RemoveAll(texts.Contains);
        union.Variants.Insert(place, new TypeUse(replacement));
    }

    private static bool IsNamed(EnumShape shape, UnionShape union) =>
        shape.Origin.Component is { } component && component != union.Origin.Component;

    // Alone, the enum takes the union's name; beside objects or lists it needs its own.
    private static NameOrigin OriginOf(UnionShape union, int texts) =>
        union.Variants.Count == texts ? union.Origin : new NameOrigin(null, union, "Mode");
}
