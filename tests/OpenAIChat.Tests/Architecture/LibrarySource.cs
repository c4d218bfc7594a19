using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace OpenAIChat.Tests.Architecture;

/// <summary>The source of the library, compiled in memory: which room each type lives in, and which types each file names.</summary>
internal sealed class LibrarySource
{
    private const string ImplicitUsings = """
        global using System; global using System.Collections.Generic; global using System.IO; global using System.Linq;
        global using System.Net.Http; global using System.Threading; global using System.Threading.Tasks;
        """;

    private readonly CSharpCompilation compilation;
    private readonly Lazy<IReadOnlyList<Arrow>> arrows;

    private LibrarySource()
    {
        var options = new CSharpParseOptions(LanguageVersion.Preview,
            preprocessorSymbols: ["NET", "NET8_0_OR_GREATER", "NET9_0_OR_GREATER", "NET10_0_OR_GREATER"]);
        Folder = Path.Combine(Repository.Root, "src", "OpenAIChat");
        Files = [.. Directory.EnumerateFiles(Folder, "*.cs", SearchOption.AllDirectories).Order(StringComparer.Ordinal)];
        IEnumerable<SyntaxTree> trees = Files.Select(file => CSharpSyntaxTree.ParseText(File.ReadAllText(file), options, file));
        IEnumerable<MetadataReference> references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => !Path.GetFileName(path).StartsWith("OpenAIChat", StringComparison.Ordinal))
            .Select(path => MetadataReference.CreateFromFile(path));
        compilation = CSharpCompilation.Create(
            "Library",
            [.. trees, CSharpSyntaxTree.ParseText(ImplicitUsings, options)],
            references,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
        arrows = new Lazy<IReadOnlyList<Arrow>>(() => [.. FindArrows()]);
    }

    public static LibrarySource Instance { get; } = new();

    public string Folder { get; }

    public IReadOnlyList<string> Files { get; }

    public IEnumerable<string> HandWrittenFiles => Files.Where(file => !file.EndsWith(".g.cs", StringComparison.Ordinal));

    /// <summary>Gets the errors of the compilation: with any, what is found in it means nothing.</summary>
    public IEnumerable<Diagnostic> Errors =>
        compilation.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);

    /// <summary>Returns the room of a file: a folder of Runtime, a top folder, or the root.</summary>
    public string RoomOf(string file)
    {
        string[] parts = Path.GetRelativePath(Folder, file).Split(Path.DirectorySeparatorChar);
        return parts.Length == 1 ? "." : parts[0] == "Runtime" && parts.Length > 2 ? "Runtime/" + parts[1] : parts[0];
    }

    /// <summary>Gets the types of other rooms that each file names, or whose members it names.</summary>
    public IReadOnlyList<Arrow> Arrows => arrows.Value;

    private IEnumerable<Arrow> FindArrows()
    {
        foreach (SyntaxTree tree in compilation.SyntaxTrees.Where(tree => tree.FilePath.Length > 0))
        {
            SemanticModel model = compilation.GetSemanticModel(tree);
            string room = RoomOf(tree.FilePath);
            var types = new HashSet<INamedTypeSymbol>(SymbolEqualityComparer.Default);
            foreach (SimpleNameSyntax name in tree.GetRoot().DescendantNodes().OfType<SimpleNameSyntax>())
            {
                ISymbol? symbol = model.GetSymbolInfo(name).Symbol;
                if ((symbol as INamedTypeSymbol ?? symbol?.ContainingType)?.OriginalDefinition is { } type && types.Add(type))
                {
                    string[] rooms = [.. type.DeclaringSyntaxReferences.Select(reference =>
                        RoomOf(reference.SyntaxTree.FilePath)).Distinct()];
                    if (rooms.Length > 0 && !rooms.Contains(room))
                    {
                        yield return new Arrow(Path.GetRelativePath(Folder, tree.FilePath), room, type.Name, rooms[0]);
                    }
                }
            }
        }
    }

    /// <summary>
    /// Finds the hand-written types with more instance fields than fit, unless a comment beside the type speaks of its fields.
    /// </summary>
    public IEnumerable<string> FindTypesWithManyFields(int limit) =>
        from tree in compilation.SyntaxTrees
        where tree.FilePath.Length > 0 && !tree.FilePath.EndsWith(".g.cs", StringComparison.Ordinal)
        from declaration in tree.GetRoot().DescendantNodes().OfType<TypeDeclarationSyntax>()
        let type = (INamedTypeSymbol)compilation.GetSemanticModel(tree).GetDeclaredSymbol(declaration)!
        where type.DeclaringSyntaxReferences.All(reference => !reference.SyntaxTree.FilePath.EndsWith(".g.cs", StringComparison.Ordinal))
        let count = type.GetMembers().OfType<IFieldSymbol>().Count(field => !field.IsStatic && !field.IsConst)
        where count > limit
        where !type.DeclaringSyntaxReferences.Any(reference =>
            reference.GetSyntax().GetLeadingTrivia().ToFullString().Contains("field", StringComparison.Ordinal))
        select $"{RoomOf(tree.FilePath)}/{type.Name}: {count} fields";

    /// <summary>One file that names a type of another room.</summary>
    internal sealed record Arrow(string File, string From, string Type, string To);
}
