using Codegen.Lowering.Shapes;

namespace Codegen.Lowering.CSharp;

/// <summary>Prints a type where it is used: as C# text, as the call that reads it, and as the call that writes it.</summary>
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

    /// <summary>Gets the JsonKind that the runtime checks the token against.</summary>
    public static string Kind(TypeUse use) => use.Shape switch
    {
        ScalarShape { Kind: ScalarKind.String } => "String",
        ScalarShape { Kind: ScalarKind.Int32 } => "Int32",
        ScalarShape { Kind: ScalarKind.Int64 } => "Int64",
        ScalarShape { Kind: ScalarKind.Double } => "Number",
        ScalarShape => "Boolean",
        EnumShape => "Enum",
        ListShape => "Array",
        MapShape => "Map",
        ObjectShape or FreeFormShape => "Object",
        FamilyShape => "Object",
        UnionShape => "Union",
        _ => "Any",
    };

    /// <summary>Gets the expression that reads a value at the current token of <c>json</c>.</summary>
    public static string Read(TypeUse use) => use.Shape switch
    {
        ScalarShape { Kind: ScalarKind.String } => "json.ReadString()!",
        ScalarShape { Kind: ScalarKind.Int32 } => "json.ReadInt32()",
        ScalarShape { Kind: ScalarKind.Int64 } => "json.ReadInt64()",
        ScalarShape { Kind: ScalarKind.Double } => "json.ReadDouble()",
        ScalarShape => "json.ReadBoolean()",
        EnumShape named => $"new {named.Name}(json.ReadString()!)",
        ListShape list => ReadList(list),
        MapShape map => ReadMap(map),
        FreeFormShape => "json.ReadJsonObject()",
        NamedShape named => $"{named.Name}.Read(json)",
        _ => "json.ReadToken()",
    };

    /// <summary>Gets a delegate that reads one value: a method, or a lambda where there is none.</summary>
    public static string Reader(TypeUse use) => use.Shape is NamedShape and not EnumShape ? $"{Name(use)}.Read" : $"static json => {Read(use)}";

    /// <summary>Gets the call on a MemberWriter that writes a member.</summary>
    public static string WriteMember(TypeUse use, int index, string value) => use.Shape switch
    {
        ScalarShape scalar => $"{scalar.Kind}({index}, {value})",
        EnumShape => $"String({index}, {value}?.Value)",
        ListShape { Item: { IsNullable: false } item } => item.Shape switch
        {
            ScalarShape { Kind: not ScalarKind.Boolean } scalar => $"{scalar.Kind}s({index}, {value})",
            ObjectShape or FamilyShape => $"Models({index}, {value})",
            _ => $"List({index}, {value}, {Writer(item)})",
        },
        ListShape list => $"List({index}, {value}, {Writer(list.Item)})",
        MapShape { Value: { IsNullable: false, Shape: ScalarShape { Kind: not ScalarKind.Int64 } scalar } } => $"{scalar.Kind}Map({index}, {value})",
        MapShape map => $"Map({index}, {value}, {Writer(map.Value)})",
        FreeFormShape => $"Json({index}, {value})",
        UnionShape => $"Union({index}, {value})",
        NamedShape => $"Model({index}, {value})",
        _ => $"Token({index}, {value})",
    };

    /// <summary>Gets a delegate that writes one value.</summary>
    public static string Writer(TypeUse use) => use.IsNullable && !WritesNull(use.Shape)
        ? $"static (json, item) => {{ if (item is {{ }} value) {{ {WriteValue(use, "value")}; }} else {{ json.Null(); }} }}"
        : $"static (json, item) => {WriteValue(use, "item")}";

    private static bool WritesNull(Shape shape) =>
        shape is ScalarShape { Kind: ScalarKind.String } or AnyShape or FreeFormShape or ObjectShape or FamilyShape or UnionShape;

    /// <summary>Gets the statement that writes a value to <c>json</c>.</summary>
    public static string WriteValue(TypeUse use, string value) => WriteShape(use.Shape, value);

    private static string WriteShape(Shape shape, string value) => shape switch
    {
        ScalarShape { Kind: ScalarKind.String } => $"json.String({value})",
        EnumShape => $"json.String({value}.Value)",
        ScalarShape scalar => $"json.{scalar.Kind}({value})",
        ListShape { Item: { IsNullable: false, Shape: ScalarShape { Kind: not ScalarKind.Boolean } scalar } } => $"json.{scalar.Kind}s({value})",
        ListShape { Item: { IsNullable: false, Shape: ObjectShape or FamilyShape } } => $"json.Models({value})",
        ListShape list => $"json.List({value}, {Writer(list.Item)})",
        MapShape map => $"json.Map({value}, {Writer(map.Value)})",
        FreeFormShape => $"json.Json({value})",
        UnionShape => $"json.Union({value})",
        NamedShape => $"json.Model({value})",
        _ => $"json.Token({value})",
    };

    private static string ReadList(ListShape list) => list.Item switch
    {
        { IsNullable: true } item => IsValue(item) ? $"json.ReadNullableValues({Reader(item)})" : $"json.ReadNullableList<{Name(item)}>({Reader(item)})",
        { Shape: ScalarShape { Kind: not ScalarKind.Boolean } scalar } => $"json.Read{scalar.Kind}s()",
        { Shape: AnyShape } => "json.ReadTokens()",
        var item => $"json.ReadList<{Name(item)}>({Reader(item)})",
    };

    private static string ReadMap(MapShape map) => map.Value switch
    {
        { IsNullable: false, Shape: ScalarShape { Kind: not ScalarKind.Int64 } scalar } => $"json.Read{scalar.Kind}Map()",
        { IsNullable: false, Shape: AnyShape } => "json.ReadTokenMap()",
        { IsNullable: true } value => IsValue(value) ? $"json.ReadNullableValueMap({Reader(value)})" : $"json.ReadNullableMap<{Name(value)}>({Reader(value)})",
        var value => $"json.ReadMap<{Name(value)}>({Reader(value)})",
    };
}
