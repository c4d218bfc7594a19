using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace OpenAIChat.Tests.Docs;

/// <summary>Compiles code of the documents.</summary>
internal static class Snippets
{
    /// <summary>Gets what the compiler warns of or refuses.</summary>
    /// <param name="kind">What the code is: a library, or a program of statements.</param>
    /// <param name="code">The files.</param>
    public static IEnumerable<Diagnostic> Faults(OutputKind kind, IEnumerable<string> code) => Compile(kind, code)
        .GetDiagnostics()
        .Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning);

    /// <summary>Compiles a library and loads it.</summary>
    /// <param name="code">The files.</param>
    public static Assembly Load(IEnumerable<string> code)
    {
        using var image = new MemoryStream();
        Assert.That(Compile(OutputKind.DynamicallyLinkedLibrary, code).Emit(image).Diagnostics
            .Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error), Is.Empty);
        return Assembly.Load(image.ToArray());
    }

    private static CSharpCompilation Compile(OutputKind kind, IEnumerable<string> code)
    {
        IEnumerable<MetadataReference> references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Select(path => MetadataReference.CreateFromFile(path));
        // CS1701 is what the SDK suppresses, too: a package was built for an older runtime.
        // CS0219 and CS8321: a snippet shows how a value is made, and does not use it.
        var options = new CSharpCompilationOptions(kind, nullableContextOptions: NullableContextOptions.Enable)
            .WithSpecificDiagnosticOptions([new("CS1701", ReportDiagnostic.Suppress), new("CS0219", ReportDiagnostic.Suppress), new(
                "CS8321",
                ReportDiagnostic.Suppress)]);

        return CSharpCompilation.Create("Snippets", code.Select(file => CSharpSyntaxTree.ParseText(file)), references, options);
    }
}
