using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Codegen.Lowering.CSharp;

/// <summary>Turns a description in Markdown into the lines of an XML doc comment: the first sentence a summary, the rest remarks.</summary>
internal static partial class XmlDocs
{
    private const int Width = 116;

    public static IReadOnlyList<string> Summary(string? description, string fallback) =>
        Wrap(Marked(Split(description).First is { Length: > 0 } first ? first : Normalise(fallback)));

    public static IReadOnlyList<string> Remarks(string? description) =>
        Split(description).More is { Length: > 0 } rest ? Wrap(Marked(rest)) : [];

    public static IReadOnlyList<string> Whole(string? description, string fallback) =>
        Wrap(Marked(Normalise(description) is { Length: > 0 } text ? text : Normalise(fallback)));

    /// <summary>Gets the first sentence as plain text, for an attribute or a table.</summary>
    public static string FirstSentence(string? description) => Split(description).First;

    /// <summary>Splits a description into its first sentence and the rest, both plain text.</summary>
    public static (string First, string More) Split(string? description)
    {
        string text = Normalise(description);
        var end = SentenceEnd().Match(text);
        return end.Success ? (text[..(end.Index + 1)], text[(end.Index + 1)..].Trim()) : (text, "");
    }

    private static string Normalise(string? description)
    {
        // What stands above a rule is a notice to the reader, such as what to use instead.
        string[] parts = Rules().Split(description ?? "");
        string text = Fences().Replace(string.Join('\n', [.. parts[1..], parts[0]]), " `$1` ");
        text = Bold().Replace(Links().Replace(text, "$1"), "$1");
        return Blanks().Replace(string.Concat(text.EnumerateRunes().Select(Printable)), " ").Trim();
    }

    // XML has no place for control characters.
    private static string Printable(Rune character) =>
        Rune.GetUnicodeCategory(character) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.OtherNotAssigned
            ? " "
            : character.ToString();

    /// <summary>
    /// Makes any text one line of a comment, in which nothing has a meaning: the only way for a text of a contract into one.
    /// </summary>
    public static string Escape(string text) => Blanks().Replace(string.Concat(text.EnumerateRunes().Select(Printable)), " ")
        .Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace(
            ">",
            "&gt;",
            StringComparison.Ordinal);

    private static string Marked(string text) => Code().Replace(Escape(text), "<c>$1</c>");

    private static List<string> Wrap(string text)
    {
        var lines = new List<string>();
        while (text.Length > Width)
        {
            int cut = text.LastIndexOf(' ', Width);
            cut = cut > 0 ? cut : text.IndexOf(' ', StringComparison.Ordinal);
            if (cut < 0)
            {
                break;
            }

            lines.Add(text[..cut]);
            text = text[(cut + 1)..];
        }

        lines.Add(text);
        return lines;
    }

    [GeneratedRegex(@"(?<!\be\.g|\bi\.e|\betc|\bvs)[.!?](?=\s+[A-Z`(\[""'*])")]
    private static partial Regex SentenceEnd();

    // A rule of hyphens right below a text would make a heading of it.
    [GeneratedRegex(@"\n\s*\n {0,3}(?:-{3,}|\*{3,}|_{3,})[ \t]*\r?(?:\n|\z)")]
    private static partial Regex Rules();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();

    [GeneratedRegex(@"!?\[([^\]]*)\]\((?:[^()]|\([^()]*\))*\)")]
    private static partial Regex Links();

    [GeneratedRegex(@"\*\*([^*]+)\*\*")]
    private static partial Regex Bold();

    [GeneratedRegex(@"```\w*\s+(.*?)\s*```", RegexOptions.Singleline)]
    private static partial Regex Fences();

    [GeneratedRegex("`+([^`]+)`+")]
    private static partial Regex Code();
}
