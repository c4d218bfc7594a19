using System.Text.RegularExpressions;
using Codegen.Adoption;
using Codegen.Diff;
using Codegen.Generation;
using Codegen.Lowering;
using Newtonsoft.Json.Linq;

using OpenAIChat;

namespace Codegen.Tests.Adoption;

/// <summary>A new edition becomes our contract: its structure, our words, order and comments.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class AdoptTests : IDisposable
{
    private readonly string root = Directory.CreateTempSubdirectory("adopt").FullName;
    private readonly StringWriter output = new() { NewLine = "\n" };
    private readonly string before;

    public AdoptTests()
    {
        foreach (string path in new[] { "openapi/openapi.yaml", "generator-config/lowering.json", "Directory.Build.props" })
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(root, path))!);
            File.Copy(Path.Combine(Repository.Root, path), Path.Combine(root, path));
        }

        File.WriteAllText(
            Path.Combine(root, "CHANGELOG.md"),
            "# Changelog\n\n## Unreleased\n\n### Added\n\n- `ChatApi`.\n\n### Fixed\n\n- It.\n\n## 1.2.3\n");
        File.WriteAllText(
            Path.Combine(root, "Directory.Build.props"),
            Regex.Replace(Read("Directory.Build.props"), "<VersionPrefix>[^<]+<", "<VersionPrefix>1.2.3<"));
        before = Read("openapi/openapi.yaml");
    }

    private static IEnumerable<string> Kinds => Editions.Additions.Keys;

    public void Dispose()
    {
        Directory.Delete(root, recursive: true);
        output.Dispose();
    }

    [Test]
    public void Our_own_edition_in_other_words_and_another_order_changes_nothing()
    {
        IReadOnlyList<Change> changes = Adopt(Editions.With(Editions.Reverse));

        Assert.That(changes, Is.Empty);
        Assert.That(Read("openapi/openapi.yaml"), Is.EqualTo(before));
        Assert.That(Read("Directory.Build.props"), Does.Contain("<VersionPrefix>1.2.3<"));
    }

    [TestCaseSource(nameof(Kinds))]
    public void An_addition_leaves_every_line_of_ours_and_takes_no_word_of_theirs(string kind)
    {
        IReadOnlyList<Change> changes = Adopt(Editions.With(Editions.Additions[kind], Editions.Reverse));

        Assert.That(changes, Is.Not.Empty.And.None.Matches<Change>(change => change!.IsBreaking), string.Join('\n', changes));
        Assert.That(LinesLost(), Has.Count.LessThanOrEqualTo(kind == "values of enums" ? 2 : 0), "a list in brackets is one line");
        Assert.That(Read("openapi/openapi.yaml"), Does.Not.Contain(Editions.TheirWords));
        Assert.That(output.ToString(), Does.Match(@"To describe:\nopenapi/openapi\.yaml\(\d+,\d+\): .* is missing|lacks"));
    }

    [TestCaseSource(nameof(Kinds))]
    public void What_is_adopted_reads_as_the_edition_does(string kind)
    {
        JObject edition = Editions.With(Editions.Additions[kind]);

        Adopt(edition);

        var theirs = Lower(ContractDocument.Parse("theirs.json", edition.ToString()));
        var ours = Lower(ContractDocument.Load(Path.Combine(root, "openapi/openapi.yaml")));
        Assert.That(ContractDiff.Between(theirs, ours).Where(
            change => !change.Text.Contains("header", StringComparison.Ordinal)
                && !change.Text.Contains("status", StringComparison.Ordinal)), Is.Empty);
    }

    [Test]
    public void Additions_together_are_told_in_the_changelog_and_ask_for_a_minor_version()
    {
        Adopt(Editions.With(Editions.Additions.Values));
        string changelog = Read("CHANGELOG.md");
        string adopted = Read("openapi/openapi.yaml");
        Adopt(Editions.With(Editions.Additions.Values));

        Assert.That(changelog, Does.StartWith("# Changelog\n\n## Unreleased\n\n### Added\n\n- `ChatApi`.\n- `"));
        Assert.That(
            changelog,
            Does.Contain("- `CreateChatCompletionRequest.top_k`: new optional member").And.Contain("### Fixed\n\n- It.\n\n## 1.2.3\n"));
        Assert.That(Read("Directory.Build.props"), Does.Contain("<VersionPrefix>1.3.0<"));
        Assert.That(Read("CHANGELOG.md"), Is.EqualTo(changelog), "adopted again");
        Assert.That(Read("openapi/openapi.yaml"), Is.EqualTo(adopted), "adopted again");
        Assert.That(Read("report.md"), Does.Contain("Nothing changes"), "adopted again");
    }

    [Test]
    public void A_removal_is_breaking_and_names_the_examples_that_use_it()
    {
        Adopt(Editions.With(edition => Editions.Request(edition).Remove("verbosity")));

        Assert.That(Read("report.md"), Does.Contain("## Breaking").And.Contain("verbosity"));
        Assert.That(Read("CHANGELOG.md"), Does.Contain("### Changed\n\n- `").And.Contain("**breaking:**"));
        Assert.That(Read("Directory.Build.props"), Does.Contain("<VersionPrefix>2.0.0<"));
        Assert.That(Read("openapi/openapi.yaml"), Does.Not.Contain("    Verbosity:"), "a schema that nothing uses is gone");
        Assert.That(output.ToString(), Does.Match(
            @"To change in the examples of the contract:\nopenapi/openapi\.yaml\(\d+,\d+\): no schema has the member 'verbosity'"));
    }

    [Test]
    public void A_removal_names_each_line_that_uses_a_name_which_is_gone_and_each_entry_that_decides_nothing()
    {
        Write("src/OpenAIChat/Models/Searching.cs", "// Nothing.\nrequest.WebSearchOptions = new();\nrequest.Model = \"m\";\n");
        Write("src/OpenAIChat/Generated/Models/WebSearchOptions.g.cs", "class WebSearchOptions;\n");
        Write("README.md", "Set `WebSearchOptions`.\n");

        Adopt(Editions.With(edition => Editions.Request(edition).Remove("web_search_options")));

        Assert.That(output.ToString(), Does.Contain(
            """
            To change in code and documents:
            README.md(1): WebSearchOptions: no such name is generated any more
            src/OpenAIChat/Models/Searching.cs(2): WebSearchOptions: no such name is generated any more
            """.ReplaceLineEndings("\n")));
        Assert.That(output.ToString(), Does.Match(
            @"To change in the configuration:\ngenerator-config/lowering\.json\(\d+,\d+\): error: the entry ""CreateChatCompletionRequestWebSearchOptions"" of ""names"""));
        Assert.That(output.ToString(), Does.Not.Contain("Searching.cs(3)").And.Not.Contain(".g.cs"));
    }

    [Test]
    public void A_renamed_member_is_one_that_is_gone_and_a_new_one()
    {
        Adopt(Editions.With(edition => Editions.Request(edition)["max_completion_tokens"]!.Parent!.Replace(
            new JProperty("max_output_tokens", new JObject { ["type"] = "integer" }))));

        Assert.That(
            Read("report.md"),
            Does.Contain("CreateChatCompletionRequest.max_completion_tokens").And.Contain("CreateChatCompletionRequest.max_output_tokens"));
        Assert.That(output.ToString(), Does.Contain("no schema has the member 'max_completion_tokens' any more"));
    }

    [Test]
    public void An_edition_of_OpenAPI_3_0_says_the_same_in_other_words()
    {
        JObject edition = Editions.Ours();
        edition["openapi"] = "3.0.3";
        foreach (JObject schema in edition.SelectTokens("$.components.schemas..*").OfType<JObject>().Where(node => node["type"] is JArray)
            .ToList())
        {
            schema["type"] = schema["type"]!.First(type => (string?)type != "null");
            schema["nullable"] = true;
        }

        Assert.That(Adopt(edition), Is.Empty);
        Assert.That(LinesLost(), Is.Empty);
    }

    [Test]
    public void An_edition_that_cannot_be_read_changes_no_file()
    {
        string file = Path.Combine(root, "new.yaml");
        File.WriteAllText(
            file,
            "openapi: 3.1.0\ninfo: {title: x, version: '1'}\npaths: {/chat/completions: {get: {responses: {'200': {$ref: '#/nowhere'}}}}}\n");

        Assert.Throws<ContractException>(() => new Adopter(new Layout(root), output).Adopt(file, Path.Combine(root, "report.md")));

        Assert.That(Read("openapi/openapi.yaml"), Is.EqualTo(before));
        Assert.That(Read("CHANGELOG.md"), Does.Not.Contain("breaking"));
    }

    private static ContractLowering Lower(ContractDocument document) =>
        new(document, LoweringConfig.Load(Path.Combine(Repository.Root, "generator-config/lowering.json")));

    private IReadOnlyList<Change> Adopt(JObject edition)
    {
        string file = Path.Combine(root, "new.json");
        File.WriteAllText(file, edition.ToString());
        return new Adopter(new Layout(root), output).Adopt(file, Path.Combine(root, "report.md"));
    }

    private void Write(string path, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(root, path))!);
        File.WriteAllText(Path.Combine(root, path), text);
    }

    private string Read(string path) => File.ReadAllText(Path.Combine(root, path));

    private List<string> LinesLost() => [.. before.Split('\n').Except(Read("openapi/openapi.yaml").Split('\n'))];
}
