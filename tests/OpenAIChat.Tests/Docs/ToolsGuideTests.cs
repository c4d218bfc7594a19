using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace OpenAIChat.Tests.Docs;

/// <summary>Compiles the code of the guide to tools, and runs its sample.</summary>
internal sealed partial class ToolsGuideTests
{
    private const string Usings =
        """
        using System; using System.Collections.Generic; using System.ComponentModel; using System.IO; using System.Linq;
        using System.Net.Http; using System.Threading; using System.Threading.Tasks; using Newtonsoft.Json; using NUnit.Framework;
        using OpenAIChat; using OpenAIChat.Testing;
        using DescriptionAttribute = System.ComponentModel.DescriptionAttribute;
        public sealed record City(string Name);

        """;

    // What a snippet takes for granted, unless it declares it itself.
    private static readonly (string Name, string Type)[] Given =
    [
        ("chat", "IChatApi"),
        ("server", "ChatServer"),
        ("request", "CreateChatCompletionRequest"),
        ("functions", "ChatFunction[]"),
        ("run", "ToolRun"),
        ("cancellationToken", "CancellationToken"),
    ];

    private static string Folder => Path.Combine(Repository.Root, "docs", "guides");

    [Test]
    public void Every_snippet_of_the_guide_compiles_without_a_warning()
    {
        string guide = File.ReadAllText(Path.Combine(Folder, "tools.md"));
        string[] snippets = [.. Fences().Matches(guide).Select(match => match.Groups[1].Value)];
        IEnumerable<string> methods = snippets.Select((code, index) => $$"""
            internal static class Snippet{{index}} { internal static async Task Run({{Parameters(code)}}) {
            await Task.Yield();
            #line 1 "snippet {{index}}"
            {{code}}
            } }
            """);

        Assert.That(snippets, Has.Length.GreaterThan(7));
        Assert.That(Snippets.Faults(OutputKind.DynamicallyLinkedLibrary, [Usings + string.Join('\n', methods)]), Is.Empty);
    }

    [Test]
    [NonParallelizable]
    public async Task The_sample_of_the_guide_runs()
    {
        TextWriter before = Console.Out;
        using var written = new StringWriter();
        Console.SetOut(written);
        try
        {
            await RunAsync(Path.Combine(Folder, "tools.cs"));
        }
        finally
        {
            Console.SetOut(before);
        }

        Assert.That(written.ToString(), Does.Contain("\"Celsius\":24").And.Contain("[BookTable: denied]"));
        Assert.That(written.ToString(), Does.Contain("Shall I book a table there?").And.Contain("3 turns"));
    }

    private static string Parameters(string code) => string.Join(
        ", ",
        Given
            .Where(given => !Regex.IsMatch(code, $@"^\S+ {given.Name} =", RegexOptions.Multiline))
            .Select(given => $"{given.Type} {given.Name}"));

    private static async Task RunAsync(string file)
    {
        // The SDK reads these lines, not the compiler.
        string code = string.Join('\n', File.ReadLines(file).Where(line => !line.StartsWith("#:", StringComparison.Ordinal)));
        const string Implicit = """
            global using System; global using System.Collections.Generic; global using System.Linq; global using System.Threading;
            global using System.Threading.Tasks;
            """;
        string[] assemblies = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator);
        using var image = new MemoryStream();
        var compilation = CSharpCompilation.Create(
            "Sample",
            [CSharpSyntaxTree.ParseText(Implicit), CSharpSyntaxTree.ParseText(code)],
            assemblies.Select(path => MetadataReference.CreateFromFile(path)),
            new CSharpCompilationOptions(OutputKind.ConsoleApplication, nullableContextOptions: NullableContextOptions.Enable));
        Assert.That(compilation.Emit(image).Diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error), Is.Empty);

        MethodInfo main = Assembly.Load(image.ToArray()).EntryPoint!;
        // The entry point waits for the task that the program is.
        await Task.Run(() => main.Invoke(null, main.GetParameters().Length == 0 ? null : [Array.Empty<string>()]));
    }

    [GeneratedRegex("```csharp\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Fences();
}
