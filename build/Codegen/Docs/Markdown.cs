using System.Text;
using System.Text.RegularExpressions;

namespace Codegen.Docs;

/// <summary>Writes one Markdown page, line feeds only, one blank line between blocks.</summary>
internal sealed partial class Markdown
{
    private readonly StringBuilder text = new();

    /// <summary>Fits a text into a table's cell: one line, its bars escaped, and no backslash before them.</summary>
    public static string Cell(string? text) => Blanks().Replace(text ?? "", " ").Trim()
        .Replace("\\|", "\\ |", StringComparison.Ordinal).Replace("|", "\\|", StringComparison.Ordinal);

    public static string Code(string text) => MarkdownText.Code(text);

    /// <summary>Gets the anchor that GitHub gives a heading of one word.</summary>
    public static string Anchor(string heading) => "#" + heading.ToLowerInvariant();

    public Markdown Heading(int level, string title) => Block($"{new string('#', level)} {title}");

    /// <summary>Adds a paragraph or several; nothing where there is no text.</summary>
    public Markdown Block(string? markdown)
    {
        if (string.IsNullOrWhiteSpace(markdown))
        {
            return this;
        }

        if (text.Length > 0)
        {
            text.Append('\n');
        }

        IEnumerable<string> lines = markdown.ReplaceLineEndings("\n").Trim('\n').Split('\n').Select(line => line.TrimEnd());
        text.AppendJoin('\n', lines).Append('\n');
        return this;
    }

    public Markdown CSharp(string code) => Block($"```csharp\n{code.Trim('\n')}\n```");

    /// <summary>Adds a table; columns without any text are left out, and so is a table without rows.</summary>
    public Markdown Table(string[] titles, IEnumerable<string[]> rows)
    {
        List<string[]> cells = [.. rows.Select(row => row.Select(Cell).ToArray())];
        int[] columns = [.. Enumerable.Range(0, titles.Length).Where(column => cells.Exists(row => row[column].Length > 0))];
        if (cells.Count == 0)
        {
            return this;
        }

        IEnumerable<string> lines = cells.Prepend([.. titles.Select(_ => "---")]).Prepend(titles).Select(Line);
        return Block(string.Join('\n', lines));

        string Line(string[] row) => $"| {string.Join(" | ", columns.Select(column => row[column]))} |";
    }

    public override string ToString() => text.ToString();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();
}
