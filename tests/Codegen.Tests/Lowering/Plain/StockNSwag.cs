using System.Diagnostics;
using Codegen.Generation;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

using OpenAIChat;

namespace Codegen.Tests.Lowering.Plain;

/// <summary>What NSwag makes of a document by its own templates, without a setting or a template of ours.</summary>
internal sealed class StockNSwag
{
    private readonly CSharpCompilation compilation;

    private StockNSwag(string code)
    {
        // The framework and Newtonsoft.Json, both of which this process has.
        IEnumerable<string> assemblies = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator);
        compilation = CSharpCompilation.Create(
            "Stock",
            [CSharpSyntaxTree.ParseText(code)],
            assemblies.Select(assembly => MetadataReference.CreateFromFile(assembly)),
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
    }

    /// <summary>Gets what the compiler refuses.</summary>
    public IEnumerable<string> Errors => compilation.GetDiagnostics().Where(found => found.Severity == DiagnosticSeverity.Error).Select(found => found.ToString());

    /// <summary>Gets the classes that describe nothing: without a property, not made from another type, and not the base of one.</summary>
    public IEnumerable<string> EmptyClasses
    {
        get
        {
            List<ClassDeclarationSyntax> classes = [.. compilation.SyntaxTrees.Single().GetRoot().DescendantNodes().OfType<ClassDeclarationSyntax>()];
            HashSet<string> bases = [.. classes.SelectMany(type => type.BaseList?.Types ?? []).Select(type => type.ToString())];
            return classes
                .Where(type => type.BaseList is null && !bases.Contains(type.Identifier.Text))
                .Where(type => type.Members.OfType<PropertyDeclarationSyntax>().All(property => property.Identifier.Text == "AdditionalProperties"))
                .Where(type => type.Members.OfType<MethodDeclarationSyntax>().All(method => !method.Identifier.Text.EndsWith("Async", StringComparison.Ordinal)))
                .Select(type => type.Identifier.Text);
        }
    }

    /// <summary>Has NSwag print; a test is ignored where it cannot be had.</summary>
    public static StockNSwag Print(string lowered)
    {
        string folder = Directory.CreateTempSubdirectory("stock").FullName;
        try
        {
            File.WriteAllText(Path.Combine(folder, "lowered.json"), lowered);
            (int exit, string printed) = Find().Run(folder, "openapi2csclient", "/input:lowered.json", "/output:Stock.cs", "/namespace:Stock", "/classname:Client");
            Assert.That(exit, Is.Zero, printed);
            return new StockNSwag(File.ReadAllText(Path.Combine(folder, "Stock.cs")));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static NSwagTool Find()
    {
        try
        {
            return NSwagTool.Find(new Layout(Repository.Root), given: null, TextWriter.Null);
        }
        catch (ContractException exception) when (exception.Message.Contains("cannot be had", StringComparison.Ordinal))
        {
            Assert.Ignore("NSwag cannot be had, neither from NuGet nor from npm.");
            throw new UnreachableException();
        }
    }
}
