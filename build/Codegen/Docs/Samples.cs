using Codegen.Lowering.CSharp;
using Codegen.Lowering.Shapes;

namespace Codegen.Docs;

/// <summary>Writes C# expressions that make a value of a type with the least that it requires.</summary>
internal static class Samples
{
    // A type may require one of its own kind; below this depth nothing is filled in.
    private const int MaxDepth = 4;

    /// <param name="type">The type of the value.</param>
    /// <param name="text">What a text says: the name of the member that it is for.</param>
    /// <param name="depth">How many values this one stands inside of.</param>
    public static string Of(TypeUse type, string text, int depth = 0) => type.Shape switch
    {
        ScalarShape { Kind: ScalarKind.String } => Literals.Of(text),
        ScalarShape { Kind: ScalarKind.Int32 or ScalarKind.Int64 } => "1",
        ScalarShape { Kind: ScalarKind.Double } => "0.5",
        ScalarShape => "true",
        EnumShape values => $"{values.Name}.{values.Values[0].Name}",
        ListShape when depth >= MaxDepth => "[]",
        ListShape list => $"[{Of(list.Item, text, depth + 1)}]",
        MapShape map => $"new Dictionary<string, {CSharpTypes.ItemName(map.Value)}>()",
        FreeFormShape => "JsonObject.Parse(\"{}\")",
        ObjectShape model => Object(model, depth),
        DiscriminatedUnionShape parent => Object(parent.Variants.Values.First(), depth),
        UnionShape { Variants: [var first, ..] } => Of(first, text, depth),
        _ => "new JObject()",
    };

    private static string Object(ObjectShape model, int depth)
    {
        IEnumerable<Member> required = model.ConstructorMembers;
        IEnumerable<string> arguments = depth >= MaxDepth
            ? []
            : required.Select(member => Of(member.Type, member.JsonName.Replace('_', ' '), depth + 1));
        return $"new {model.Name}({string.Join(", ", arguments)})";
    }
}
