#if NET
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Text.Unicode;
#endif

namespace OpenAIChat.Runtime;

/// <summary>From bytes to characters.</summary>
internal static partial class EscapedText
{
    // A surrogate pair of two escapes.
    private const int LongestSequence = 12;

#if NET
    // As FewCharacters, counted in bytes.
    private const int FewBytes = 2 * FewCharacters;
#endif

    /// <summary>Decodes valid UTF-8 in which every escape is valid; half a surrogate pair becomes U+FFFD, as in Newtonsoft.</summary>
    /// <param name="utf8">What stands between the quotes.</param>
    /// <param name="target">Has room for as many characters as there are bytes.</param>
    /// <returns>How many characters were written. What lies behind them may have been overwritten.</returns>
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

        target[0] = '\uFFFD';
        return (6, 1);
    }

    // The four digits behind a backslash and a u.
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

#if NET
    // Decodes all but the last few bytes.
    private static (int Read, int Written) DecodeBlocks(ReadOnlySpan<byte> utf8, Span<char> target)
    {
        int read = 0;
        int written = 0;
        // Neither loads nor stores ask for bounds: they stay within a block, a sequence and a block from here, and so many bytes are left.
        while (utf8.Length - read >= (2 * Block) + LongestSequence)
        {
            ref byte from = ref Unsafe.Add(ref MemoryMarshal.GetReference(utf8), read);
            ref char to = ref Unsafe.Add(ref MemoryMarshal.GetReference(target), written);
            Vector128<byte> bytes = Vector128.LoadUnsafe(ref from);
            Widen(bytes, ref to);
            uint foreign = bytes.ExtractMostSignificantBits();
            if (BitOperations.PopCount(foreign) > FewBytes)
            {
                (int taken, int decoded) = DecodeRun(utf8.Slice(read), target.Slice(written));
                read += taken;
                written += decoded;
                continue;
            }

            int behind = 0;
            int saved = 0;
            uint others = foreign | Vector128.Equals(bytes, Vector128.Create((byte)'\\')).ExtractMostSignificantBits();
            for (; others != 0; others &= others - 1)
            {
                int at = BitOperations.TrailingZeroCount(others);
                if (at < behind)
                {
                    // Within a sequence.
                    continue;
                }

                (int taken, int decoded) = DecodeOne(utf8.Slice(read + at), target.Slice(written + at - saved));
                behind = at + taken;
                saved += taken - decoded;
                Widen(Vector128.LoadUnsafe(ref from, (nuint)behind), ref Unsafe.Add(ref to, behind - saved));
            }

            behind = Math.Max(behind, Block);
            read += behind;
            written += behind - saved;
        }

        return (read, written);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Widen(Vector128<byte> bytes, ref char to)
    {
        (Vector128<ushort> lower, Vector128<ushort> upper) = Vector128.Widen(bytes);
        ref ushort units = ref Unsafe.As<char, ushort>(ref to);
        lower.StoreUnsafe(ref units);
        upper.StoreUnsafe(ref units, (nuint)Vector128<ushort>.Count);
    }

    // Decodes text of another script up to the next escape, and that escape too.
    private static (int Read, int Written) DecodeRun(ReadOnlySpan<byte> utf8, Span<char> target)
    {
        int length = utf8.IndexOf((byte)'\\');
        Utf8.ToUtf16(length < 0 ? utf8 : utf8.Slice(0, length), target, out int read, out int written);
        if (length < 0)
        {
            return (read, written);
        }

        (int bytes, int characters) = DecodeOne(utf8.Slice(read), target.Slice(written));
        return (read + bytes, written + characters);
    }
#endif
}
