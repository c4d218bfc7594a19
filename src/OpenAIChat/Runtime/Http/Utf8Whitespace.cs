namespace OpenAIChat.Runtime;

/// <summary>Trims whitespace and byte order marks from UTF-8 text.</summary>
internal static class Utf8Whitespace
{
    /// <summary>Trims a byte order mark, whitespace and line ends at the start.</summary>
    public static ReadOnlySpan<byte> TrimStart(ReadOnlySpan<byte> utf8)
    {
        int start = 0;
        while (start < utf8.Length && utf8[start] is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n' or 0xEF or 0xBB or 0xBF)
        {
            start++;
        }

        return utf8.Slice(start);
    }

    /// <summary>Trims whitespace and line ends at both ends, and a byte order mark at the start.</summary>
    public static ReadOnlyMemory<byte> Trim(ReadOnlyMemory<byte> utf8)
    {
        int start = utf8.Length - TrimStart(utf8.Span).Length;
        return utf8.Slice(start, Trim(utf8.Span).Length);
    }

    /// <summary>Trims whitespace and line ends at both ends, and a byte order mark at the start.</summary>
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
