using System.Diagnostics;

using OpenAIChat;

namespace Codegen.Tests.MSBuild;

/// <summary>A copy of what the build step needs, in a folder of its own: the real targets, a contract of two types, and stand-ins for the two tools.</summary>
internal sealed class Checkout : IDisposable
{
    public const string Contract = "openapi/openapi.yaml";
    public const string Template = "generator-config/templates/File.liquid";
    public const string Generated = "src/OpenAIChat/Generated";
    public const string Checksums = $"{Generated}/checksums.sha256";

    private const string TwoTypes = """
        { "openapi": "3.0.3", "info": { "title": "Two types", "version": "1" }, "paths": {},
          "components": { "schemas": {
            "Question": { "type": "object", "properties": { "text": { "type": "string" } } },
            "Answer": { "type": "object", "properties": { "text": { "type": "string" } } } } } }
        """;


    /// <summary>Lays the tree out; nothing is generated yet.</summary>
    public Checkout()
    {
        Root = Path.Combine(Path.GetTempPath(), "Codegen.Tests", $"a check out {Guid.NewGuid():N}"[..20]);
        Directory.CreateDirectory(Root);
        foreach (string path in new[] { "nswag.json", "global.json", "build/Directory.Build.props", "build/Generate.proj", "build/Generate.targets", "build/regenerate" })
        {
            CopyFrom(path, path);
        }
        foreach (string path in Directory.GetFiles(Path.Combine(Repository.Root, "build/NSwag")))
        {
            CopyFrom(path, $"build/NSwag/{Path.GetFileName(path)}");
        }
        CopyFrom("tests/Codegen.Tests/MSBuild/StandIn/Codegen.csproj", "build/Codegen/Codegen.csproj");
        CopyFrom("tests/Codegen.Tests/MSBuild/StandIn/Program.cs", "build/Codegen/Program.cs");

        Write("Directory.Build.props", """
            <Project>
              <PropertyGroup>
                <UseArtifactsOutput>true</UseArtifactsOutput>
                <ImplicitUsings>enable</ImplicitUsings>
                <Nullable>enable</Nullable>
              </PropertyGroup>
            </Project>
            """);
        Write("Directory.Packages.props", "<Project />");
        Write("src/OpenAIChat/OpenAIChat.csproj", """
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <TargetFrameworks>net10.0;netstandard2.0</TargetFrameworks>
                <ImplicitUsings>disable</ImplicitUsings>
                <LangVersion>latest</LangVersion>
              </PropertyGroup>
              <Import Project="../../build/Generate.targets" />
            </Project>
            """);
        Write("generator-config/lowering.json", "{}");
        Write(Template, "template");
        Write(Contract, TwoTypes);
    }

    /// <summary>Gets the folder; its name holds blanks.</summary>
    public string Root { get; }

    /// <summary>Gets the names of the generated files.</summary>
    public IEnumerable<string> GeneratedFiles
        => Directory.GetFiles(PathOf(Generated), "*", SearchOption.AllDirectories).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal);

    /// <summary>Gets how often something was generated.</summary>
    public int Runs => File.Exists(PathOf("runs.log")) ? File.ReadLines(PathOf("runs.log")).Count(line => line == "lower") : 0;

    /// <summary>Gets the folder that stands in for NSwag's.</summary>
    public string StandInNSwag => PathOf("artifacts/standin");

    public string PathOf(string path) => Path.Combine(Root, path);

    public string Read(string path) => File.ReadAllText(PathOf(path));

    public void Write(string path, string content)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(PathOf(path))!);
        File.WriteAllText(PathOf(path), content);
    }

    public void Edit(string path, string old, string @new) => Write(path, Read(path).Replace(old, @new, StringComparison.Ordinal));

    /// <summary>Adds a type to the contract.</summary>
    public void AddType(string name) => Edit(Contract, "\"Question\":", $$"""
        "{{name}}": { "type": "object" },
            "Question":
        """);

    /// <summary>Brings everything back to where it was when the fixture was set up, and generates it.</summary>
    public void Reset()
    {
        Write(Contract, TwoTypes);
        Write(Template, "template");
        Write("generator-config/lowering.json", "{}");
        Result result = Generate();
        Assert.That(result.ExitCode, Is.Zero, result.Output);
        File.Delete(PathOf("runs.log"));
    }

    /// <summary>Publishes the stand-in for NSwag.</summary>
    public void BuildStandInNSwag()
    {
        Directory.CreateDirectory(StandInNSwag);
        CopyFrom("tests/Codegen.Tests/MSBuild/StandIn/Program.cs", "artifacts/standin.src/Program.cs");
        Write("artifacts/standin.src/dotnet-nswag.csproj", File.ReadAllText(Path.Combine(Repository.Root, "tests/Codegen.Tests/MSBuild/StandIn/Codegen.csproj")));
        Result result = DotNet("build", "artifacts/standin.src/dotnet-nswag.csproj", "--artifacts-path", PathOf("artifacts/standin.obj"), "-o", StandInNSwag, "-p:Version=14.7.1", "-nologo", "-v:q");
        Assert.That(result.ExitCode, Is.Zero, result.Output);
    }

    /// <summary>Runs the build step alone, as every build of the project does first.</summary>
    public Result Generate(params string[] args)
        => DotNet(["msbuild", "build/Generate.proj", "-nologo", "-v:m", $"-p:NSwagToolDir={StandInNSwag}", .. args]);

    /// <summary>Builds a project.</summary>
    public Result Build(string project, params string[] args)
        => DotNet(["build", project, "-nologo", "-v:m", $"-p:NSwagToolDir={StandInNSwag}", .. args]);

    public Result DotNet(params string[] args) => Run("dotnet", args);

    public Result Run(string program, string[] args, params (string Name, string? Value)[] environment)
    {
        using Process process = Start(program, args, environment);
        return Finish(process);
    }

    public Process Start(string program, string[] args, params (string Name, string? Value)[] environment)
    {
        var start = new ProcessStartInfo(program, args) { WorkingDirectory = Root, RedirectStandardOutput = true, RedirectStandardError = true };
        // The build that runs these tests must not reach into the builds that they start.
        foreach (string name in start.Environment.Keys.Where(name => name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)).ToList())
        {
            start.Environment.Remove(name);
        }
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        foreach ((string name, string? value) in environment)
        {
            start.Environment[name] = value;
        }
        return Process.Start(start)!;
    }

    public static Result Finish(Process process)
    {
        Task<string> error = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return new Result(process.ExitCode, output + error.Result);
    }

    public void Dispose() => Directory.Delete(Root, recursive: true);

    private void CopyFrom(string path, string to)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(PathOf(to))!);
        File.Copy(Path.Combine(Repository.Root, path), PathOf(to), overwrite: true);
    }

    /// <summary>What a process said and how it ended.</summary>
    internal sealed record Result(int ExitCode, string Output);
}
