#if !NET
using System.Runtime.InteropServices;
#endif

namespace OpenAIChat.Runtime;

/// <summary>Text as it stands between the quotes of a JSON string: UTF-8, escaped exactly as JsonTextWriter does by default.</summary>
internal static partial class EscapedText
{
    /// <summary>No character takes more bytes than this.</summary>
    public const int MaxBytes = 6;

    // What follows the backslash of a short escape, by character; zero where there is none.
    private static ReadOnlySpan<byte> ShortEscapes =>
    [
        0, 0, 0, 0, 0, 0, 0, 0, (byte)'b', (byte)'t', (byte)'n', 0, (byte)'f', (byte)'r', 0, 0,
        0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
        0, 0, (byte)'"', 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
        0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
        0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
        0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, (byte)'\\', 0, 0, 0,
        0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
        0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    ];

    /// <summary>Encodes text; half a surrogate pair becomes U+FFFD.</summary>
    /// <param name="text">The text.</param>
    /// <param name="target">Has room for <see cref="MaxBytes"/> for each character.</param>
    /// <returns>How many bytes were written. What follows them may have been overwritten.</returns>
    public static int Encode(ReadOnlySpan<char> text, Span<byte> target)
    {
#if NET
        (int read, int written) = EncodeBlocks(text, target);
#else
        (int read, int written) = (0, 0);
        while (text.Length - read >= WordsLength)
        {
            int plain = CopyPlain(text.Slice(read), target.Slice(written));
            read += plain;
            written += plain;
            (read, written) = EncodeEach(text, read, Math.Min(read + WordsLength, text.Length), target, written);
        }
#endif
        (_, written) = EncodeEach(text, read, text.Length, target, written);
        return written;
    }

#if !NET
    // Two words of four characters each.
    private const int WordsLength = 8;

    // Below this, a call costs more than it saves.
    private const int LongRun = 32;

    // Copies ASCII in which nothing is to be escaped; returns how many characters.
    private static unsafe int CopyPlain(ReadOnlySpan<char> text, Span<byte> target)
    {
        ReadOnlySpan<ulong> words = MemoryMarshal.Cast<char, ulong>(text);
        int count = 0;
        while (count + 1 < words.Length && ArePlain(words[count], words[count + 1]))
        {
            count += 2;
        }

        int length = count * 4;
        if (length < LongRun)
        {
            for (int i = 0; i < length; i++)
            {
                target[i] = (byte)text[i];
            }

            return length;
        }

        fixed (char* from = text)
        fixed (byte* to = target)
        {
            return Utf8Text.Encoding.GetBytes(from, length, to, target.Length);
        }
    }

    // Eight characters below 0x80 are eight bytes of one word. Adding what is missing to 0x80 sets that bit in a byte that is no control
    // character, and differs from a quote and a backslash.
    private static bool ArePlain(ulong first, ulong second)
    {
        ulong ascii = first | (second << 8);
        return ((first | second) & 0xFF80FF80FF80FF80) == 0
            && ((ascii + 0x6060606060606060)
                & ((ascii ^ 0x2222222222222222) + 0x7F7F7F7F7F7F7F7F)
                & ((ascii ^ 0x5C5C5C5C5C5C5C5C) + 0x7F7F7F7F7F7F7F7F)
                & 0x8080808080808080) == 0x8080808080808080;
    }
#endif

    // Encodes one character after the other up to an index, and the rest of a surrogate pair that begins before it.
    private static (int Read, int Written) EncodeEach(ReadOnlySpan<char> text, int read, int end, Span<byte> target, int written)
    {
        while (read < end)
        {
            char next = text[read++];
            if (next is >= ' ' and < '\u0080' and not ('"' or '\\'))
            {
                target[written++] = (byte)next;
            }
            else if (next is < '\u0080' or '\u0085' or '\u2028' or '\u2029')
            {
                // The last three are escaped by Newtonsoft though JSON does not ask for it.
                written += Escape(next, target.Slice(written));
            }
            else if (next < 0x800)
            {
                target[written + 1] = (byte)(0x80 | (next & 0x3F));
                target[written] = (byte)(0xC0 | (next >> 6));
                written += 2;
            }
            else if (char.IsHighSurrogate(next) && read < text.Length && char.IsLowSurrogate(text[read]))
            {
                int point = char.ConvertToUtf32(next, text[read++]);
                target[written + 3] = (byte)(0x80 | (point & 0x3F));
                target[written + 2] = (byte)(0x80 | ((point >> 6) & 0x3F));
                target[written + 1] = (byte)(0x80 | ((point >> 12) & 0x3F));
                target[written] = (byte)(0xF0 | (point >> 18));
                written += 4;
            }
            else
            {
                int unit = char.IsSurrogate(next) ? '\uFFFD' : next;
                target[written + 2] = (byte)(0x80 | (unit & 0x3F));
                target[written + 1] = (byte)(0x80 | ((unit >> 6) & 0x3F));
                target[written] = (byte)(0xE0 | (unit >> 12));
                written += 3;
            }
        }

        return (read, written);
    }

    private static int Escape(char escaped, Span<byte> target)
    {
        byte letter = escaped < ShortEscapes.Length ? ShortEscapes[escaped] : (byte)0;
        target[0] = (byte)'\\';
        if (letter != 0)
        {
            target[1] = letter;
            return 2;
        }

        ReadOnlySpan<byte> digits = "0123456789abcdef"u8;
        target[5] = digits[escaped & 15];
        target[4] = digits[(escaped >> 4) & 15];
        target[3] = digits[(escaped >> 8) & 15];
        target[2] = digits[escaped >> 12];
        target[1] = (byte)'u';
        return 6;
    }
}
