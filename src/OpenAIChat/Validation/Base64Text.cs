namespace OpenAIChat.Validation;

/// <summary>Tells valid Base64 from other text without decoding it; white space in it is accepted.</summary>
internal static class Base64Text
{
    private const int Part = 1 << 16;

    /// <summary>Judges long text by its length, start and end, for what is spoiled is so from the start, or cut off.</summary>
    public static bool IsValid(ReadOnlySpan<char> text) =>
        (text.Length > 4 * Part && text.Length % 4 == 0 && IsWholeValid(text[..Part]) && IsWholeValid(text[^Part..])) || IsWholeValid(text);

#if NETSTANDARD2_0
    private static bool IsWholeValid(ReadOnlySpan<char> text)
    {
        int digits = 0;
        int padding = 0;
        foreach (char c in text)
        {
            switch (c)
            {
                case ' ' or '\t' or '\r' or '\n':
                    break;
                case '=':
                    padding++;
                    break;
                case (>= 'A' and <= 'Z') or (>= 'a' and <= 'z') or (>= '0' and <= '9') or '+' or '/' when padding == 0:
                    digits++;
                    break;
                default:
                    return false;
            }
        }

        return padding <= 2 && (digits + padding) % 4 == 0;
    }
#else
    private static bool IsWholeValid(ReadOnlySpan<char> text) => System.Buffers.Text.Base64.IsValid(text);
#endif
}
