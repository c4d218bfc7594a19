using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace OpenAIChat.Tests.Docs;

public sealed partial class ChangelogTests
{
    private static readonly string[] Kinds = ["Added", "Changed", "Deprecated", "Removed", "Fixed", "Security"];

    private static string Changelog => File.ReadAllText(Path.Combine(Repository.Root, "CHANGELOG.md")).ReplaceLineEndings("\n");

    [Test]
    public void Versions_stand_one_below_the_other_down_to_the_first()
    {
        string[] titles = [.. Titles().Matches(Changelog).Select(static title => title.Groups[1].Value)];
        Version[] versions = [.. titles.Where(static title => title != "Unreleased")
            .Select(static title => Version.Parse(title.Split(' ')[0]))];

        Assert.That(titles.Skip(1), Has.None.EqualTo("Unreleased"));
        Assert.That(versions, Is.Ordered.Descending.And.Not.Empty);
        Assert.That(versions[^1], Is.EqualTo(new Version(0, 1, 0)));
    }

    [Test]
    public void A_version_has_each_kind_of_change_once()
    {
        IEnumerable<string> faults = Regex.Split(Changelog, "^## ", RegexOptions.Multiline).Skip(1)
            .Select(static section => (Title: section.Split('\n')[0], Kinds: Subtitles().Matches(section)
                .Select(static title => title.Groups[1].Value)
                .ToList()))
            .Where(static section => section.Kinds.Except(Kinds).Any() || section.Kinds.Distinct().Count() != section.Kinds.Count)
            .Select(static section => section.Title);

        Assert.That(faults, Is.Empty);
    }

    [Test]
    public void The_version_that_is_built_is_not_before_the_last_release()
    {
        string built = XDocument.Load(Path.Combine(Repository.Root, "Directory.Build.props")).Descendants("VersionPrefix").Single().Value;
        string released = Titles().Matches(Changelog).Select(static title => title.Groups[1].Value)
            .First(static title => title != "Unreleased")
            .Split(' ')[0];

        Assert.That(Version.Parse(built), Changelog.Contains("## Unreleased", StringComparison.Ordinal)
            ? Is.GreaterThan(Version.Parse(released))
            : Is.EqualTo(Version.Parse(released)));
    }

    [GeneratedRegex("^## (.+)$", RegexOptions.Multiline)]
    private static partial Regex Titles();

    [GeneratedRegex("^### (.+)$", RegexOptions.Multiline)]
    private static partial Regex Subtitles();
}
