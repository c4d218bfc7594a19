using System.Text.RegularExpressions;

namespace Codegen.Docs;

/// <summary>
/// Escapes the texts of a contract for the reference pages: no HTML and no Markdown of theirs takes effect but code spans and paragraphs.
/// </summary>
internal static partial class MarkdownText
{
    /// <summary>Makes any text one line.</summary>
    public static string Line(string? text) => Escape(Blanks().Replace(text ?? "", " ").Trim());

    /// <summary>Makes any text paragraphs, in the lines it is written in.</summary>
    public static string Paragraphs(string? text)
    {
        IEnumerable<string> lines = (text ?? "").ReplaceLineEndings("\n").Split('\n').Select(line => Start().Replace(Line(line), @"$1\$2"));
        return string.Join('\n', lines).Trim('\n');
    }

    /// <summary>Makes any text a code span of one line.</summary>
    public static string Code(string text)
    {
        text = Blanks().Replace(text, " ");
        int longest = Backticks().Matches(text).Select(run => run.Length).DefaultIfEmpty().Max();
        string fence = new('`', longest + 1);
        return longest == 0 ? $"`{text}`" : $"{fence} {text} {fence}";
    }

    // A code span stays as it is; of the rest, what could begin a span, an element, a link or an entity is escaped.
    private static string Escape(string text) =>
        Special().Replace(text, match => match.Groups["code"].Success ? match.Value : "\\" + match.Value);

    [GeneratedRegex(@"(?<code>(?<!`)`[^`]+`(?!`))|[\\`*<\[\]~]|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])|&(?=#?\w+;)")]
    private static partial Regex Special();

    // Headings, lists, quotations, rules, tables and underlines.
    [GeneratedRegex(@"^(\d*)([#>|=:+.)-])")]
    private static partial Regex Start();

    [GeneratedRegex("`+")]
    private static partial Regex Backticks();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();
}
