using System.Diagnostics;

using OpenAIChat;

namespace Codegen.Tests.MSBuild;

/// <summary>
/// A copy of what the build step needs, in a folder of its own: the real step and the real Codegen, a contract of two types, and a stand-in
/// for NSwag.
/// </summary>
internal sealed class Checkout : IDisposable
{
    public const string Contract = "openapi/openapi.yaml";
    public const string Template = "generator-config/templates/File.liquid";
    public const string Generated = "src/OpenAIChat/Generated";
    public const string Fingerprint = $"{Generated}/fingerprint.txt";

    private const string TwoTypes = """
        openapi: 3.0.3
        info: { title: Two types, version: "1" }
        paths:
          /questions:
            post:
              operationId: ask
              summary: Asks.
              requestBody: { required: true, content: { application/json: { schema: { $ref: "#/components/schemas/Question" } } } }
              responses:
                "200": { description: The answer., content: { application/json: { schema: { $ref: "#/components/schemas/Answer" } } } }
        components:
          schemas:
            Question:
              type: object
              properties:
                text: { type: string }

            Answer:
              type: object
              properties:
                text: { type: string }

        """;

    private const string NSwagConfig = """
        {
          "runtime": "Net100",
          "documentGenerator": { "fromDocument": { "url": "lowered.json" } },
          "codeGenerators": {
            "openApiToCSharpClient": {
              "namespace": "OpenAIChat",
              "className": "ChatApi",
              "classStyle": "Poco",
              "templateDirectory": "generator-config/templates",
              "output": "printed.cs",
              "generateClientInterfaces": true, "generateNullableReferenceTypes": true, "generateOptionalPropertiesAsNullable": true,
              "anyType": "JToken", "arrayType": "IList", "responseArrayType": "IList", "parameterArrayType": "IList",
              "dateType": "string", "dateTimeType": "string", "timeType": "string", "timeSpanType": "string"
            }
          }
        }
        """;

    private static readonly string[] Inputs
        = [Contract, Template, "generator-config/lowering.json", "nswag.json", "build/Codegen/Program.cs"];

    private readonly Dictionary<string, string> original;

    /// <summary>Lays the tree out; nothing is generated yet.</summary>
    /// <param name="mark">What the name of the folder holds beside letters and blanks.</param>
    public Checkout(string mark = ",")
    {
        Root = Path.Combine(Path.GetTempPath(), "Codegen.Tests", $"a check out{mark} {Guid.NewGuid():N}"[..20]);
        Directory.CreateDirectory(Root);
        foreach (string path in new[]
            {
                "global.json",
                ".gitattributes",
                ".gitignore",
                "Directory.Build.props",
                "Directory.Packages.props",
                "build/Directory.Build.props",
                "build/Generate.proj",
                "build/Generate.targets",
                "build/regenerate" })
        {
            CopyFrom(path, path);
        }

        CopyFolder("build/NSwag");
        CopyFolder("build/Codegen");
        // Codegen reads in them which names are taken.
        foreach (string runtime in new[] { "src/OpenAIChat/Runtime/Models/JsonModel.cs", "src/OpenAIChat/Runtime/Models/ResponseModel.cs" })
        {
            CopyFrom(runtime, runtime);
        }

        // What the build of these tests needed is not built again.
        foreach (string built in Directory.GetDirectories(Path.Combine(Repository.Root, "artifacts/generate"), "codegen-*"))
        {
            CopyFolder($"artifacts/generate/{Path.GetFileName(built)}");
        }

        Write("src/OpenAIChat/OpenAIChat.csproj", """
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <TargetFrameworks>net10.0;netstandard2.0</TargetFrameworks>
                <ImplicitUsings>disable</ImplicitUsings>
                <NoWarn>$(NoWarn);CS1591;CA1515;CA1812</NoWarn>
              </PropertyGroup>
              <ItemGroup>
                <Compile Remove="Runtime/**" />
              </ItemGroup>
              <Import Project="../../build/Generate.targets" />
            </Project>
            """);
        Write("nswag.json", NSwagConfig);
        Write("generator-config/lowering.json", "{}");
        Write(Template, "template");
        Write(Contract, TwoTypes);
        original = Inputs.ToDictionary(path => path, Read);
    }

    /// <summary>Gets the folder.</summary>
    public string Root { get; }

    /// <summary>Gets the names of the generated files.</summary>
    public IEnumerable<string> GeneratedFiles
        => Directory.GetFiles(PathOf(Generated), "*", SearchOption.AllDirectories).Select(path => Path.GetFileName(path))
            .Order(StringComparer.Ordinal);

    /// <summary>Gets how often NSwag ran.</summary>
    public int Runs => File.Exists(RunLog) ? File.ReadLines(RunLog).Count() : 0;

    /// <summary>Gets the folder that stands in for NSwag's.</summary>
    public string StandInNSwag { get; } = Path.Combine(Path.GetTempPath(), "Codegen.Tests", $"standin {Guid.NewGuid():N}"[..20]);

    private string RunLog => Path.Combine(StandInNSwag, "runs.log");

    public string PathOf(string path) => Path.Combine(Root, path);

    public string Read(string path) => File.ReadAllText(PathOf(path));

    public void Write(string path, string content)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(PathOf(path))!);
        File.WriteAllText(PathOf(path), content);
    }

    public void Edit(string path, string old, string @new) => Write(path, Read(path).Replace(old, @new, StringComparison.Ordinal));

    /// <summary>Adds a type to the contract, and to another type a member of it.</summary>
    public void AddType(string name, string to = "Question") => Edit(Contract, $"    {to}:\n      type: object\n      properties:\n", $$"""
            {{name}}:
              type: object
              properties: { text: { type: string } }
            {{to}}:
              type: object
              properties:
                {{name.ToLowerInvariant()}}: { $ref: "#/components/schemas/{{name}}" }

        """);

    /// <summary>Brings everything back to where it was when the fixture was set up, and generates it.</summary>
    public void Reset()
    {
        foreach ((string path, string content) in original)
        {
            if (Read(path) != content)
            {
                Write(path, content);
            }
        }

        Result result = Generate();
        Assert.That(result.ExitCode, Is.Zero, result.Output);
        File.Delete(RunLog);
    }

    /// <summary>Publishes the stand-in for NSwag.</summary>
    public void BuildStandInNSwag()
    {
        string source = Path.Combine(Repository.Root, "tests/Codegen.Tests/MSBuild/StandIn");
        foreach (string file in Directory.GetFiles(source))
        {
            Directory.CreateDirectory(StandInNSwag);
            File.Copy(file, Path.Combine(StandInNSwag, Path.GetFileName(file)));
        }

        Result result = DotNet(
            "build",
            StandInNSwag,
            "--artifacts-path",
            Path.Combine(StandInNSwag, "artifacts"),
            "-o",
            StandInNSwag,
            "-p:Version=14.7.1",
            "-nologo",
            "-v:q");
        Assert.That(result.ExitCode, Is.Zero, result.Output);
    }

    /// <summary>Generates what is stale, without a build.</summary>
    public Result Generate(string? nswag = null)
    {
        using var output = new StringWriter { NewLine = "\n" };
        int code = new Dispatcher([new GenerateCommand()]).Run(
            ["generate", "--root", Root, "--nswag", nswag ?? StandInNSwag],
            output,
            output);
        return new Result(code, output.ToString());
    }

    /// <summary>Runs the build step alone, as every build of the project does first.</summary>
    public Result RunStep(params string[] args)
        => DotNet(["msbuild", "build/Generate.proj", "-nologo", "-v:m", $"-p:NSwagToolDir={StandInNSwag}", .. args]);

    /// <summary>Builds a project.</summary>
    public Result Build(string project, params string[] args)
        => DotNet(["build", project, "-nologo", "-v:m", $"-p:NSwagToolDir={StandInNSwag}", .. args]);

    /// <summary>Runs git, which must succeed.</summary>
    public string Git(params string[] args)
    {
        Result result = Run("git", ["-c", "user.name=test", "-c", "user.email=test@example.com", .. args]);
        Assert.That(result.ExitCode, Is.Zero, result.Output);
        return result.Output;
    }

    /// <summary>Commits everything.</summary>
    public void Commit(string subject)
    {
        Git("add", "-A");
        Git("commit", "-q", "-m", subject);
    }

    public Result DotNet(params string[] args) => Run("dotnet", args);

    public Result Run(string program, string[] args, params (string Name, string? Value)[] environment)
    {
        using Process process = Start(program, args, environment);
        return Finish(process);
    }

    public Process Start(string program, string[] args, params (string Name, string? Value)[] environment)
    {
        var start = new ProcessStartInfo(program, args)
        {
            WorkingDirectory = Root,
            RedirectStandardOutput = true,
            RedirectStandardError = true
        };
        // The build that runs these tests must not reach into the builds that they start.
        foreach (string name in start.Environment.Keys.Where(name => name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase))
            .ToList())
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

    public void Dispose()
    {
        foreach (string folder in new[] { Root, StandInNSwag }.Where(Directory.Exists))
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private void CopyFolder(string path, string? to = null)
    {
        string source = Path.Combine(Repository.Root, path);
        foreach (string file in Directory.GetFiles(source, "*", SearchOption.AllDirectories))
        {
            CopyFrom(Path.Combine(path, Path.GetRelativePath(source, file)), Path.Combine(to ?? path, Path.GetRelativePath(source, file)));
        }
    }

    private void CopyFrom(string path, string to)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(PathOf(to))!);
        File.Copy(Path.Combine(Repository.Root, path), PathOf(to), overwrite: true);
    }

    /// <summary>What a process said and how it ended.</summary>
    internal sealed record Result(int ExitCode, string Output);
}
