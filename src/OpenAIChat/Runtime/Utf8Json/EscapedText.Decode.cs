#if NET
using System.Diagnostics;
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

#if NET
    // Decodes all but the last few bytes.
    private static (int Read, int Written) DecodeBlocks(ReadOnlySpan<byte> utf8, Span<char> target)
    {
        int read = 0;
        int written = 0;
        // Neither loads nor stores ask for bounds: they stay within a block, a sequence and a block from here, and so many bytes are left.
        while (utf8.Length - read >= (2 * Block) + LongestSequence)
        {
            Debug.Assert(target.Length - written >= utf8.Length - read, "Each byte left has room for a character.");
            ref byte from = ref Unsafe.Add(ref MemoryMarshal.GetReference(utf8), read);
            ref char to = ref Unsafe.Add(ref MemoryMarshal.GetReference(target), written);
            Vector128<byte> bytes = Vector128.LoadUnsafe(ref from);
            Widen(bytes, ref to);
            uint foreign = bytes.ExtractMostSignificantBits();
            uint others = foreign | Backslashes(bytes).ExtractMostSignificantBits();
            if (others == 0)
            {
                int plain = Block + CopyPlainRun(utf8.Slice(read + Block), target.Slice(written + Block));
                read += plain;
                written += plain;
                continue;
            }

            if (BitOperations.PopCount(foreign) > FewBytes)
            {
                (int taken, int decoded) = DecodeRun(utf8.Slice(read), target.Slice(written));
                read += taken;
                written += decoded;
                continue;
            }

            int after = 0;
            int saved = 0;
            for (; others != 0; others &= others - 1)
            {
                int at = BitOperations.TrailingZeroCount(others);
                if (at < after)
                {
                    // Within a sequence.
                    continue;
                }

                (int taken, int decoded) = DecodeOne(utf8.Slice(read + at), target.Slice(written + at - saved));
                after = at + taken;
                saved += taken - decoded;
                Debug.Assert(read + after + Block <= utf8.Length && written + after - saved + Block <= target.Length, "The block after the sequence is inside.");
                Widen(Vector128.LoadUnsafe(ref from, (nuint)after), ref Unsafe.Add(ref to, after - saved));
            }

            after = Math.Max(after, Block);
            read += after;
            written += after - saved;
        }

        return (read, written);
    }

    // Copies ASCII without escapes, two blocks at a time; returns how many bytes.
    private static int CopyPlainRun(ReadOnlySpan<byte> utf8, Span<char> target)
    {
        ref byte from = ref MemoryMarshal.GetReference(utf8);
        ref char to = ref MemoryMarshal.GetReference(target);
        int copied = 0;
        while (utf8.Length - copied >= 2 * Block)
        {
            Debug.Assert(copied + (2 * Block) <= target.Length, "The target has room for every byte.");
            Vector128<byte> one = Vector128.LoadUnsafe(ref from, (nuint)copied);
            Vector128<byte> other = Vector128.LoadUnsafe(ref from, (nuint)(copied + Block));
            if ((one | other | Backslashes(one) | Backslashes(other)).ExtractMostSignificantBits() != 0)
            {
                break;
            }

            Widen(one, ref Unsafe.Add(ref to, copied));
            Widen(other, ref Unsafe.Add(ref to, copied + Block));
            copied += 2 * Block;
        }

        return copied;
    }

    private static Vector128<byte> Backslashes(Vector128<byte> bytes) => Vector128.Equals(bytes, Vector128.Create((byte)'\\'));

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
