using System.Text;

namespace Codegen.Diff;

/// <summary>Prints changes as Markdown, the breaking ones first.</summary>
internal static class ChangeReport
{
    public static string Print(IReadOnlyList<Change> changes)
    {
        if (changes.Count == 0)
        {
            return "# Changes of the contract\n\nNothing changes for users of the client.\n";
        }

        var breaking = changes.Where(change => change.IsBreaking).ToList();
        var others = changes.Where(change => !change.IsBreaking).ToList();
        var text = new StringBuilder("# Changes of the contract\n\n");
        text
            .Append(Count(breaking.Count, "breaking change"))
            .Append(", ")
            .Append(others.Count == 0 ? "no others" : Count(others.Count, "other"))
            .Append(".\n");
        Section(text, "Breaking", breaking);
        Section(text, "Not breaking", others);
        return text.ToString();
    }

    private static string Count(int count, string noun) => count switch { 0 => $"No {noun}s", 1 => $"1 {noun}", _ => $"{count} {noun}s" };

    private static void Section(StringBuilder text, string title, List<Change> changes)
    {
        if (changes.Count == 0)
        {
            return;
        }

        text.Append("\n## ").Append(title).Append("\n\n");
        foreach (Change change in changes)
        {
            text.Append("- `").Append(change.Subject).Append("`: ").Append(change.Text).Append('\n');
        }
    }
}
