using Codegen.Lowering.CSharp;
using Codegen.Lowering.Shapes;
using Newtonsoft.Json.Linq;

namespace Codegen.Lowering.Emission;

/// <summary>Writes down what the template prints of a union: a case for each kind of JSON, and the evidence that tells objects apart.</summary>
internal static class UnionEmitter
{
    public static JObject Emit(UnionShape union)
    {
        var lists = union.Variants.Where(variant => variant.Shape is ListShape).ToList();
        var objects = union.Variants.Where(variant => variant.Shape is ObjectShape or FamilyShape).ToList();
        var maps = union.Variants.Count(variant => variant.Shape is MapShape or FreeFormShape);
        var needsEvidence = objects.Count + maps > 1 && objects.Count > 0;
        var cases = new List<JObject>();
        foreach (var variant in union.Variants)
        {
            // A map beside objects, or lists of like items, cannot be told apart: they are offered to the caller, and what is read stays JSON.
            var sure = variant.Shape switch
            {
                ListShape list => lists.Count == 1 || (ItemTokens(list).Count > 0 && lists.Count(other => Overlap(list, (ListShape)other.Shape)) == 1),
                MapShape or FreeFormShape => objects.Count == 0 && maps == 1,
                ObjectShape or FamilyShape => !needsEvidence,
                _ => true,
            };
            cases.Add(EmitCase(union, variant, objects.Count, lists.Count, sure));
        }

        // Two that end in the same word go by their full names, and two of one name by a number.
        foreach (var entry in Repeated(cases).ToList())
        {
            entry.Case["accessor"] = "As" + entry.Case["full"];
        }

        foreach (var entry in Repeated(cases).ToList())
        {
            entry.Case["accessor"] += Identifiers.Ordinal(entry.Index);
        }

        return new JObject
        {
            ["x-cs-shape"] = "union",
            ["x-cs-cases"] = new JArray(cases),
            ["x-cs-evidence"] = needsEvidence
                ? new JArray(objects.OrderByDescending(variant => Evidence(variant.Shape).Count).Select(variant => new JObject
                {
                    ["cs"] = CSharpTypes.Name(variant),
                    ["members"] = new JArray(Evidence(variant.Shape)),
                }))
                : null,
            ["x-cs-lists"] = lists.Count > 1
                ? new JArray(lists.Where(variant => cases[union.Variants.IndexOf(variant)]["sure"]!.Value<bool>()).OrderBy(variant => ItemTokens((ListShape)variant.Shape).Count).Select(variant => new JObject
                {
                    ["depth"] = Depth((ListShape)variant.Shape),
                    ["tokens"] = new JArray(ItemTokens((ListShape)variant.Shape)),
                    ["read"] = CSharpTypes.Read(variant),
                }))
                : null,
            ["x-cs-validates"] = union.InRequest && cases.Exists(entry => entry["checks"]!.HasValues),
            ["x-cs-usings"] = new JArray(Usings(cases)),
        };
    }

    private static IEnumerable<(JObject Case, int Index)> Repeated(IEnumerable<JObject> cases) =>
        cases.GroupBy(entry => (string)entry["accessor"]!).SelectMany(group => group.Select((entry, index) => (entry, index)).Skip(1));

    private static JObject EmitCase(UnionShape union, TypeUse variant, int objects, int lists, bool sure)
    {
        var (accessor, local) = Accessor(variant, objects);
        return new JObject
        {
            ["accessor"] = accessor,
            ["full"] = variant.Shape switch
            {
                NamedShape named => named.Name,
                ListShape { Item.Shape: NamedShape item } => Identifiers.Plural(item.Name),
                MapShape { Value.Shape: NamedShape value } => value.Name + "Map",
                MapShape { Value: var value } => Accessor(value, objects).Accessor["As".Length..] + "Map",
                _ => "Value",
            },
            ["local"] = local,
            ["plain"] = local.TrimStart('@'),
            ["cs"] = CSharpTypes.Name(variant),
            ["value"] = CSharpTypes.IsValue(variant),
            ["tokens"] = new JArray(Tokens(variant)),
            ["sure"] = sure,
            ["read"] = !sure || (lists > 1 && variant.Shape is ListShape)
                ? null
                : variant.Shape is ScalarShape { Kind: ScalarKind.Int64 } ? "JsonEvidence.ReadInteger(json)" : CSharpTypes.Read(variant),
            ["number"] = variant.Shape is ScalarShape { Kind: ScalarKind.Double },
            ["write"] = CSharpTypes.WriteValue(variant, local),
            ["implicit"] = new JArray(Conversions(variant)),
            ["item"] = variant.Shape is ListShape list && lists == 1 ? CSharpTypes.ItemName(list.Item) : null,
            ["text"] = variant.Shape is EnumShape,
            ["summary"] = new JArray(XmlDocs.Whole(Description(variant), $"The value as {Phrase(variant)}, or null.")),
            ["checks"] = new JArray(CheckEmitter.Checks(variant, local)),
        };
    }

    private static string? Description(TypeUse variant) => null;

    private static (string Accessor, string Local) Accessor(TypeUse variant, int objects) => variant.Shape switch
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
        NamedShape named when objects > 1 && named is not EnumShape => ("As" + named.Name, Identifiers.Camel(named.Name)),
        NamedShape named => Named(Suffix(named.Name)),
        _ => ("AsToken", "token"),
    };

    private static (string, string) Named(string word) => ("As" + word, Identifiers.Camel(word) is "json" or "check" or "value" ? Identifiers.Camel(word) + "Value" : Identifiers.Camel(word));

    /// <summary>Gets the last word that says something: <c>VoiceIdsShared</c> → <c>Id</c>, not <c>Shared</c>.</summary>
    private static string Suffix(string name)
    {
        var words = Identifiers.Words(name).Where(word => word is not ("Shared" or "Enum" or "Param" or "Params" or "Type")).ToList();
        return words.Count == 0 ? name : Identifiers.Singular(words[^1]);
    }

    private static string Phrase(TypeUse variant) => variant.Shape switch
    {
        ScalarShape { Kind: ScalarKind.String } => "a text",
        ScalarShape { Kind: ScalarKind.Int32 or ScalarKind.Int64 } => "a whole number",
        ScalarShape { Kind: ScalarKind.Double } => "a number",
        ScalarShape => "a truth value",
        ListShape { Item.Shape: NamedShape item } => $"a list of `{item.Name}`",
        ListShape => "a list",
        MapShape => "a map",
        NamedShape named => $"a `{named.Name}`",
        _ => "JSON",
    };

    private static IEnumerable<string> Tokens(TypeUse variant) => variant.Shape switch
    {
        EnumShape or ScalarShape { Kind: ScalarKind.String } => ["String"],
        ScalarShape { Kind: ScalarKind.Int32 or ScalarKind.Int64 } => ["Integer"],
        // A number without a fraction stays as it was written.
        ScalarShape { Kind: ScalarKind.Double } => ["Float"],
        ScalarShape => ["Boolean"],
        ListShape => ["StartArray"],
        _ => ["StartObject"],
    };

    /// <summary>Gets the kinds of JSON that an item of a list can be; none where it can be any.</summary>
    private static List<string> ItemTokens(ListShape list) => list.Item switch
    {
        { IsNullable: true } => [],
        { Shape: EnumShape or ScalarShape { Kind: ScalarKind.String } } => ["String"],
        { Shape: ScalarShape { Kind: ScalarKind.Int32 or ScalarKind.Int64 } } => ["Integer"],
        { Shape: ScalarShape { Kind: ScalarKind.Double } } => ["Integer", "Float"],
        { Shape: ScalarShape } => ["Boolean"],
        { Shape: ListShape inner } => ItemTokens(inner),
        { Shape: ObjectShape or FamilyShape or MapShape or FreeFormShape } => ["Object"],
        _ => [],
    };

    // Whole numbers are both: a list of them is taken as the narrower.
    private static bool Overlap(ListShape left, ListShape right) =>
        Depth(left) == Depth(right) && (ItemTokens(right).Count == 0 || ItemTokens(left).SequenceEqual(ItemTokens(right)));

    private static int Depth(ListShape list) => list.Item.Shape is ListShape inner ? Depth(inner) + 1 : 1;

    // C# does not convert from interfaces: a list is taken as List<T> and as T[].
    private static IEnumerable<string> Conversions(TypeUse variant)
    {
        switch (variant.Shape)
        {
            case ListShape list:
                yield return $"List<{CSharpTypes.ItemName(list.Item)}>";
                yield return $"{CSharpTypes.ItemName(list.Item)}[]";
                break;
            case MapShape map:
                yield return $"Dictionary<string, {CSharpTypes.ItemName(map.Value)}>";
                break;
            case EnumShape named:
                yield return named.Name;
                yield return "string";
                break;
            default:
                yield return CSharpTypes.Name(variant);
                break;
        }
    }

    /// <summary>Gets what must be there for an object to be of a shape: <c>name</c>, or <c>name=constant</c>.</summary>
    private static List<string> Evidence(Shape shape) => shape switch
    {
        ObjectShape model => [.. model.Members.Where(member => member.Required)
            .Select(member => ObjectEmitter.Literal(member.Constant is { } constant ? $"{member.JsonName}={constant}" : member.JsonName))],
        FamilyShape family => [ObjectEmitter.Literal(family.Discriminator)],
        _ => [],
    };

    private static IEnumerable<string> Usings(List<JObject> cases)
    {
        var hasList = cases.Exists(entry => entry["implicit"]!.Any(type => ((string)type!).Contains('<', StringComparison.Ordinal)));
        yield return "System";
        if (hasList)
        {
            yield return "System.Collections.Generic";
            yield return "System.Runtime.CompilerServices";
        }

        yield return "Newtonsoft.Json";
        yield return "Newtonsoft.Json.Linq";
        yield return "OpenAIChat.Runtime";
    }
}
