using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;

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
            .SelectMany(file => Fences().Matches(File.ReadAllText(file))
                .Select(match => (Page: Path.GetFileNameWithoutExtension(file), Code: match.Groups[1].Value)))
            .ToList();
        IEnumerable<string> code = snippets.Select((snippet, index) =>
            $"{Usings}internal static class Snippet{index} {{ internal static void Run() {{\n#line 1 "
                + $"\"{snippet.Page}.md\"\n{snippet.Code}\n}} }}");

        Assert.That(snippets, Has.Count.GreaterThan(40));
        Assert.That(Snippets.Faults(OutputKind.DynamicallyLinkedLibrary, code), Is.Empty);
    }

    [GeneratedRegex("```csharp\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Fences();
}
