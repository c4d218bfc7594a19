using Codegen.Lowering;
using Codegen.Lowering.CSharp;
using Codegen.Lowering.Shapes;

namespace Codegen.Docs;

/// <summary>The page of one model: what it is, its members, values or variants, and where it is used.</summary>
internal sealed class ModelPage(ContractLowering lowering, string clientPage, Uses uses)
{
    private readonly TypeLinks links = new(lowering, "");

    public string Print(NamedShape type)
    {
        var page = new Markdown();
        page.Block(ReferencePages.Notice).Heading(1, type.Name);
        page.Block(MarkdownText.Paragraphs(Prose.Of(type)));
        switch (type)
        {
            case ObjectShape model:
                PrintObject(page, model);
                break;
            case EnumShape values:
                PrintEnum(page, values);
                break;
            case DiscriminatedUnionShape parent:
                PrintDiscriminatedUnion(page, parent);
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

    private void PrintObject(Markdown page, ObjectShape model)
    {
        if (model.VariantOf is { } parent)
        {
            string[] values = [.. parent.Variants.Where(entry => entry.Value == model).Select(entry => Markdown.Code(entry.Key))];
            page.Block($"A variant of {links.Page(parent.Name)}: the one whose {Markdown.Code(parent.Discriminator)} is "
                + $"{string.Join(" or ", values)}.");
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
                    member.Constant is { } constant
                        ? $"string, always {Markdown.Code(constant)}"
                        : links.Link(CSharpTypes.Name(member.Type)) + (member.Required && !member.Type.IsNullable ? "" : "?"),
                    member.Required ? "yes" : "",
                    LimitText.Of(member.Type),
                    LimitText.Default(member.Type, member.Schema),
                    Meaning(model, member),
                }));
        }
    }

    private static string Meaning(ObjectShape model, Member member)
    {
        string prose = Prose.Of(member) ?? "";
        if (!member.Deprecated)
        {
            return MarkdownText.Line(prose);
        }

        string advice = Prose.Deprecation(member, model);
        bool isSaid = Markdown.Cell(prose).Replace("`", "", StringComparison.Ordinal)
            .Contains(Markdown.Cell(advice), StringComparison.Ordinal);
        return isSaid
            ? $"**Deprecated.** {MarkdownText.Line(prose)}"
            : $"**Deprecated.** {MarkdownText.Line(advice)} {MarkdownText.Line(prose)}";
    }

    private static void PrintEnum(Markdown page, EnumShape type)
    {
        string first = $"{type.Name}.{type.Values[0].Name}";
        page.Block("A text with known values, open to others: a value that this version does not know is kept as it is.");
        page.Heading(2, "Values").Table(
            ["C#", "JSON", "Meaning"],
            type.Values.Select(value => new[] {
                Markdown.Code($"{type.Name}.{value.Name}"),
                Markdown.Code(value.Value),
                MarkdownText.Line(value.Description) }));
        page.CSharp($"""
            {type.Name} known = {first};
            {type.Name} newer = "a-newer-value";

            bool isSame = newer == {first};
            string text = newer.Value;
            """);
    }

    private void PrintDiscriminatedUnion(Markdown page, DiscriminatedUnionShape parent)
    {
        page.Block($"An abstract class: {Markdown.Code(parent.Discriminator)} tells its variants apart. One that this version does not "
            + $"know is kept as it was read, as `{parent.Name}.Unknown`.");
        page.Heading(2, "Variants").Table(
            [Markdown.Code(parent.Discriminator), "Class", "Meaning"],
            parent.Variants.Select(entry => new[] {
                Markdown.Code(entry.Key),
                links.Page(entry.Value.Name),
                MarkdownText.Line(XmlDocs.FirstSentence(Prose.Description(entry.Value.Schema))) }));
        IEnumerable<string> cases = parent.Variants.DistinctBy(entry => entry.Value)
            .Select(entry => $"    {entry.Value.Name} => {Literals.Of(entry.Key)},\n");
        string make = parent.InRequest ? $"{parent.Name} first = {Samples.Of(new TypeUse(parent), "text")};\n\n" : "";
        page.CSharp($"{make}string Describe({parent.Name} value) => value switch\n{{\n{string.Concat(cases)}"
            + $"    {parent.Name}.Unknown unknown => unknown.Json.ToString(),\n    _ => \"\",\n}};");
    }

    private void PrintUnion(Markdown page, UnionShape union)
    {
        IReadOnlyList<UnionCase> cases = UnionCases.Of(union);
        int lists = cases.Count(entry => entry.Type.Shape is ListShape);
        page.Block("One of several kinds of JSON. Assign any of them; exactly one accessor is not null, and what is none of them is kept "
            + "as it was read.");
        page.Heading(2, "Kinds").Table(
            ["Accessor", "Type", "Made from"],
            cases.Select(entry => new[]
            {
                Markdown.Code(entry.Accessor),
                links.Link(CSharpTypes.Name(entry.Type)),
                string.Join(", ", entry.Conversions.Select(links.Link)
                    .Concat(lists == 1 && entry.Type.Shape is ListShape ? ["a collection expression"] : [])),
            }));

        var makes = new List<string>();
        var reads = new List<string>();
        foreach (UnionCase entry in cases)
        {
            makes.Add($"{union.Name} {Identifiers.Camel("From" + entry.Accessor[2..])} = {Samples.Of(entry.Type, "text")};\n");
            reads.Add($"    {{ {entry.Accessor}: {{ }} {entry.Variable} }} => "
                + $"$\"{(entry.Type.Shape is ListShape ? $"{{{entry.Variable}.Count}} items" : $"{{{entry.Variable}}}")}\",\n");
        }

        page.CSharp($"{(union.InRequest ? string.Concat(makes) + "\n" : "")}string Describe({union.Name} value) => value "
            + $"switch\n{{\n{string.Concat(reads)}    _ => value.ToString()!,\n}};");
    }
}
