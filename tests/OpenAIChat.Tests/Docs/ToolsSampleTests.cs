using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace OpenAIChat.Tests.Docs;

/// <summary>Runs the sample beside the guide to tools.</summary>
internal sealed class ToolsSampleTests
{
    [Test]
    [NonParallelizable]
    public async Task The_sample_runs()
    {
        TextWriter before = Console.Out;
        using var written = new StringWriter();
        Console.SetOut(written);
        try
        {
            await RunAsync(Path.Combine(Guide.Folder, "tools.cs"));
        }
        finally
        {
            Console.SetOut(before);
        }

        Assert.That(written.ToString(), Does.Contain("\"Celsius\":24").And.Contain("[BookTable: denied]"));
        Assert.That(written.ToString(), Does.Contain("Shall I book a table there?").And.Contain("3 turns"));
    }

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
}
