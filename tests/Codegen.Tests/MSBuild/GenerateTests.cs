using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Codegen.Tests.MSBuild;

/// <summary>When the build step generates, what it says, and that it harms nothing.</summary>
[TestFixture]
[Category("MSBuild")]
public sealed class GenerateTests
{
    private static readonly string[] TheFiles = ["Answer.g.cs", "Question.g.cs", "fingerprint.txt"];

    private readonly Checkout checkout = SharedCheckout.Instance;

    [SetUp]
    public void Reset() => checkout.Reset();

    [Test]
    public void Generates_once_for_two_frameworks_and_several_projects()
    {
        checkout.Write("src/App/App.csproj", """
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup><TargetFramework>net10.0</TargetFramework><NoWarn>$(NoWarn);CA1812</NoWarn></PropertyGroup>
              <ItemGroup><ProjectReference Include="../OpenAIChat/OpenAIChat.csproj" /></ItemGroup>
            </Project>
            """);
        checkout.Write("src/App/App.cs", "internal sealed class App { public OpenAIChat.OnlyNow? Type { get; } }");
        checkout.Write("src/Library/Library.csproj", """
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup><TargetFramework>netstandard2.0</TargetFramework><ImplicitUsings>disable</ImplicitUsings></PropertyGroup>
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

        Assert.That(built.Output, Does.Contain("Generating: the lowered contract has changed."));
        Assert.That(built.Output, Does.Contain("3 files, 1 written, 0 deleted"));
        Assert.That(checkout.GeneratedFiles, Does.Contain("Third.g.cs"));
    }

    [TestCase(Checkout.Template)]
    [TestCase("nswag.json")]
    public void Generates_when_the_content_changes_of(string input)
    {
        checkout.Write(input, checkout.Read(input) + "\n");

        Checkout.Result built = checkout.Generate();

        Assert.That(built.Output, Does.Contain($"Generating: {input} has changed."));
        Assert.That(checkout.Runs, Is.EqualTo(1));
    }

    [Test]
    public void Generates_when_the_configuration_decides_something_else()
    {
        checkout.Write("generator-config/lowering.json", """{ "names": { "Question": "Inquiry" } }""");

        checkout.Generate();

        Assert.That(checkout.GeneratedFiles, Is.EqualTo(new[] { "Answer.g.cs", "Inquiry.g.cs", "fingerprint.txt" }));
    }

    [Test]
    public void Generates_when_a_template_comes_or_goes()
    {
        checkout.Write("generator-config/templates/Enum.liquid", "enum");
        Checkout.Result added = checkout.Generate();
        File.Delete(checkout.PathOf("generator-config/templates/Enum.liquid"));
        Checkout.Result removed = checkout.Generate();

        Assert.That(added.Output, Does.Contain("Generating: generator-config/templates/Enum.liquid has changed."));
        Assert.That(removed.Output, Does.Contain("Generating: generator-config/templates/Enum.liquid has changed."));
    }

    [Test]
    public void Touching_and_other_line_endings_change_nothing()
    {
        foreach (string path in new[] { Checkout.Contract, Checkout.Template, $"{Checkout.Generated}/Answer.g.cs", Checkout.Fingerprint })
        {
            checkout.Write(path, checkout.Read(path).Replace("\n", "\r\n", StringComparison.Ordinal));
        }

        Checkout.Result built = checkout.Generate();

        Assert.That(built.Output, Is.Empty);
        Assert.That(checkout.Runs, Is.Zero);
    }

    [TestCase(Checkout.Contract, "# a remark\n")]
    [TestCase("build/Codegen/Program.cs", "// A remark.\n")]
    public void A_comment_changes_nothing_in(string input, string comment)
    {
        string fingerprint = checkout.Read(Checkout.Fingerprint);
        checkout.Write(input, comment + checkout.Read(input));

        Checkout.Result built = checkout.RunStep();

        Assert.That(built.ExitCode, Is.Zero, built.Output);
        Assert.That(checkout.Runs, Is.Zero);
        Assert.That(checkout.Read(Checkout.Fingerprint), Is.EqualTo(fingerprint));
    }

    [Test]
    public void Restores_what_was_edited_by_hand_and_says_where_the_change_belongs()
    {
        string file = $"{Checkout.Generated}/Answer.g.cs";
        string before = checkout.Read(file);
        checkout.Edit(file, "{", "{ // mine");

        Checkout.Result built = checkout.Generate();

        Assert.That(built.Output, Does.Match($@"{Regex.Escape(file)}\(1,1\): warning: what was changed here by hand is overwritten\. .*openapi/openapi\.yaml.*generator-config/templates.*partial type"));
        Assert.That(checkout.Read(file), Is.EqualTo(before));
    }

    [Test]
    public void Warns_of_an_edit_by_hand_also_where_the_contract_has_changed()
    {
        checkout.Edit($"{Checkout.Generated}/Answer.g.cs", "{", "{ // mine");
        checkout.AddType("Third");

        Checkout.Result built = checkout.Generate();

        Assert.That(built.Output, Does.Contain("Answer.g.cs(1,1): warning: if something was changed here by hand, it is overwritten."));
        Assert.That(built.Output, Does.Not.Contain("Question.g.cs(1,1)"));
    }

    [Test]
    public void Restores_what_was_deleted_and_deletes_what_the_contract_no_longer_has()
    {
        checkout.AddType("Third");
        checkout.Generate();
        File.Delete(checkout.PathOf($"{Checkout.Generated}/Answer.g.cs"));
        checkout.Edit(Checkout.Contract, "Third", "Fourth");

        Checkout.Result built = checkout.Generate();

        Assert.That(built.Output, Does.Contain($"Generating: {Checkout.Generated} is not as it was generated."));
        Assert.That(built.Output, Does.Not.Contain("warning"));
        Assert.That(checkout.GeneratedFiles, Is.EqualTo(new[] { "Answer.g.cs", "Fourth.g.cs", "Question.g.cs", "fingerprint.txt" }));
    }

    [TestCase("Mine.g.cs")]
    [TestCase("Mine.cs")]
    [TestCase("Models/notes.txt")]
    public void Names_a_stray_file_at_every_build_and_leaves_it_alone(string name)
    {
        checkout.Write($"{Checkout.Generated}/{name}", "// mine");

        Checkout.Result first = checkout.RunStep();
        Checkout.Result second = checkout.RunStep();
        bool exists = File.Exists(checkout.PathOf($"{Checkout.Generated}/{name}"));
        File.Delete(checkout.PathOf($"{Checkout.Generated}/{name}"));

        Assert.That(
            new[] { first.Output, second.Output },
            Has.All.Contain($"{Checkout.Generated}/{name}(1,1): warning : this file is not generated"));
        Assert.That(exists);
        Assert.That(checkout.Runs, Is.Zero);
    }

    [Test]
    public void Compiles_without_the_types_that_the_contract_no_longer_has()
    {
        checkout.AddType("Third");
        checkout.Generate();
        checkout.Edit(Checkout.Contract, "Third", "Fourth");

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
    public void Builds_at_once_leave_the_right_files()
    {
        checkout.AddType("Third");
        checkout.AddType("Fourth", to: "Answer");

        string[] args = ["msbuild", "build/Generate.proj", "-nologo", "-v:m", $"-p:NSwagToolDir={checkout.StandInNSwag}"];
        Process[] all = [checkout.Start("dotnet", args), checkout.Start("dotnet", args), checkout.Start("dotnet", args)];
        Checkout.Result[] results = [.. all.Select(Checkout.Finish)];

        Assert.That(results.Select(result => result.ExitCode), Is.All.Zero, string.Concat(results.Select(result => result.Output)));
        Assert.That(
            checkout.GeneratedFiles,
            Is.EqualTo(new[] { "Answer.g.cs", "Fourth.g.cs", "Question.g.cs", "Third.g.cs", "fingerprint.txt" }));
        Assert.That(checkout.Runs, Is.EqualTo(1));
        Assert.That(checkout.RunStep().Output, Is.Empty);
    }

    [TestCase(Checkout.Contract, "not an OpenAPI document", "openapi.yaml")]
    [TestCase(Checkout.Template, "not printed", "NSwag cannot print this")]
    [TestCase("nswag.json", "{ \"runtime\": \"Net100\"\n\"x\": 1 }", "nswag.json(2,1): error: malformed JSON")]
    public void A_failure_tells_why_and_leaves_the_files_as_they_were(string input, string fault, string message)
    {
        string fingerprint = checkout.Read(Checkout.Fingerprint);
        checkout.Write(input, fault);

        Checkout.Result built = checkout.Generate();

        Assert.That(built.ExitCode, Is.Not.Zero);
        Assert.That(built.Output, Does.Contain(message).And.Not.Contain("   at "));
        Assert.That(checkout.GeneratedFiles, Is.EqualTo(TheFiles));
        Assert.That(checkout.Read(Checkout.Fingerprint), Is.EqualTo(fingerprint));
    }

    [Test]
    public void Works_where_the_path_holds_a_semicolon()
    {
        using var other = new Checkout(";");

        Checkout.Result built = other.Build("src/OpenAIChat/OpenAIChat.csproj", $"-p:NSwagToolDir={checkout.StandInNSwag}");

        Assert.That(built.ExitCode, Is.Zero, built.Output);
        Assert.That(other.GeneratedFiles, Is.EqualTo(TheFiles));
    }

    [Test]
    public void Two_branches_that_both_generate_merge_and_the_next_build_generates()
    {
        checkout.Git("init", "-q", "-b", "main");
        checkout.Commit("Begin");
        checkout.Git("switch", "-q", "-c", "other");
        checkout.AddType("Third");
        checkout.Generate();
        checkout.Commit("Add a type");
        checkout.Git("switch", "-q", "main");
        checkout.AddType("Fourth", to: "Answer");
        checkout.Generate();
        checkout.Commit("Add another type");

        checkout.Git("merge", "-q", "--no-edit", "other");
        Checkout.Result built = checkout.Generate();
        Checkout.Result again = checkout.Generate();
        Directory.Delete(checkout.PathOf(".git"), recursive: true);

        Assert.That(built.ExitCode, Is.Zero, built.Output);
        Assert.That(built.Output, Does.Contain("4 files, 0 written").And.Not.Contain("warning"));
        Assert.That(again.Output, Is.Empty);
    }

    [Test]
    public void Brings_the_docs_up_to_date_too()
    {
        checkout.AddType("Third");
        checkout.Generate();
        string page = checkout.Read("docs/models/Third.md");
        checkout.Write("docs/models/Third.md", "edited");

        Checkout.Result built = checkout.Generate();

        Assert.That(built.ExitCode, Is.Zero, built.Output);
        Assert.That(checkout.Read("docs/models/Third.md"), Is.EqualTo(page));
    }
}
