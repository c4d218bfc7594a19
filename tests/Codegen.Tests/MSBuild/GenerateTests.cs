using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Codegen.Tests.MSBuild;

/// <summary>When the build step generates, what it says, and that it harms nothing.</summary>
[TestFixture]
[Category("MSBuild")]
public sealed partial class GenerateTests
{
    private static readonly string[] TheTwoFiles = ["Answer.g.cs", "Question.g.cs", "checksums.sha256"];

    private readonly Checkout checkout = SharedCheckout.Instance;

    [SetUp]
    public void Reset() => checkout.Reset();

    [Test]
    public void Generates_once_for_two_frameworks_and_several_projects()
    {
        checkout.Write("src/App/App.csproj", """
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup>
              <ItemGroup><ProjectReference Include="../OpenAIChat/OpenAIChat.csproj" /></ItemGroup>
            </Project>
            """);
        checkout.Write("src/App/App.cs", "internal sealed class App { public OpenAIChat.OnlyNow? Type { get; } }");
        checkout.Write("src/Library/Library.csproj", """
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup><TargetFramework>netstandard2.0</TargetFramework><LangVersion>latest</LangVersion><ImplicitUsings>disable</ImplicitUsings></PropertyGroup>
              <ItemGroup><ProjectReference Include="../OpenAIChat/OpenAIChat.csproj" /></ItemGroup>
            </Project>
            """);
        checkout.Write("all.slnx", """
            <Solution>
              <Project Path="src/App/App.csproj" /><Project Path="src/Library/Library.csproj" /><Project Path="src/OpenAIChat/OpenAIChat.csproj" />
            </Solution>
            """);
        checkout.AddType("OnlyNow");

        Checkout.Result built = checkout.Build("all.slnx", "-m:4");

        Assert.That(built.ExitCode, Is.Zero, built.Output);
        Assert.That(checkout.Runs, Is.EqualTo(1));
    }

    [Test]
    public void Says_what_changed_and_how_much_was_written()
    {
        checkout.AddType("Third");

        Checkout.Result built = checkout.Generate();

        Assert.That(built.Output, Does.Contain("Generating: openapi/openapi.yaml has changed."));
        Assert.That(built.Output, Does.Contain("1 files written"));
        Assert.That(checkout.GeneratedFiles, Does.Contain("Third.g.cs"));
    }

    [TestCase("openapi/openapi.yaml")]
    [TestCase("generator-config/lowering.json")]
    [TestCase("generator-config/templates/File.liquid")]
    [TestCase("nswag.json")]
    [TestCase("build/Codegen/Program.cs")]
    public void Generates_when_the_content_changes_of(string input)
    {
        checkout.Write(input, checkout.Read(input) + "\n");

        Checkout.Result built = checkout.Generate();

        Assert.That(built.Output, Does.Contain($"Generating: {input} has changed."));
        Assert.That(checkout.Runs, Is.EqualTo(1));
    }

    [Test]
    public void Generates_when_a_template_comes_or_goes()
    {
        checkout.Write("generator-config/templates/Enum.liquid", "enum");
        Checkout.Result added = checkout.Generate();
        File.Delete(checkout.PathOf("generator-config/templates/Enum.liquid"));
        Checkout.Result removed = checkout.Generate();

        Assert.That(added.Output, Does.Contain("Generating: generator-config/templates/Enum.liquid is new."));
        Assert.That(removed.Output, Does.Contain("Generating: generator-config/templates/Enum.liquid is missing."));
    }

    [Test]
    public void Touching_and_other_line_endings_change_nothing()
    {
        foreach (string path in new[] { Checkout.Contract, Checkout.Template, $"{Checkout.Generated}/Answer.g.cs", Checkout.Checksums })
        {
            checkout.Write(path, checkout.Read(path).Replace("\n", "\r\n", StringComparison.Ordinal));
        }

        Checkout.Result built = checkout.Generate();

        Assert.That(built.Output, Is.Empty);
        Assert.That(checkout.Runs, Is.Zero);
    }

    [Test]
    public void Restores_what_was_edited_by_hand()
    {
        string file = $"{Checkout.Generated}/Answer.g.cs";
        string before = checkout.Read(file);
        checkout.Edit(file, "{", "{ // mine");

        Checkout.Result built = checkout.Generate();

        Assert.That(built.Output, Does.Contain($"Generating: {file} has changed."));
        Assert.That(checkout.Read(file), Is.EqualTo(before));
    }

    [Test]
    public void Restores_what_was_deleted_and_removes_what_does_not_belong()
    {
        File.Delete(checkout.PathOf($"{Checkout.Generated}/Answer.g.cs"));
        checkout.Write($"{Checkout.Generated}/Stale.g.cs", "class Stale;");

        Checkout.Result built = checkout.Generate();

        Assert.That(built.Output, Does.Contain($"Generating: {Checkout.Generated}/Answer.g.cs is missing."));
        Assert.That(built.Output, Does.Contain($"Generating: {Checkout.Generated}/Stale.g.cs is new."));
        Assert.That(checkout.GeneratedFiles, Is.EqualTo(TheTwoFiles));
    }

    [Test]
    public void Compiles_without_the_types_that_the_contract_no_longer_has()
    {
        checkout.AddType("Third");
        checkout.Generate();
        checkout.Edit(Checkout.Contract, "\"Third\"", "\"Fourth\"");

        Checkout.Result built = checkout.Build("src/OpenAIChat/OpenAIChat.csproj");

        Assert.That(built.ExitCode, Is.Zero, built.Output);
        Assert.That(checkout.GeneratedFiles, Has.Member("Fourth.g.cs").And.No.Member("Third.g.cs"));
    }

    [Test]
    public void Never_generates_in_a_design_time_build()
    {
        checkout.AddType("Third");
        checkout.DotNet("restore", "src/OpenAIChat/OpenAIChat.csproj");

        Checkout.Result built = checkout.DotNet(
            "msbuild", "src/OpenAIChat/OpenAIChat.csproj", "-nologo", "-t:Compile", "-p:DesignTimeBuild=true", "-p:SkipCompilerExecution=true",
            "-p:ProvideCommandLineArgs=true", "-p:TargetFramework=net10.0");

        Assert.That(built.ExitCode, Is.Zero, built.Output);
        Assert.That(checkout.Runs, Is.Zero);
    }

    [Test]
    public void Two_builds_at_once_leave_the_right_files()
    {
        checkout.AddType("Third");
        checkout.AddType("Fourth");
        Directory.Delete(checkout.PathOf("artifacts/generate"), recursive: true);

        string[] args = ["msbuild", "build/Generate.proj", "-nologo", "-v:m", $"-p:NSwagToolDir={checkout.StandInNSwag}"];
        Process[] both = [checkout.Start("dotnet", args), checkout.Start("dotnet", args), checkout.Start("dotnet", args)];
        Checkout.Result[] results = [.. both.Select(Checkout.Finish)];

        Assert.That(results.Select(result => result.ExitCode), Is.All.Zero, string.Concat(results.Select(result => result.Output)));
        Assert.That(checkout.GeneratedFiles, Is.EqualTo(new[] { "Answer.g.cs", "Fourth.g.cs", "Question.g.cs", "Third.g.cs", "checksums.sha256" }));
        Assert.That(checkout.Generate().Output, Is.Empty);
    }

    [TestCase("not lowered", "this cannot be lowered")]
    [TestCase("not printed", "NSwag cannot print this")]
    public void A_failure_tells_why_and_leaves_the_files_as_they_were(string fault, string message)
    {
        string checksums = checkout.Read(Checkout.Checksums);
        checkout.Write(Checkout.Contract, fault);

        Checkout.Result built = checkout.Generate();

        Assert.That(built.ExitCode, Is.Not.Zero);
        Assert.That(built.Output, Does.Contain(message));
        Assert.That(checkout.GeneratedFiles, Is.EqualTo(TheTwoFiles));
        Assert.That(checkout.Read(Checkout.Checksums), Is.EqualTo(checksums));
    }

    [Test]
    public void Needs_no_tool_when_nothing_changed()
    {
        Directory.Move(checkout.PathOf("artifacts/generate"), checkout.PathOf("artifacts/away"));

        Checkout.Result built = checkout.Run(
            "dotnet", ["msbuild", "build/Generate.proj", "-nologo", "-v:m", "-p:NSwagToolDir=/nowhere"], ("PATH", Path.GetDirectoryName(Environment.ProcessPath)));

        Directory.Move(checkout.PathOf("artifacts/away"), checkout.PathOf("artifacts/generate"));
        Assert.That(built, Is.EqualTo(new Checkout.Result(0, "")));
    }

    [Test]
    [Retry(3)]
    public void Adds_less_than_three_tenths_of_a_second_when_nothing_changed()
    {
        for (int i = 0; i < 200; i++)
        {
            checkout.Write($"generator-config/templates/Padding{i}.liquid", new string('x', 5000));
        }
        checkout.Generate();

        Checkout.Result built = checkout.Generate("-clp:PerformanceSummary");

        for (int i = 0; i < 200; i++)
        {
            File.Delete(checkout.PathOf($"generator-config/templates/Padding{i}.liquid"));
        }
        Match generate = ProjectTime().Match(built.Output);
        Assert.That(int.Parse(generate.Groups[1].Value), Is.LessThan(300), built.Output);
    }

    [Test]
    public void The_checksums_are_sorted_and_end_their_lines_alike_everywhere()
    {
        string[] paths = [.. File.ReadLines(checkout.PathOf(Checkout.Checksums)).Select(line => line[66..])];

        Assert.That(paths, Is.EqualTo(paths.Order(StringComparer.Ordinal)));
        Assert.That(checkout.Read(Checkout.Checksums), Does.Not.Contain("\r"));
        Assert.That(paths, Has.None.Contains("\\"));
    }

    [GeneratedRegex(@"(\d+) ms +.*Generate\.proj +\d+ calls\s+Target Performance")]
    private static partial Regex ProjectTime();
}
