using Codegen.Lowering;
using Codegen.Lowering.CSharp;
using Codegen.Lowering.Emission;
using Codegen.Lowering.Shapes;
using Newtonsoft.Json.Linq;

namespace Codegen.Docs;

/// <summary>The page of one model: what it is, its members, values or variants, and where it is used.</summary>
internal sealed class ModelPage(ContractLowering lowering, string clientPage, Uses uses)
{
    private readonly TypeLinks links = new(lowering, "");

    public string Print(NamedShape type)
    {
        var page = new Markdown();
        page.Block(ReferencePages.Notice).Heading(1, type.Name);
        page.Block(Prose.Of(type));
        switch (type)
        {
            case ObjectShape model:
                PrintObject(page, model);
                break;
            case EnumShape values:
                PrintEnum(page, values);
                break;
            case FamilyShape family:
                PrintFamily(page, family);
                break;
            case UnionShape choice:
                PrintUnion(page, choice);
                break;
        }
        if (uses.Of(type) is { Count: > 0 } places)
        {
            page.Heading(2, "Used by").Block(string.Join('\n', places.Select(place => $"- {place}")));
        }
        return page.Block(ReferencePages.Back("../", clientPage)).ToString();
    }

    private static JArray Emitted(JObject type, string key) => (JArray)type[key]!;

    private void PrintObject(Markdown page, ObjectShape model)
    {
        if (model.Family is { } family)
        {
            string[] values = [.. family.Variants.Where(entry => entry.Value == model).Select(entry => Markdown.Code(entry.Key))];
            page.Block($"A variant of {links.Page(family.Name)}: the one whose {Markdown.Code(family.Discriminator)} is {string.Join(" or ", values)}.");
        }
        if (model.IsResponse)
        {
            page.Block("An answer of the server: `Http` holds its status, headers, request id and rate limits.");
        }
        if (model.Members.Count == 0)
        {
            page.Block("It has no members of its own.");
        }
        else
        {
            page.Heading(2, "Members").Table(
                ["Property", "JSON", "Type", "Required", "Limits", "Default", "Meaning"],
                model.Members.Select(member => new[]
                {
                    Markdown.Code(member.Name),
                    Markdown.Code(member.JsonName),
                    member.Constant is { } constant ? $"string, always {Markdown.Code(constant)}" : links.Link(CSharpTypes.Name(member.Type)) + (member.Required && !member.Type.IsNullable ? "" : "?"),
                    member.Required ? "yes" : "",
                    LimitText.Of(member.Type),
                    LimitText.Default(member.Type, member.Schema),
                    Meaning(member),
                }));
        }
    }

    private static string Meaning(Member member)
    {
        string prose = Prose.Of(member) ?? "";
        if (!member.Deprecated)
        {
            return prose;
        }
        string advice = Prose.Deprecation(member);
        bool isSaid = Markdown.Cell(prose).Replace("`", "", StringComparison.Ordinal).Contains(Markdown.Cell(advice), StringComparison.Ordinal);
        return isSaid ? $"**Deprecated.** {prose}" : $"**Deprecated.** {advice} {prose}";
    }

    private static void PrintEnum(Markdown page, EnumShape type)
    {
        JArray values = Emitted(EnumEmitter.Emit(type), "x-cs-values");
        string first = $"{type.Name}.{values[0]["name"]}";
        page.Block("A text with known values, open to others: a value that this version does not know is kept as it is.");
        page.Heading(2, "Values").Table(
            ["C#", "JSON", "Meaning"],
            type.Values.Zip(values, (value, emitted) => new[] { Markdown.Code($"{type.Name}.{emitted["name"]}"), Markdown.Code(value.Value), value.Description ?? "" }));
        page.CSharp($"""
            {type.Name} known = {first};
            {type.Name} newer = "a-newer-value";

            bool isSame = newer == {first};
            string text = newer.Value;
            """);
    }

    private void PrintFamily(Markdown page, FamilyShape family)
    {
        page.Block($"An abstract class: {Markdown.Code(family.Discriminator)} tells its variants apart. One that this version does not know is kept as it was read, as `{family.Name}.Unknown`.");
        page.Heading(2, "Variants").Table(
            [Markdown.Code(family.Discriminator), "Class", "Meaning"],
            family.Variants.Select(entry => new[] { Markdown.Code(entry.Key), links.Page(entry.Value.Name), XmlDocs.FirstSentence(Prose.Description(entry.Value.Schema)) }));
        IEnumerable<string> cases = family.Variants.DistinctBy(entry => entry.Value)
            .Select(entry => $"    {entry.Value.Name} => {ObjectEmitter.Literal(entry.Key)},\n");
        string make = family.InRequest ? $"{family.Name} first = {Samples.Of(new TypeUse(family), "text")};\n\n" : "";
        page.CSharp($"{make}string Describe({family.Name} value) => value switch\n{{\n{string.Concat(cases)}"
            + $"    {family.Name}.Unknown unknown => unknown.Json.ToString(),\n    _ => \"\",\n}};");
    }

    private void PrintUnion(Markdown page, UnionShape union)
    {
        JArray cases = Emitted(UnionEmitter.Emit(union), "x-cs-cases");
        page.Block("One of several kinds of JSON. Assign any of them; exactly one accessor is not null, and what is none of them is kept as it was read.");
        page.Heading(2, "Kinds").Table(
            ["Accessor", "Type", "Made from"],
            cases.Select(entry => new[]
            {
                Markdown.Code((string)entry["accessor"]!),
                links.Link((string)entry["cs"]!),
                string.Join(", ", entry["implicit"]!.Select(type => links.Link((string)type!)).Concat((string?)entry["item"] is null ? [] : ["a collection expression"])),
            }));

        var makes = new List<string>();
        var reads = new List<string>();
        foreach (JToken entry in cases)
        {
            string accessor = (string)entry["accessor"]!;
            TypeUse variant = union.Variants.Find(candidate => CSharpTypes.Name(candidate) == (string)entry["cs"]!)!;
            makes.Add($"{union.Name} {Identifiers.Camel("From" + accessor[2..])} = {Samples.Of(variant, "text")};\n");
            reads.Add($"    {{ {accessor}: {{ }} {entry["local"]} }} => $\"{(variant.Shape is ListShape ? $"{{{entry["local"]}.Count}} items" : $"{{{entry["local"]}}}")}\",\n");
        }
        page.CSharp($"{(union.InRequest ? string.Concat(makes) + "\n" : "")}string Describe({union.Name} value) => value switch\n{{\n{string.Concat(reads)}    _ => value.ToString()!,\n}};");
    }
}
