using System.Diagnostics;
using System.Xml.Linq;
using Newtonsoft.Json.Linq;

using OpenAIChat;

namespace Codegen.Tests.Lowering;

/// <summary>Contracts of every edition give code that compiles with Runtime alone: no half, no warning, no entry in lowering.json.</summary>
/// <remarks>What is generated is built as a project of its own below artifacts/, so that every warning of the compiler is an error there too.</remarks>
public class CompileTests
{
    private const string Documents = "tests/Codegen.Tests/Lowering/Documents";

    [TestCase($"{Documents}/edition-2023.yaml")]
    [TestCase($"{Documents}/edition-3.0.yaml")]
    [TestCase($"{Documents}/edition-3.1.yaml")]
    [TestCase($"{Documents}/nasty.yaml")]
    [TestCase($"{Documents}/pets-3.0.yaml", $"{Documents}/pets-3.0.json")]
    [TestCase("openapi/openapi.yaml")]
    public void Code_of_any_edition_compiles_with_the_runtime_alone(string contract, string config = "generator-config/lowering.json")
    {
        string folder = Path.Combine(Repository.Root, "artifacts", "compile-tests", Path.GetFileNameWithoutExtension(contract));
        (int exit, string output) = Run(
            "bash", "build/regenerate", "--contract", contract, "--output", Path.Combine(folder, "Generated"), $"-p:LoweringConfig={Path.Combine(Repository.Root, config)}");
        if (output.Contains("cannot be had", StringComparison.Ordinal))
        {
            Assert.Ignore("NSwag cannot be had, neither from NuGet nor from npm.");
        }

        Assert.That(exit, Is.Zero, output);
        File.WriteAllText(Path.Combine(folder, "OpenAIChat.csproj"), Project());

        // Its outputs must not land where the library's own are: the name is the same, so that the runtime's internals fit.
        (exit, output) = Run("dotnet", "build", folder, "--artifacts-path", Path.Combine(folder, "artifacts"), "-nologo", "-v:q", "-clp:NoSummary");

        Assert.That(output, Does.Not.Contain("warning").And.Not.Contain("error"));
        Assert.That(exit, Is.Zero, output);
    }

    [Test]
    public void Code_of_a_whole_document_in_the_providers_style_compiles_with_everything_kept_that_is_not_refused()
    {
        string folder = Directory.CreateDirectory(Path.Combine(Repository.Root, "artifacts", "compile-tests", "provider")).FullName;
        File.WriteAllText(Path.Combine(folder, "provider.yaml"), ProviderDocument.Yaml);
        File.WriteAllText(Path.Combine(folder, "lowering.json"), new JObject { ["operations"] = new JArray(ProviderDocument.LeftOut()) }.ToString());

        Code_of_any_edition_compiles_with_the_runtime_alone(Path.Combine(folder, "provider.yaml"), Path.Combine(folder, "lowering.json"));
    }

    private static string Project()
    {
        var library = XDocument.Load(Path.Combine(Repository.Root, "src", "OpenAIChat", "OpenAIChat.csproj"));
        IEnumerable<XElement> packages = library.Root!.Elements("ItemGroup").Where(group => group.Elements("PackageReference").Any());
        return new XElement(
            "Project",
            new XAttribute("Sdk", "Microsoft.NET.Sdk"),
            new XElement(
                "PropertyGroup",
                new XElement("TargetFrameworks", "net10.0;netstandard2.0"),
                new XElement("EnableDefaultCompileItems", "false"),
                new XElement("RunAnalyzers", "false"),
                new XElement("IsPackable", "false")),
            new XElement(
                "ItemGroup",
                new XElement("Compile", new XAttribute("Include", Path.Combine(Repository.Root, "src", "OpenAIChat", "Runtime", "**", "*.cs"))),
                new XElement("Compile", new XAttribute("Include", "Generated/**/*.cs"))),
            packages).ToString();
    }

    private static (int Exit, string Output) Run(string file, params string[] args)
    {
        var start = new ProcessStartInfo(file, args) { WorkingDirectory = Repository.Root, RedirectStandardOutput = true, RedirectStandardError = true };
        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output + errors.Result);
    }
}
