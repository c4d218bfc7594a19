using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using OpenAIChat.Tests.PublicApi;

namespace OpenAIChat.Tests.Docs.Reference;

/// <summary>
/// Finds what the reference describes: the public types of the packages, without what pages made of the contract describe.
/// </summary>
internal static partial class ReferenceSource
{
    // The rooms of the library that readers know under another name.
    private static readonly Dictionary<string, string> Pages = new(StringComparer.Ordinal)
    {
        [""] = "Client",
        ["Paging"] = "Client",
        ["Transport"] = "Client",
        ["Http"] = "Client",
        ["Accumulation"] = "Streaming",
    };

    private static string Library => Path.Combine(Repository.Root, "src", "OpenAIChat");

    public static IEnumerable<ReferenceType> Types(IEnumerable<string> assemblies)
    {
        Dictionary<string, string> folders = Folders();
        foreach (string assembly in assemblies)
        {
            foreach (INamedTypeSymbol type in PublicApiPrinter.VisibleTypes(assembly).Where(static type => type.ContainingType is null))
            {
                bool isGenerated = File.Exists(Path.Combine(Repository.Root, "docs", "models", type.Name + ".md"));
                HashSet<string> generated = isGenerated ? GeneratedMembers(type.Name) : [];
                ISymbol[] members = [.. PublicApiPrinter.VisibleMembers(type)
                    .Where(member => IsTold(member) && !generated.Contains(member.Name))];
                if (!isGenerated || members.Length > 0)
                {
                    string package = Path.GetFileNameWithoutExtension(assembly);
                    yield return new ReferenceType(
                        type,
                        package == "OpenAIChat" ? Page(folders, type.Name) : package,
                        isGenerated,
                        members);
                }
            }
        }
    }

    private static string Page(Dictionary<string, string> folders, string type)
    {
        string folder = folders.GetValueOrDefault(type, "");
        return Pages.GetValueOrDefault(folder, folder);
    }

    // A room of Runtime by its own name, another folder by that of the outermost one.
    private static Dictionary<string, string> Folders() => Directory.EnumerateFiles(Library, "*.cs", SearchOption.AllDirectories)
        .Select(static file => (File: file, Path: Path.GetRelativePath(Library, file).Split(Path.DirectorySeparatorChar)))
        .Where(static source => source.Path[0] != "Generated")
        .SelectMany(static source => Declarations().Matches(File.ReadAllText(source.File)).Select(match =>
            (Type: match.Groups[1].Value, Folder: source
                .Path switch
            { [_] => "", ["Runtime", var room, ..] => room, [var room, ..] => room, _ => "" })))
        .DistinctBy(static declaration => declaration.Type)
        .ToDictionary(static declaration => declaration.Type, static declaration => declaration.Folder, StringComparer.Ordinal);

    private static HashSet<string> GeneratedMembers(string type)
    {
        string file = Path.Combine(Library, "Generated", "Models", type + ".g.cs");
        return File.Exists(file)
            ? [.. Members().Matches(File.ReadAllText(file)).Select(static match => match.Groups[1].Value), ".ctor"]
            : [];
    }

    // What every object has, and what only a compiler asks for, says nothing of a type.
    private static bool IsTold(
        ISymbol member) =>
            member is not { Name: "ToString" or "Equals" or "GetHashCode" or "op_Equality" or "op_Inequality" or "GetEnumerator" }
        && member is not IMethodSymbol { MethodKind: MethodKind.Conversion };

    [GeneratedRegex(@"^(?:public|internal)[\w ]* (?:class|struct|interface|enum|record) (\w+)", RegexOptions.Multiline)]
    private static partial Regex Declarations();

    [GeneratedRegex(@"^    public [^=;{(]*?(\w+)(?= \{|\(| =>|$)", RegexOptions.Multiline)]
    private static partial Regex Members();
}
