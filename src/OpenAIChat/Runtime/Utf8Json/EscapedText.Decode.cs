namespace OpenAIChat.Runtime;

/// <summary>From bytes to characters.</summary>
internal static partial class EscapedText
{
    // A surrogate pair of two escapes.
    private const int LongestSequence = 12;

    /// <summary>Decodes valid UTF-8 in which every escape is valid; half a surrogate pair stays what it is.</summary>
    /// <param name="utf8">What stands between the quotes.</param>
    /// <param name="target">Has room for as many characters as there are bytes.</param>
    /// <returns>How many characters were written. What follows them may have been overwritten.</returns>
    public static int Decode(ReadOnlySpan<byte> utf8, Span<char> target)
    {
#if NET
        (int read, int written) = DecodeBlocks(utf8, target);
#else
        int read = 0;
        int written = 0;
#endif
        while (read < utf8.Length)
        {
            byte next = utf8[read];
            if (next is < 0x80 and not (byte)'\\')
            {
                target[written++] = (char)next;
                read++;
            }
            else
            {
                (int bytes, int characters) = DecodeOne(utf8.Slice(read), target.Slice(written));
                read += bytes;
                written += characters;
            }
        }

        return written;
    }

    // Decodes an escape, or a character that is no ASCII.
    private static (int Read, int Written) DecodeOne(ReadOnlySpan<byte> utf8, Span<char> target)
    {
        byte first = utf8[0];
        if (first == (byte)'\\')
        {
            return Unescape(utf8, target);
        }

        if (first < 0xE0)
        {
            target[0] = (char)(((first & 0x1F) << 6) | (utf8[1] & 0x3F));
            return (2, 1);
        }

        if (first < 0xF0)
        {
            target[0] = (char)(((first & 0x0F) << 12) | ((utf8[1] & 0x3F) << 6) | (utf8[2] & 0x3F));
            return (3, 1);
        }

        int point = ((first & 0x07) << 18) | ((utf8[1] & 0x3F) << 12) | ((utf8[2] & 0x3F) << 6) | (utf8[3] & 0x3F);
        target[1] = (char)(0xDC00 | (point & 0x3FF));
        target[0] = (char)(0xD800 | ((point - 0x10000) >> 10));
        return (4, 2);
    }

    private static (int Read, int Written) Unescape(ReadOnlySpan<byte> utf8, Span<char> target)
    {
        char plain = utf8[1] switch
        {
            (byte)'n' => '\n',
            (byte)'b' => '\b',
            (byte)'f' => '\f',
            (byte)'r' => '\r',
            (byte)'t' => '\t',
            (byte)'u' => Hexadecimal(utf8),
            _ => (char)utf8[1],
        };
        target[0] = plain;
        if (utf8[1] != (byte)'u')
        {
            return (2, 1);
        }

        if (!char.IsSurrogate(plain))
        {
            return (6, 1);
        }

        if (char.IsHighSurrogate(plain) && utf8.Length >= LongestSequence && utf8[6] == (byte)'\\' && utf8[7] == (byte)'u')
        {
            char low = Hexadecimal(utf8.Slice(6));
            if (char.IsLowSurrogate(low))
            {
                target[1] = low;
                return (LongestSequence, 2);
            }
        }

        // One half: the other may be in the next piece of a stream.
        return (6, 1);
    }

    // The four digits after a backslash and a u.
    private static char Hexadecimal(ReadOnlySpan<byte> utf8)
    {
        int number = 0;
        for (int i = 2; i < 6; i++)
        {
            // A letter's lower four bits count from one.
            int digit = (utf8[i] & 0x0F) + (utf8[i] > (byte)'9' ? 9 : 0);
            number = (number << 4) | digit;
        }

        return (char)number;
    }
}
