using Codegen.Lowering.CSharp;
using Codegen.Lowering.Shapes;
using Newtonsoft.Json.Linq;

namespace Codegen.Lowering.Emission;

/// <summary>The facts of a union of several kinds of JSON: its name, and what tells its alternatives apart.</summary>
internal static class UnionFacts
{
    public static JObject Of(UnionShape union)
    {
        var cases = UnionCases.Of(union);
        var lists = cases.Where(entry => entry.Type.Shape is ListShape).ToList();
        var facts = new JObject
        {
            ["name"] = union.Name,
            ["cases"] = new JArray(cases.Select(entry => OfCase(union, entry, lists.Count))),
        };
        if (lists.Count > 1)
        {
            facts["lists"] = new JArray(lists.Where(entry => entry.IsDistinct).OrderBy(entry => UnionCases.ItemTokens((ListShape)entry.Type.Shape).Count).Select(entry => new JObject
            {
                ["depth"] = UnionCases.Depth((ListShape)entry.Type.Shape),
                ["tokens"] = new JArray(UnionCases.ItemTokens((ListShape)entry.Type.Shape)),
                ["use"] = TypeFacts.Of(entry.Type, isChecked: false),
            }));
        }

        if (UnionCases.NeedsEvidence(union))
        {
            facts["evidence"] = new JArray(cases.Where(entry => entry.Type.Shape is ObjectShape or DiscriminatedUnionShape)
                .Select(entry => (Name: CSharpTypes.Name(entry.Type), Evidence: Evidence(entry.Type.Shape)))
                .OrderByDescending(entry => entry.Evidence.Count)
                .Select(entry => new JObject { ["name"] = entry.Name, ["members"] = new JArray(entry.Evidence) }));
        }

        var prose = Prose.Of(union);
        facts["summary"] = new JArray(XmlDocs.Summary(prose, $"The {union.Name} of the contract."));
        facts["remarks"] = new JArray(XmlDocs.Remarks(prose));
        return facts;
    }

    private static JObject OfCase(UnionShape union, UnionCase entry, int lists)
    {
        var facts = new JObject
        {
            ["accessor"] = entry.Accessor,
            ["variable"] = entry.Variable,
            ["argument"] = entry.Variable.TrimStart('@'),
            ["use"] = TypeFacts.Of(entry.Type, isChecked: union.InRequest),
            ["summary"] = new JArray(XmlDocs.Whole($"Gets the value as {Phrase(entry.Type)}, or null when it is something else.", "")),
        };
        if (entry.IsDistinct && !(lists > 1 && entry.Type.Shape is ListShape))
        {
            facts["distinct"] = true;
        }

        if (lists == 1 && entry.Type.Shape is ListShape)
        {
            facts["collection"] = true;
        }

        return facts;
    }

    /// <summary>Gets what must be there for an object to be of a shape: <c>name</c>, or <c>name=constant</c>.</summary>
    private static List<string> Evidence(Shape shape) => shape switch
    {
        ObjectShape model => [.. model.Members.Where(member => member.Required)
            .Select(member => member.Constant is { } constant ? $"{member.JsonName}={constant}" : member.JsonName)],
        DiscriminatedUnionShape parent => [parent.Discriminator],
        _ => [],
    };

    private static string Phrase(TypeUse variant) => variant.Shape switch
    {
        ScalarShape { Kind: ScalarKind.String } => "text",
        ScalarShape { Kind: ScalarKind.Int32 or ScalarKind.Int64 } => "an integer",
        ScalarShape { Kind: ScalarKind.Double } => "a number",
        ScalarShape => "a Boolean",
        ListShape { Item.Shape: NamedShape item } => $"a list of `{item.Name}`",
        ListShape => "a list",
        MapShape => "a map",
        NamedShape named => $"a `{named.Name}`",
        _ => "JSON",
    };
}
