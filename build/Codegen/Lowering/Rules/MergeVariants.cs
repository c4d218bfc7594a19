using Codegen.Lowering.CSharp;
using Codegen.Lowering.Shapes;
using Newtonsoft.Json.Linq;

namespace Codegen.Lowering.Rules;

/// <summary>
/// <c>anyOf: [integer, integer (int64), [string], [string]]</c> → <c>[long, list of string]</c>: what is one type in C# is one variant.
/// </summary>
internal static class MergeVariants
{
    public static void Add(List<TypeUse> variants, TypeUse added)
    {
        var variant = new TypeUse(added.Shape) { Bounds = added.Bounds };
        int place = variants.FindIndex(known => IsSame(known.Shape, variant.Shape));
        if (place < 0)
        {
            variants.Add(variant);
        }
        else
        {
            variants[place] = Merge(variants[place], variant);
        }
    }

    /// <summary>Makes every whole number a long: nobody looks at its schema again once it is one of several.</summary>
    public static void WidenIntegers(List<TypeUse> variants)
    {
        for (int index = 0; index < variants.Count; index++)
        {
            if (variants[index].Shape is ScalarShape { Kind: ScalarKind.Int32 })
            {
                variants[index] = variants[index] with { DeclaredShape = new ScalarShape(ScalarKind.Int64) };
            }
        }
    }

    private static bool IsSame(Shape left, Shape right) => (left, right) switch
    {
        (ScalarShape one, ScalarShape other) => one.Kind == other.Kind || (IsInteger(one) && IsInteger(other)),
        (ListShape one, ListShape other) => IsSame(one.Item, other.Item),
        (MapShape one, MapShape other) => IsSame(one.Value, other.Value),
        (AnyShape, AnyShape) or (FreeFormShape, FreeFormShape) => true,
        _ => ReferenceEquals(left, right),
    };

    // What refers to an object has one type, whether or not it can be null.
    private static bool IsSame(TypeUse left, TypeUse right) =>
        (left.IsNullable == right.IsNullable || !CSharpTypes.IsValue(left))
        && (left.Shape is ScalarShape one && right.Shape is ScalarShape other ? one.Kind == other.Kind : IsSame(left.Shape, right.Shape));

    private static bool IsInteger(ScalarShape scalar) => scalar.Kind is ScalarKind.Int32 or ScalarKind.Int64;

    // Of two that are bounded differently the one allows what the other refuses.
    private static TypeUse Merge(TypeUse left, TypeUse right) =>
        new(Merge(left.Shape, right.Shape), left.IsNullable || right.IsNullable) { Bounds = Common(left.Bounds, right.Bounds) };

    private static Shape Merge(Shape left, Shape right) => (left, right) switch
    {
        (ScalarShape one, ScalarShape other) => new ScalarShape(one.Kind == ScalarKind.Int32 ? other.Kind : one.Kind),
        (ListShape one, ListShape other) => new ListShape(Merge(one.Item, other.Item)),
        (MapShape one, MapShape other) => new MapShape(Merge(one.Value, other.Value)),
        _ => left,
    };

    private static JObject Common(JObject left, JObject right) =>
        new(left.Properties()
            .Where(property => JToken.DeepEquals(property.Value, right[property.Name]))
            .Select(property => property.DeepClone()));
}
