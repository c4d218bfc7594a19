using Codegen.Lowering.Shapes;

namespace Codegen.Lowering.CSharp;

/// <summary>One alternative of a union as callers see it.</summary>
/// <param name="Type">What it is.</param>
/// <param name="Accessor">The property that reads it.</param>
/// <param name="Variable">The variable and argument that hold it.</param>
/// <param name="IsDistinct">Whether JSON tells it apart from the others.</param>
internal sealed record UnionCase(TypeUse Type, string Accessor, string Variable, bool IsDistinct)
{
    /// <summary>Gets the types that convert to the union without a cast.</summary>
    /// <remarks>C# does not convert from interfaces: a list is taken as <c>List</c> and as an array.</remarks>
    public IEnumerable<string> Conversions => Type.Shape switch
    {
        ListShape list => [$"List<{CSharpTypes.ItemName(list.Item)}>", $"{CSharpTypes.ItemName(list.Item)}[]"],
        MapShape map => [$"Dictionary<string, {CSharpTypes.ItemName(map.Value)}>"],
        EnumShape named => [named.Name, "string"],
        _ => [CSharpTypes.Name(Type)],
    };
}

/// <summary>Names the alternatives of a union, and finds what tells them apart in JSON.</summary>
internal static class UnionCases
{
    public static IReadOnlyList<UnionCase> Of(UnionShape union)
    {
        var lists = union.Variants.Where(variant => variant.Shape is ListShape).ToList();
        int objects = union.Variants.Count(variant => variant.Shape is ObjectShape or DiscriminatedUnionShape);
        int maps = union.Variants.Count(variant => variant.Shape is MapShape or FreeFormShape);
        var cases = union.Variants.Select(variant =>
        {
            var (accessor, variable) = Accessor(variant, objects);
            return new UnionCase(variant, accessor, variable, IsDistinct(variant, lists, objects, maps));
        }).ToList();

        // Two that end in the same word go by their full names, and two of one name by a number.
        foreach (var (index, _) in Repeated(cases))
        {
            cases[index] = cases[index] with { Accessor = "As" + FullName(cases[index].Type, objects) };
        }

        foreach (var (index, number) in Repeated(cases))
        {
            cases[index] = cases[index] with { Accessor = cases[index].Accessor + Identifiers.Ordinal(number) };
        }

        return cases;
    }

    /// <summary>Determines whether what is read as an object is one of several alternatives.</summary>
    public static bool NeedsEvidence(UnionShape union) =>
        union.Variants.Any(variant => variant.Shape is ObjectShape or DiscriminatedUnionShape)
        && union.Variants.Count(variant => variant.Shape is ObjectShape or DiscriminatedUnionShape or MapShape or FreeFormShape) > 1;

    /// <summary>Gets the kinds of JSON that an item of a list can be; none where it can be any.</summary>
    public static IReadOnlyList<string> ItemTokens(ListShape list) => list.Item switch
    {
        { IsNullable: true } => [],
        { Shape: EnumShape or ScalarShape { Kind: ScalarKind.String } } => ["String"],
        { Shape: ScalarShape { Kind: ScalarKind.Int32 or ScalarKind.Int64 } } => ["Integer"],
        { Shape: ScalarShape { Kind: ScalarKind.Double } } => ["Integer", "Float"],
        { Shape: ScalarShape } => ["Boolean"],
        { Shape: ListShape inner } => ItemTokens(inner),
        { Shape: ObjectShape or DiscriminatedUnionShape or MapShape or FreeFormShape } => ["Object"],
        _ => [],
    };

    public static int Depth(ListShape list) => list.Item.Shape is ListShape inner ? Depth(inner) + 1 : 1;

    // A map beside objects, or lists of like items, cannot be told apart: they are offered to the caller, and what is read stays JSON.
    private static bool IsDistinct(TypeUse variant, List<TypeUse> lists, int objects, int maps) => variant.Shape switch
    {
        ListShape list => lists.Count == 1
            || (ItemTokens(list).Count > 0 && lists.Count(other => Overlap(list, (ListShape)other.Shape)) == 1),
        MapShape or FreeFormShape => objects == 0 && maps == 1,
        ObjectShape or DiscriminatedUnionShape => objects + maps == 1,
        _ => true,
    };

    // Whole numbers are both: a list of them is taken as the narrower.
    private static bool Overlap(ListShape left, ListShape right) =>
        Depth(left) == Depth(right) && (ItemTokens(right).Count == 0 || ItemTokens(left).SequenceEqual(ItemTokens(right)));

    private static List<(int Index, int Number)> Repeated(List<UnionCase> cases) =>
        [.. cases.Select((entry, index) => (entry.Accessor, index)).GroupBy(entry => entry.Accessor)
            .SelectMany(group => group.Select((entry, number) => (entry.index, number)).Skip(1))];

    private static string FullName(TypeUse variant, int objects) => variant.Shape switch
    {
        NamedShape named => named.Name,
        ListShape { Item.Shape: NamedShape item } => Identifiers.Plural(item.Name),
        MapShape { Value.Shape: NamedShape value } => value.Name + "Map",
        MapShape { Value: var value } => Accessor(value, objects).Accessor["As".Length..] + "Map",
        _ => "Value",
    };

    private static (string Accessor, string Variable) Accessor(TypeUse variant, int objects) => variant.Shape switch
    {
        ScalarShape { Kind: ScalarKind.String } => ("AsText", "text"),
        ScalarShape { Kind: ScalarKind.Int32 or ScalarKind.Int64 } => ("AsInteger", "integer"),
        ScalarShape { Kind: ScalarKind.Double } => ("AsNumber", "number"),
        ScalarShape => ("AsBoolean", "boolean"),
        ListShape { Item.Shape: NamedShape item } => Named(Identifiers.Plural(Identifiers.LastWord(item.Name))),
        ListShape { Item.Shape: ScalarShape { Kind: ScalarKind.String } } => ("AsTexts", "texts"),
        ListShape { Item.Shape: ScalarShape { Kind: ScalarKind.Int32 or ScalarKind.Int64 } } => ("AsIntegers", "integers"),
        ListShape { Item.Shape: ScalarShape { Kind: ScalarKind.Double } } => ("AsNumbers", "numbers"),
        ListShape { Item.Shape: ListShape } => ("AsLists", "lists"),
        ListShape => ("AsList", "list"),
        MapShape => ("AsMap", "map"),
        FreeFormShape => ("AsJson", "jsonObject"),
        NamedShape named when objects > 1 && named is not EnumShape => ("As" + named.Name, Variable(named.Name)),
        NamedShape named => Named(Suffix(named.Name)),
        _ => ("AsToken", "token"),
    };

    private static (string, string) Named(string word) => ("As" + word, Variable(word));

    // The other variables of the methods that the template prints.
    private static string Variable(string word) =>
        Identifiers.Camel(word) is var name and ("json" or "check" or "value" or "known") ? name + "Value" : Identifiers.Camel(word);

    /// <summary>Gets the last word that says something: <c>VoiceIdsShared</c> → <c>Id</c>, not <c>Shared</c>.</summary>
    private static string Suffix(string name)
    {
        var words = Identifiers.Words(name).Where(word => word is not ("Shared" or "Enum" or "Param" or "Params" or "Type")).ToList();
        return words.Count == 0 ? name : Identifiers.Singular(words[^1]);
    }
}
