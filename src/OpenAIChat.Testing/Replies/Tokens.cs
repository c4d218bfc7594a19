using System.Text.RegularExpressions;

namespace OpenAIChat.Testing;

/// <summary>Cuts text into pieces that look like a model's tokens: words with the blank before them, and punctuation.</summary>
internal static partial class Tokens
{
    public static IReadOnlyList<string> Of(string text) => [.. Pattern().Matches(text).Select(match => match.Value)];

    public static int Count(string text) => Pattern().Count(text);

    /// <summary>Cuts text into pieces of a number of characters; a surrogate pair stays together.</summary>
    public static IReadOnlyList<string> OfLength(string text, int length)
    {
        var pieces = new List<string>();
        for (int start = 0; start < text.Length;)
        {
            int end = Math.Min(start + length, text.Length);
            if (end < text.Length && char.IsSurrogatePair(text[end - 1], text[end]))
            {
                end++;
            }

            pieces.Add(text[start..end]);
            start = end;
        }

        return pieces;
    }

    [GeneratedRegex(@" ?[\w']+| ?[^\s\w]+|\s+?(?= ?\S|$)|\s+", RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();
}
