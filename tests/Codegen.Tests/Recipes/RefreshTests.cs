using Codegen.Tests.Adoption;
using Newtonsoft.Json.Linq;

namespace Codegen.Tests.Recipes;

/// <summary>
/// <c>build/refresh</c>, which the workflow runs: with a file as the source, a bare repository as the remote, and a stand-in for gh.
/// </summary>
[TestFixture]
[Category("Recipes")]
[Platform(Exclude = "Win", Reason = "the stand-in is a shell script")]
public sealed class RefreshTests
{
    private const string Gh = """
        #!/usr/bin/env bash
        # One pull request at most: its text is the file of that name.
        cd "$(dirname "$0")"
        echo "$1 $2" >> gh.log
        case "$1 $2" in
          'pr list') [ ! -e text.md ] || echo 1 ;;
          'pr create' | 'pr edit') while [ $# -gt 0 ]; do [ "$1" != --body-file ] || cp "$2" text.md; shift; done ;;
        esac
        """;

    [Test]
    [Platform(Exclude = "Win", Reason = "The script runs on Unix.")]
    [System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
    public void Opens_one_pull_request_and_updates_it_and_compares_with_main()
    {
        using var copy = new RepositoryCopy();
        string gh = Path.Combine(copy.Folder, "gh");
        File.WriteAllText(gh, Gh);
        File.SetUnixFileMode(gh, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        copy.Git("init", "-q", "--bare", "../remote.git");
        copy.Git("remote", "add", "origin", "../remote.git");
        copy.Git("push", "-q", "origin", "main");

        string none = Refresh(copy, Editions.Ours());
        string[] afterNone = Directory.GetFiles(copy.Folder, "gh.log");
        Refresh(copy, Editions.With(Editions.Additions["query parameters"]));
        string first = Text(copy);
        Refresh(copy, Editions.With(Editions.Additions["query parameters"], edition => Editions.Request(edition).Remove("verbosity")));
        string second = Text(copy);

        Assert.That(none, Does.Contain("The contract is the newest edition."));
        Assert.That(afterNone, Is.Empty, "nothing to tell");
        Assert.That(first, Does.Contain("before").And.Not.Contain("erbosity"));
        Assert.That(second, Does.Contain("before").And.Contain("erbosity"), "the report compares with main, not with the last run");
        Assert.That(
            File.ReadAllLines(Path.Combine(copy.Folder, "gh.log")),
            Is.EqualTo(new[] { "pr list", "pr create", "workflow run", "pr list", "pr edit", "workflow run" }));
        Assert.That(copy.Git("rev-list", "--count", "main..origin/adopt-edition").Trim(), Is.EqualTo("1"));
        Assert.That(
            copy.Git("diff", "--name-only", "main", "origin/adopt-edition"),
            Does.Contain("openapi/openapi.yaml").And.Contain("CHANGELOG.md").And.Contain("docs/ChatApi.md"));
    }

    [Test]
    public void Refuses_to_begin_on_uncommitted_changes()
    {
        using var copy = new RepositoryCopy();
        copy.Write("README.md", "mine");

        (int exit, string output) = copy.Try("bash", "build/refresh", "openapi/openapi.yaml", "--no-test");

        Assert.That(exit, Is.EqualTo(1));
        Assert.That(output, Does.Contain("there are uncommitted changes"));
    }

    private static string Refresh(RepositoryCopy copy, JObject edition)
    {
        string file = Path.Combine(copy.Folder, "new.json");
        File.WriteAllText(file, edition.ToString());
        return copy.Succeed("bash", "build/refresh", file, "--no-test");
    }

    private static string Text(RepositoryCopy copy) => File.ReadAllText(Path.Combine(copy.Folder, "text.md"));
}
