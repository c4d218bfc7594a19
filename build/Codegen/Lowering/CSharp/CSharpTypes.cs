using Codegen.Lowering.Shapes;

namespace Codegen.Lowering.CSharp;

/// <summary>Names the C# type of a value, for documents and reports; the generated code has its types from NSwag.</summary>
internal static class CSharpTypes
{
    /// <summary>Gets the type without its nullability.</summary>
    public static string Name(TypeUse use) => use.Shape switch
    {
        ScalarShape { Kind: ScalarKind.String } => "string",
        ScalarShape { Kind: ScalarKind.Int32 } => "int",
        ScalarShape { Kind: ScalarKind.Int64 } => "long",
        ScalarShape { Kind: ScalarKind.Double } => "double",
        ScalarShape { Kind: ScalarKind.Boolean } => "bool",
        ListShape list => $"IList<{ItemName(list.Item)}>",
        MapShape map => $"IDictionary<string, {ItemName(map.Value)}>",
        FreeFormShape => "JsonObject",
        NamedShape named => named.Name,
        _ => "JToken",
    };

    /// <summary>Gets the type as an item of a list or a value of a map: nullable where the contract says so.</summary>
    public static string ItemName(TypeUse use) => Name(use) + (use.IsNullable ? "?" : "");

    /// <summary>Gets whether the C# type is a value type.</summary>
    public static bool IsValue(TypeUse use) => use.Shape is EnumShape or ScalarShape { Kind: not ScalarKind.String };
}
