using System.Text.RegularExpressions;
using System.Xml.Linq;
using Microsoft.CodeAnalysis;

namespace OpenAIChat.Tests.Docs.Reference;

/// <summary>The XML documentation of the packages, as text in Markdown.</summary>
/// <param name="linkTo">Returns the address of the page that describes a type, by its name; null where there is none.</param>
internal sealed partial class XmlDocumentation(Func<string, string?> linkTo)
{
    private readonly Dictionary<string, XElement> members = new(StringComparer.Ordinal);

    /// <summary>Adds the file that the compiler has written beside an assembly.</summary>
    public void Add(string assembly)
    {
        foreach (XElement member in XDocument.Load(Path.ChangeExtension(assembly, ".xml")).Descendants("member"))
        {
            members[member.Attribute("name")!.Value] = member;
        }
    }

    /// <summary>Returns what stands in an element of a symbol's documentation; an empty text where there is none.</summary>
    public string Text(ISymbol symbol, string element) => string.Join(" ", Elements(symbol, element).Select(Text));

    /// <summary>Returns what is said by name: parameters, exceptions.</summary>
    public IEnumerable<(string Name, string Text)> Entries(ISymbol symbol, string element) => Elements(symbol, element)
        .Select(entry => (Name: (entry.Attribute("name") ?? entry.Attribute("cref"))!.Value, Text: Text(entry)))
        .Select(entry => (entry.Name.Contains(':', StringComparison.Ordinal) ? Reference(entry.Name) : $"`{entry.Name}`", entry.Text));

    private IEnumerable<XElement> Elements(ISymbol symbol, string element) =>
        symbol.GetDocumentationCommentId() is { } id && Find(id, symbol) is { } member ? member.Elements(element) : [];

    private XElement? Find(string id, ISymbol? symbol)
    {
        if (!members.TryGetValue(id, out XElement? member))
        {
            return null;
        }

        XElement? inherited = member.Element("inheritdoc");
        if (inherited is null)
        {
            return member;
        }

        return inherited.Attribute("cref") is { } source
            ? Find(source.Value, null) ?? member
            : Bases(symbol).Select(one => Find(one.GetDocumentationCommentId()!, one)).FirstOrDefault() ?? member;
    }

    // What an override or an implementation stands for.
    private static IEnumerable<ISymbol> Bases(ISymbol? symbol) => symbol switch
    {
        IMethodSymbol { MethodKind: MethodKind.Constructor, ContainingType.BaseType: { } parent } constructor =>
            parent.InstanceConstructors.Where(other => other.Parameters.Select(static one => one.Type)
                .SequenceEqual(constructor.Parameters.Select(static one => one.Type), SymbolEqualityComparer.Default)),
        IMethodSymbol { OverriddenMethod: { } method } => [method],
        IPropertySymbol { OverriddenProperty: { } property } => [property],
        null => [],
        _ => symbol.ContainingType?.AllInterfaces.SelectMany(static one => one.GetMembers())
            .Where(
                member => SymbolEqualityComparer.Default.Equals(symbol.ContainingType.FindImplementationForInterfaceMember(member), symbol))
                    ?? [],
    };

    private string Text(XElement element) => Spaces().Replace(string.Concat(element.Nodes().Select(Text)), " ").Trim();

    private string Text(XNode node) => node switch
    {
        XText text => text.Value.Replace("|", "\\|", StringComparison.Ordinal).Replace("<", "\\<", StringComparison.Ordinal),
        XElement { Name.LocalName: "see" } see when see.Attribute("cref") is { } cref => Reference(cref.Value),
        XElement { Name.LocalName: "see" } see when see.Attribute("langword") is { } word => $"`{word.Value}`",
        XElement { Name.LocalName: "see" } see when see.Attribute("href") is { } address => $"[{see.Value}]({address.Value})",
        XElement { Name.LocalName: "paramref" or "typeparamref" } name => $"`{name.Attribute("name")!.Value}`",
        XElement { Name.LocalName: "c" or "code" } code => $"`{Spaces().Replace(code.Value, " ").Trim()}`",
        XElement { Name.LocalName: "para" } paragraph => Text(paragraph) + " ",
        XElement other => Text(other),
        _ => "",
    };

    private string Reference(string id)
    {
        // T:OpenAIChat.ChatApi, M:OpenAIChat.ChatApi.#ctor(System.String): the type is the last part, or the one before a member.
        string[] parts = id[2..].Split('(')[0].Split('.');
        bool isType = id[0] == 'T';
        string type = Arity().Replace(parts[isType ? ^1 : ^2], "");
        string member = parts[^1] == "#ctor" ? type : Arity().Replace(parts[^1], "");
        string shown = isType ? $"`{type}`" : $"`{(id.StartsWith("F:", StringComparison.Ordinal) ? type + "." : "")}{member}`";
        return linkTo(type) is { } link ? $"[{shown}]({link})" : shown;
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();

    [GeneratedRegex(@"``?\d+")]
    private static partial Regex Arity();
}
