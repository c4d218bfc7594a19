using System.Text.RegularExpressions;
using Codegen.Diff;

namespace Codegen.Adoption;

/// <summary>What a release has to say of changed contract: entries of the changelog, and the step of the version.</summary>
internal static partial class ReleaseNotes
{
    /// <summary>
    /// Adds the changes to the section "Unreleased" of a changelog: what is new under "Added", the rest under "Changed"; what is there
    /// already stays as it is.
    /// </summary>
    public static string Add(string changelog, IReadOnlyList<Change> changes)
    {
        foreach (IGrouping<string, Change> section in changes.GroupBy(change => IsAddition(change) ? "Added" : "Changed")
            .OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            var entries = section.OrderByDescending(change => change.IsBreaking)
                .Select(change => $"- `{change.Subject}`: {(change.IsBreaking ? "**breaking:** " : "")}{change.Text}.")
                .Where(entry => !changelog.Contains(entry, StringComparison.Ordinal))
                .ToList();
            changelog = entries.Count == 0 ? changelog : Insert(changelog, section.Key, entries);
        }

        return changelog;
    }

    /// <summary>Returns the version that Semantic Versioning asks for; before 1.0.0 every release with changes is a minor step.</summary>
    /// <param name="current">The version that is being prepared.</param>
    /// <param name="changelog">The changelog, whose first version is the last release; without one, the current version counts as
    /// released.</param>
    /// <param name="changes">What changes; nothing asks for no step.</param>
    public static string NextVersion(string current, string changelog, IReadOnlyList<Change> changes)
    {
        if (changes.Count == 0)
        {
            return current;
        }

        var prepared = Version.Parse(current);
        Version released = Released().Match(changelog) is { Success: true } heading ? Version.Parse(heading.Groups[1].Value) : prepared;
        Version next = changes.Any(change => change.IsBreaking) && released.Major > 0
            ? new Version(released.Major + 1, 0, 0)
            : new Version(released.Major, released.Minor + 1, 0);
        return (next > prepared ? next : prepared).ToString(3);
    }

    private static bool IsAddition(Change change) => !change.IsBreaking && change.Text.StartsWith("new ", StringComparison.Ordinal);

    private static string Insert(string changelog, string title, List<string> entries)
    {
        var lines = changelog.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n').ToList();
        int section = lines.FindIndex(line => line.StartsWith("## Unreleased", StringComparison.OrdinalIgnoreCase));
        if (section < 0)
        {
            int first = lines.FindIndex(line => line.StartsWith("## ", StringComparison.Ordinal));
            section = first < 0 ? lines.Count : first;
            lines.InsertRange(section, first < 0 ? ["", "## Unreleased"] : ["## Unreleased", ""]);
            section += first < 0 ? 1 : 0;
        }

        int end = Next(lines, section + 1, "## ");
        int heading = lines.FindIndex(section, end - section, line => line == $"### {title}");
        if (heading < 0)
        {
            int at = LastText(lines, section, end);
            lines.InsertRange(at + 1, ["", $"### {title}", "", .. entries]);
        }
        else
        {
            int at = LastText(lines, heading, Math.Min(end, Next(lines, heading + 1, "### ")));
            lines.InsertRange(at + 1, at == heading ? ["", .. entries] : entries);
        }

        return string.Join('\n', lines) + "\n";
    }

    private static int Next(List<string> lines, int from, string start)
    {
        int found = lines.FindIndex(from, line => line.StartsWith(start, StringComparison.Ordinal));
        return found < 0 ? lines.Count : found;
    }

    private static int LastText(List<string> lines, int from, int end) =>
        lines.FindLastIndex(end - 1, end - from, line => line.Trim().Length > 0);

    [GeneratedRegex(@"^## \[?v?(\d+\.\d+\.\d+)", RegexOptions.Multiline)]
    private static partial Regex Released();
}
