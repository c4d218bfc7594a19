using System.Net;
using System.Text;

namespace OpenAIChat.Runtime;

/// <summary>
/// Replaces the secrets of a call in text that is about to be shown, should a server have echoed one, in whichever way it is escaped.
/// </summary>
internal sealed class SecretRedactor
{
    private const string Replacement = "[API key]";

    /// <summary>Shorter values are no secrets: such keys, as local servers take them, also occur inside of words.</summary>
    private const int MinSecretLength = 16;

    /// <summary>Where the text breaks off, so much of a secret gives it away.</summary>
    private const int MinPartLength = 8;

    private readonly string[] secrets;

    public SecretRedactor(IEnumerable<string?> values) =>
        secrets = [.. values.OfType<string>().Where(value => value.Length >= MinSecretLength).Distinct(StringComparer.Ordinal)];

    public static SecretRedactor None { get; } = new([]);

    /// <summary>Returns a redactor that knows one more secret.</summary>
    public SecretRedactor With(string? secret) =>
        secret is null or { Length: < MinSecretLength } ? this : new SecretRedactor([.. secrets, secret]);

    /// <summary>Replaces every secret; a text without any is returned as it is.</summary>
    public string Redact(string text)
    {
        foreach (string secret in secrets)
        {
            text = Redact(text, secret);
        }

        return text;
    }

    private static string Redact(string text, string secret)
    {
        char[] starts = [secret[0], '\\', '%', '&'];
        StringBuilder? redacted = null;
        int copied = 0;
        for (int at = text.IndexOfAny(starts); at >= 0; at = text.IndexOfAny(starts, at))
        {
            int end = FindEnd(text, at, secret);
            if (end < 0)
            {
                at++;
                continue;
            }

            redacted ??= new StringBuilder(text.Length);
            redacted.Append(text, copied, at - copied).Append(Replacement);
            copied = end;
            at = end;
        }

        return redacted is null ? text : redacted.Append(text, copied, text.Length - copied).ToString();
    }

    /// <summary>Finds where a secret ends that begins at a place; -1 when none does.</summary>
    private static int FindEnd(string text, int at, string secret)
    {
        for (int i = 0; i < secret.Length; i++)
        {
            bool isCut = at >= text.Length || text[at] == '…';
            if (isCut && i >= MinPartLength)
            {
                return at;
            }

            int length = isCut ? 0 : CharacterLength(text, at, secret[i]);
            if (length == 0)
            {
                return -1;
            }

            at += length;
        }

        return at;
    }

    /// <summary>
    /// Says how many characters stand for one: itself, or an escape of JSON (of JSON within JSON, too), of an address or of HTML.
    /// </summary>
    private static int CharacterLength(string text, int at, char character)
    {
        int escaped = text[at] switch
        {
            '\\' => JsonEscapeLength(text, at, character),
            '%' => at + 2 < text.Length && IsHex(text, at + 1, 2, character) ? 3 : 0,
            '&' => HtmlEscapeLength(text, at, character),
            _ => 0,
        };
        return escaped > 0 ? escaped : text[at] == character ? 1 : 0;
    }

    private static int JsonEscapeLength(string text, int at, char character)
    {
        int next = at;
        while (next < text.Length && text[next] == '\\')
        {
            next++;
        }

        return next + 4 < text.Length && text[next] == 'u' && IsHex(text, next + 1, 4, character)
            ? next + 5 - at
            : next < text.Length && text[next] == character ? next + 1 - at
            : 0;
    }

    private static int HtmlEscapeLength(string text, int at, char character)
    {
        int end = text.IndexOf(';', at, Math.Min(9, text.Length - at));
        return end > 0 && WebUtility.HtmlDecode(text.Substring(at, end + 1 - at)) is [var decoded] && decoded == character
            ? end + 1 - at
            : 0;
    }

    private static bool IsHex(string text, int at, int length, char character)
    {
        int code = 0;
        for (int i = at; i < at + length; i++)
        {
            if (!Uri.IsHexDigit(text[i]))
            {
                return false;
            }

            code = (code * 16) + Uri.FromHex(text[i]);
        }

        return code == character;
    }
}
