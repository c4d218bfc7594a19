using System.Text;

namespace OpenAIChat.Runtime;

/// <summary>Keeps the API key out of everything that is shown, should a server echo it.</summary>
internal static class Secret
{
    private const string Mark = "[API key]";

    /// <summary>Shorter keys, such as local servers take, also occur inside of words.</summary>
    private const int ShortestUnmistakable = 8;

    public static string Redact(string text, string? secret)
    {
        if (string.IsNullOrEmpty(secret) || text.IndexOf(secret, StringComparison.Ordinal) < 0)
        {
            return text;
        }
        return secret!.Length >= ShortestUnmistakable ? text.Replace(secret, Mark) : RedactWord(text, secret);
    }

    private static string RedactWord(string text, string secret)
    {
        var shown = new StringBuilder(text.Length);
        int start = 0;
        for (int at; (at = text.IndexOf(secret, start, StringComparison.Ordinal)) >= 0; start = at + secret.Length)
        {
            bool isWord = !IsInWord(text, at - 1) && !IsInWord(text, at + secret.Length);
            shown.Append(text, start, at - start).Append(isWord ? Mark : secret);
        }
        return shown.Append(text, start, text.Length - start).ToString();
    }

    private static bool IsInWord(string text, int at) => at >= 0 && at < text.Length && char.IsLetterOrDigit(text[at]);
}
