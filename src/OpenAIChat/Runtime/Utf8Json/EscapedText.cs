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
#endif
        while (read < text.Length)
        {
            char next = text[read];
            if (next is >= ' ' and < '\u0080' and not ('"' or '\\'))
            {
                target[written++] = (byte)next;
                read++;
#if !NET
                int plain = CopyPlain(text.Slice(read), target.Slice(written));
                read += plain;
                written += plain;
#endif
            }
            else
            {
                (int characters, int bytes) = EncodeOne(text.Slice(read), target.Slice(written));
                read += characters;
                written += bytes;
            }
        }

        return written;
    }

#if !NET
    // Copies ASCII in which nothing is to be escaped, eight characters at a time in two words of four; returns how many.
    private static int CopyPlain(ReadOnlySpan<char> text, Span<byte> target)
    {
        ReadOnlySpan<ulong> words = MemoryMarshal.Cast<char, ulong>(text);
        Span<ulong> eights = MemoryMarshal.Cast<byte, ulong>(target);
        int copied = 0;
        while (2 * copied + 1 < words.Length)
        {
            ulong first = words[2 * copied];
            ulong second = words[(2 * copied) + 1];
            if (!BitConverter.IsLittleEndian || !ArePlain(first, second))
            {
                break;
            }

            eights[copied++] = Narrow(first) | (Narrow(second) << 32);
        }

        return copied * 8;
    }

    private static bool ArePlain(ulong first, ulong second) =>
        ((first | second) & 0xFF80FF80FF80FF80) == 0 && (Plain(first) & Plain(second) & 0x0080008000800080) == 0x0080008000800080;

    // Adding what is missing to 0x80 sets that bit in a lane that is no control character, and differs from a quote and a backslash.
    private static ulong Plain(ulong ascii) =>
        (ascii + 0x0060006000600060)
        & ((ascii ^ 0x0022002200220022) + 0x007F007F007F007F)
        & ((ascii ^ 0x005C005C005C005C) + 0x007F007F007F007F);

    // Four characters below 0x80 as four bytes.
    private static ulong Narrow(ulong characters)
    {
        characters |= characters >> 8;
        return (characters & 0xFFFF) | ((characters >> 16) & 0xFFFF0000);
    }
#endif

    // Encodes one character that is to be escaped or is no ASCII.
    private static (int Read, int Written) EncodeOne(ReadOnlySpan<char> text, Span<byte> target)
    {
        char next = text[0];
        // Three of these are escaped by Newtonsoft though JSON does not ask for it.
        if (next is < '\u0080' or '\u0085' or '\u2028' or '\u2029')
        {
            return (1, Escape(next, target));
        }

        if (next < 0x800)
        {
            target[1] = (byte)(0x80 | (next & 0x3F));
            target[0] = (byte)(0xC0 | (next >> 6));
            return (1, 2);
        }

        if (char.IsSurrogate(next))
        {
            if (char.IsHighSurrogate(next) && text.Length > 1 && char.IsLowSurrogate(text[1]))
            {
                int point = char.ConvertToUtf32(next, text[1]);
                target[3] = (byte)(0x80 | (point & 0x3F));
                target[2] = (byte)(0x80 | ((point >> 6) & 0x3F));
                target[1] = (byte)(0x80 | ((point >> 12) & 0x3F));
                target[0] = (byte)(0xF0 | (point >> 18));
                return (2, 4);
            }

            next = '\uFFFD';
        }

        target[2] = (byte)(0x80 | (next & 0x3F));
        target[1] = (byte)(0x80 | ((next >> 6) & 0x3F));
        target[0] = (byte)(0xE0 | (next >> 12));
        return (1, 3);
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
