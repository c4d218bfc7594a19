using System.Text.RegularExpressions;

namespace OpenAIChat.Tests.Docs;

/// <summary>Follows the relative links of the documents.</summary>
internal sealed partial class LinkTests
{
    private static readonly string[] Folders = ["docs", "src", "build", "openapi", "generator-config", "tests"];

    [Test]
    public void No_relative_link_is_dead()
    {
        var dead = Pages().SelectMany(static page => Links().Matches(Code().Replace(File.ReadAllText(page), ""))
            .Select(static link => link.Groups[1].Value)
            .Where(link => !IsAbsolute(link) && !Exists(page, link))
            .Select(link => $"{Path.GetRelativePath(Repository.Root, page)}: {link}")).ToList();

        Assert.That(dead, Is.Empty);
    }

    private static IEnumerable<string> Pages() => Directory.EnumerateFiles(Repository.Root, "*.md")
        .Concat(Folders.SelectMany(
            static folder => Directory.EnumerateFiles(Path.Combine(Repository.Root, folder), "*.md", SearchOption.AllDirectories)))
        .Where(static page => !page.Contains("node_modules", StringComparison.Ordinal));

    private static bool IsAbsolute(string link) => Regex.IsMatch(link, "^[a-z]+:");

    private static bool Exists(string page, string link)
    {
        string[] parts = link.Split('#', 2);
        string target = parts[0].Length == 0 ? page : Path.Combine(Path.GetDirectoryName(page)!, Uri.UnescapeDataString(parts[0]));
        return parts.Length == 1 ? Path.Exists(target) : File.Exists(target) && Anchors(target).Contains(parts[1]);
    }

    // As GitHub makes them of headings: in lower case, without punctuation, with dashes for spaces.
    private static IEnumerable<string> Anchors(string page) => Headings().Matches(File.ReadAllText(page))
        .Select(static heading => Punctuation().Replace(heading.Groups[1].Value.Trim().ToLowerInvariant(), "").Replace(' ', '-'));

    [GeneratedRegex(@"\]\(([^)\s]+)\)")]
    private static partial Regex Links();

    [GeneratedRegex(@"^```.*?^```|`[^`\n]*`", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Code();

    [GeneratedRegex("^#+ (.+)$", RegexOptions.Multiline)]
    private static partial Regex Headings();

    [GeneratedRegex(@"[^\p{L}\p{N}_\- ]")]
    private static partial Regex Punctuation();
}
