using System.Text;
using Microsoft.CodeAnalysis;

namespace OpenAIChat.Tests.Docs.Reference;

/// <summary>Prints the reference of what was written by hand: a page for each room of the library and for each further package.</summary>
internal sealed class ReferencePages
{
    private const string Mark = "<!-- Written from the XML documentation: a change belongs there. -->\n\n";

    private static readonly SymbolDisplayFormat Signature = new(
        genericsOptions: SymbolDisplayGenericsOptions.IncludeTypeParameters,
        memberOptions: SymbolDisplayMemberOptions.IncludeParameters | SymbolDisplayMemberOptions.IncludeType
            | SymbolDisplayMemberOptions.IncludeModifiers,
        parameterOptions: SymbolDisplayParameterOptions.IncludeType | SymbolDisplayParameterOptions.IncludeName
            | SymbolDisplayParameterOptions.IncludeDefaultValue
            | SymbolDisplayParameterOptions.IncludeModifiers
            | SymbolDisplayParameterOptions.IncludeExtensionThis,
        miscellaneousOptions: SymbolDisplayMiscellaneousOptions.UseSpecialTypes
            | SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier);

    private readonly ReferenceType[] types;
    private readonly XmlDocumentation documentation;

    public ReferencePages(IReadOnlyCollection<string> assemblies)
    {
        types = [.. ReferenceSource.Types(assemblies).OrderBy(static type => type.Name, StringComparer.Ordinal)];
        documentation = new XmlDocumentation(LinkTo);
        foreach (string assembly in assemblies)
        {
            documentation.Add(assembly);
        }
    }

    /// <summary>Returns the pages by their names; <c>README.md</c> lists the others.</summary>
    public IReadOnlyDictionary<string, string> Print()
    {
        var pages = types.GroupBy(static type => type.Page)
            .ToDictionary(
                static page => page.Key + ".md",
                page => $"{Mark}# {page.Key}\n\n{string.Concat(page.Select(Print)).TrimEnd()}\n",
                StringComparer.Ordinal);
        pages.Add("README.md", Index());
        return pages;
    }

    private string Index()
    {
        var text = new StringBuilder(Mark).Append(
            "# Library\n\nWhat stands beside the [operations](../ChatApi.md) and the [models](../models/).\n");
        foreach (IGrouping<string, ReferenceType> page in types.Where(static type => !type.IsGenerated).GroupBy(static type => type.Page)
            .OrderBy(static page => page.Key, StringComparer.Ordinal))
        {
            text.Append($"\n## [{page.Key}]({page.Key}.md)\n\n| type | |\n| --- | --- |\n");
            foreach (ReferenceType type in page)
            {
                text.Append($"| [{type.Name}]({type.Page}.md#{type.Anchor}) | {documentation.Text(type.Symbol, "summary")} |\n");
            }
        }

        return text.ToString();
    }

    private string Print(ReferenceType type)
    {
        var text = new StringBuilder($"## {type.Name}\n\n");
        if (type.IsGenerated)
        {
            text.Append($"Beside [what the contract says](../models/{type.Name}.md):\n\n");
        }
        else
        {
            Append(text, documentation.Text(type.Symbol, "summary"));
            Append(text, Parent(type.Symbol));
            Append(text, documentation.Text(type.Symbol, "remarks"));
        }

        ISymbol[] values = [.. type.Members.Where(static member => member is IPropertySymbol or IFieldSymbol)];
        if (values.Length > 0)
        {
            text.Append("| Member | Type | Meaning |\n| --- | --- | --- |\n");
            foreach (ISymbol value in values)
            {
                text.Append($"| `{value.Name}` | {TypeOf(value)} | {Meaning(value)} |\n");
            }

            text.Append('\n');
        }

        foreach (IGrouping<string, IMethodSymbol> overloads in type.Members.OfType<IMethodSymbol>()
            .GroupBy(method => method.MethodKind == MethodKind.Constructor ? "Constructor" : method.Name))
        {
            text.Append($"### {overloads.Key}\n\n");
            foreach (IMethodSymbol method in overloads)
            {
                Append(text, method);
            }
        }

        return text.ToString();
    }

    private void Append(StringBuilder text, IMethodSymbol method)
    {
        text.Append(
            $"```csharp\n{method.ToDisplayString(Signature).Replace("default(CancellationToken)", "default", StringComparison.Ordinal)}\n```\n\n");
        Append(text, documentation.Text(method, "summary"));
        (string Name, string Text)[] entries =
        [
            .. documentation.Entries(method, "typeparam"), .. documentation.Entries(method, "param"),
            .. documentation.Text(method, "returns") is { Length: > 0 } returns ? [("Returns", returns)] : Array.Empty<(string, string)>(),
            .. documentation.Entries(method, "exception"),
        ];
        Append(text, string.Concat(entries.Select(static entry => $"- {entry.Name}: {entry.Text}\n")).TrimEnd());
        Append(text, documentation.Text(method, "remarks"));
    }

    private static void Append(StringBuilder text, string paragraph)
    {
        if (paragraph.Length > 0)
        {
            text.Append(paragraph).Append("\n\n");
        }
    }

    private string Parent(INamedTypeSymbol type) => type.BaseType is { SpecialType: SpecialType.None } parent
        ? $"Derives from {(LinkTo(parent.Name) is { } link ? $"[`{parent.Name}`]({link})" : $"`{parent.Name}`")}."
        : "";

    private string Meaning(ISymbol value) => string.Join(
        " ", new[] { "summary", "value", "remarks" }.Select(element => documentation.Text(value, element))
            .Where(static part => part.Length > 0));

    private static string TypeOf(ISymbol value) => value switch
    {
        IPropertySymbol property => $"`{property.Type.ToDisplayString(Signature)}`{(property.SetMethod is null ? ", read-only" : "")}",
        IFieldSymbol { HasConstantValue: true, ContainingType.TypeKind: not TypeKind.Enum } constant => $"`\"{constant.ConstantValue}\"`",
        _ => "",
    };

    private string? LinkTo(string name) => Array.Find(types, type => type.Name == name && !type.IsGenerated) is { } told
        ? $"{told.Page}.md#{told.Anchor}"
        : File.Exists(Path.Combine(Repository.Root, "docs", "models", name + ".md")) ? $"../models/{name}.md" : null;
}
