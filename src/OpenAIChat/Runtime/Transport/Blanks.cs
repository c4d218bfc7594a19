namespace OpenAIChat.Runtime;

/// <summary>Leaves out what surrounds text without being a part of it.</summary>
internal static class Blanks
{
    /// <summary>Leaves out a byte order mark, blanks and line ends at the start.</summary>
    public static ReadOnlySpan<byte> TrimStart(ReadOnlySpan<byte> utf8)
    {
        int start = 0;
        while (start < utf8.Length && utf8[start] is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n' or 0xEF or 0xBB or 0xBF)
        {
            start++;
        }
        return utf8.Slice(start);
    }

    /// <summary>Leaves out blanks, line ends and a byte order mark at both ends.</summary>
    public static ReadOnlySpan<byte> Trim(ReadOnlySpan<byte> utf8)
    {
        ReadOnlySpan<byte> text = TrimStart(utf8);
        int end = text.Length;
        while (end > 0 && text[end - 1] is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n')
        {
            end--;
        }
        return text.Slice(0, end);
    }
}
