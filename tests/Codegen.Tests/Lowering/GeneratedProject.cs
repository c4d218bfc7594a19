using System.Diagnostics;
using System.Xml.Linq;

using OpenAIChat;

namespace Codegen.Tests.Lowering;

/// <summary>What is generated from a contract, as a project of its own below artifacts/.</summary>
internal sealed class GeneratedProject
{
    private GeneratedProject(string folder, int exit, string output) => (Folder, Exit, Output) = (folder, exit, output);

    /// <summary>Gets the folder of the project; the generated files are in Generated/.</summary>
    public string Folder { get; }

    /// <summary>Gets the exit code of build/regenerate.</summary>
    public int Exit { get; }

    /// <summary>Gets what build/regenerate printed.</summary>
    public string Output { get; }

    /// <summary>Gets the generated files.</summary>
    public IEnumerable<string> Files => Directory.EnumerateFiles(Path.Combine(Folder, "Generated"), "*", SearchOption.AllDirectories);

    /// <summary>Runs build/regenerate; a test is ignored where NSwag cannot be had.</summary>
    public static GeneratedProject Generate(string contract, string config = "generator-config/lowering.json")
    {
        string folder = Path.Combine(Repository.Root, "artifacts", "compile-tests", Path.GetFileNameWithoutExtension(contract));
        string[] properties = ["--output", Path.Combine(folder, "Generated"), $"-p:LoweringConfig={Path.Combine(Repository.Root, config)}"];
        (int exit, string output) = Run("bash", ["build/regenerate", "--contract", contract, .. properties]);
        if (output.Contains("cannot be had", StringComparison.Ordinal))
        {
            Assert.Ignore("NSwag cannot be had, neither from NuGet nor from npm.");
        }

        return new GeneratedProject(folder, exit, output);
    }

    /// <summary>Builds the code with the runtime alone; every warning of the compiler is an error.</summary>
    public void AssertCompiles()
    {
        File.WriteAllText(Path.Combine(Folder, "OpenAIChat.csproj"), Project());

        // Its outputs must not land where the library's own are: the name is the same, so that the runtime's internals fit.
        (int exit, string output) = Run(
            "dotnet",
            "build",
            Folder,
            "--artifacts-path",
            Path.Combine(Folder, "artifacts"),
            "-nologo",
            "-v:q",
            "-clp:NoSummary");

        Assert.That(output, Does.Not.Contain("warning").And.Not.Contain("error"));
        Assert.That(exit, Is.Zero, output);
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
                new XElement("IsPackable", "false"),
                library.Root.Elements("PropertyGroup").Elements("AllowUnsafeBlocks")),
            new XElement(
                "ItemGroup",
                new XElement(
                    "Compile",
                    new XAttribute("Include", Path.Combine(Repository.Root, "src", "OpenAIChat", "Runtime", "**", "*.cs"))),
                new XElement("Compile", new XAttribute("Include", "Generated/**/*.cs"))),
            packages).ToString();
    }

    private static (int Exit, string Output) Run(string file, params string[] args)
    {
        var start = new ProcessStartInfo(file, args)
        {
            WorkingDirectory = Repository.Root,
            RedirectStandardOutput = true,
            RedirectStandardError = true
        };
        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output + errors.Result);
    }
}
