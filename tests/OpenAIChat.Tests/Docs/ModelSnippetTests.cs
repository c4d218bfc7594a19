using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace OpenAIChat.Tests.Docs;

/// <summary>Compiles the C# of the model pages, so that no reader copies what the compiler refuses.</summary>
internal sealed partial class ModelSnippetTests
{
    private const string Usings = "using System; using System.Collections.Generic; using Newtonsoft.Json.Linq; using OpenAIChat;\n";

    [Test]
    public void Every_snippet_of_the_model_pages_compiles_without_a_warning()
    {
        var snippets = Directory.EnumerateFiles(Path.Combine(Repository.Root, "docs", "models"), "*.md")
            .Order(StringComparer.Ordinal)
            .SelectMany(file => Fences().Matches(File.ReadAllText(file)).Select(match => (Page: Path.GetFileNameWithoutExtension(file), Code: match.Groups[1].Value)))
            .ToList();
        IEnumerable<SyntaxTree> trees = snippets.Select((snippet, index) => CSharpSyntaxTree.ParseText(
            $"{Usings}internal static class Snippet{index} {{ internal static void Run() {{\n#line 1 \"{snippet.Page}.md\"\n{snippet.Code}\n}} }}"));
        IEnumerable<MetadataReference> references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Select(path => MetadataReference.CreateFromFile(path));
        // CS1701 is what the SDK suppresses, too: a package was built for an older runtime.
        // CS0219 and CS8321: a snippet shows how a value is made, and does not use it.
        var options = new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable)
            .WithSpecificDiagnosticOptions([new("CS1701", ReportDiagnostic.Suppress), new("CS0219", ReportDiagnostic.Suppress), new("CS8321", ReportDiagnostic.Suppress)]);

        var compilation = CSharpCompilation.Create("Snippets", trees, references, options);

        Assert.That(snippets, Has.Count.GreaterThan(40));
        Assert.That(compilation.GetDiagnostics().Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning), Is.Empty);
    }

    [GeneratedRegex("```csharp\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Fences();
}
