#if NET
using System.Buffers;
using System.Diagnostics;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Text.Unicode;
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

    /// <summary>Encodes text into bytes that have room for <see cref="MaxBytes"/> for each character; half a surrogate pair becomes U+FFFD.</summary>
    /// <returns>How many bytes were written. What follows them may have been overwritten.</returns>
    public static int Encode(ReadOnlySpan<char> text, Span<byte> target)
    {
#if NET
        (int read, int written) = text.Length > 2 * Block ? EncodeBlocks(text, target) : (0, 0);
        if (text.Length - read >= Block)
        {
            int plain = CopyPlain(text.Slice(read), target.Slice(written));
            read += plain;
            written += plain;
        }
#else
        int read = 0;
        int written = 0;
#endif
        while (read < text.Length)
        {
            char next = text[read];
            if (next is >= ' ' and < '\u0080' and not ('"' or '\\'))
            {
                target[written++] = (byte)next;
                read++;
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

#if NET
    // What is read and encoded at once. A block is looked at twice as far, so that what follows an escape in it can be written again behind it.
    private const int Block = 16;

    // With more other characters than this in a block it is no English with a quote here and there, but another script.
    private const int FewCharacters = 4;

    private static readonly SearchValues<char> Escapes = SearchValues.Create(
        "\"\\" +
        "\u0000\u0001\u0002\u0003\u0004\u0005\u0006\u0007\u0008\u0009\u000A\u000B\u000C\u000D\u000E\u000F" +
        "\u0010\u0011\u0012\u0013\u0014\u0015\u0016\u0017\u0018\u0019\u001A\u001B\u001C\u001D\u001E\u001F");

    // Encodes all but the last few characters.
    private static (int Read, int Written) EncodeBlocks(ReadOnlySpan<char> text, Span<byte> target)
    {
        int read = 0;
        int written = 0;
        // Neither loads nor stores ask for bounds: they stay within two blocks and a character from here, and so many are left.
        while (text.Length - read > 2 * Block)
        {
            Debug.Assert(target.Length - written >= (text.Length - read) * MaxBytes, "Each character left has room for its longest form.");
            ref char from = ref Unsafe.Add(ref MemoryMarshal.GetReference(text), read);
            ref byte to = ref Unsafe.Add(ref MemoryMarshal.GetReference(target), written);
            Vector128<byte> bytes = Narrow(ref from);
            bytes.StoreUnsafe(ref to);
            uint others = Others(bytes).ExtractMostSignificantBits();
            if (others == 0)
            {
                int plain = Block + CopyPlainRun(text.Slice(read + Block), target.Slice(written + Block));
                read += plain;
                written += plain;
                continue;
            }

            if (BitOperations.PopCount(bytes.ExtractMostSignificantBits()) > FewCharacters)
            {
                (int characters, int encoded) = EncodeRun(text.Slice(read), target.Slice(written));
                read += characters;
                written += encoded;
                continue;
            }

            int after = 0;
            int extra = 0;
            for (; others != 0; others &= others - 1)
            {
                int at = BitOperations.TrailingZeroCount(others);
                if (at < after)
                {
                    // The second half of a surrogate pair.
                    continue;
                }

                char next = text[read + at];
                byte letter = next < ShortEscapes.Length ? ShortEscapes[next] : (byte)0;
                if (letter != 0)
                {
                    target[written + at + extra] = (byte)'\\';
                    target[written + at + extra + 1] = letter;
                    after = at + 1;
                    extra++;
                }
                else
                {
                    (int characters, int encoded) = EncodeOne(text.Slice(read + at), target.Slice(written + at + extra));
                    after = at + characters;
                    extra += encoded - characters;
                }

                Debug.Assert(read + after + Block <= text.Length && written + after + extra + Block <= target.Length, "The block after the escape is inside.");
                Narrow(ref Unsafe.Add(ref from, after)).StoreUnsafe(ref Unsafe.Add(ref to, after + extra));
            }

            after = Math.Max(after, Block);
            read += after;
            written += after + extra;
        }

        return (read, written);
    }

    // Copies characters that need nothing else, two blocks at a time; returns how many.
    private static int CopyPlainRun(ReadOnlySpan<char> text, Span<byte> target)
    {
        ref char from = ref MemoryMarshal.GetReference(text);
        ref byte to = ref MemoryMarshal.GetReference(target);
        int copied = 0;
        while (text.Length - copied >= 2 * Block)
        {
            Debug.Assert(copied + (2 * Block) <= target.Length, "The target has room for every character.");
            Vector128<byte> one = Narrow(ref Unsafe.Add(ref from, copied));
            Vector128<byte> other = Narrow(ref Unsafe.Add(ref from, copied + Block));
            if ((Others(one) | Others(other)) != Vector128<byte>.Zero)
            {
                break;
            }

            one.StoreUnsafe(ref Unsafe.Add(ref to, copied));
            other.StoreUnsafe(ref Unsafe.Add(ref to, copied + Block));
            copied += 2 * Block;
        }

        return copied;
    }

    // Sixteen characters as bytes: right for ASCII, and above it for all else.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<byte> Narrow(ref char from)
    {
        ref ushort units = ref Unsafe.As<char, ushort>(ref from);
        Vector128<ushort> most = Vector128.Create((ushort)byte.MaxValue);
        return Vector128.Narrow(
            Vector128.Min(Vector128.LoadUnsafe(ref units), most),
            Vector128.Min(Vector128.LoadUnsafe(ref units, (nuint)Vector128<ushort>.Count), most));
    }

    // The bytes that are not to be copied as they are; as signed numbers, those that are no ASCII lie below the space too.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<byte> Others(Vector128<byte> bytes) =>
        Vector128.LessThan(bytes.AsSByte(), Vector128.Create((sbyte)' ')).AsByte()
            | Vector128.Equals(bytes, Vector128.Create((byte)'"'))
            | Vector128.Equals(bytes, Vector128.Create((byte)'\\'));

    // Copies sixteen characters, and says how many of them needed nothing else.
    private static int CopyPlain(ReadOnlySpan<char> text, Span<byte> target)
    {
        Debug.Assert(text.Length >= Block && target.Length >= Block, "There is a whole block.");
        Vector128<byte> bytes = Narrow(ref MemoryMarshal.GetReference(text));
        bytes.CopyTo(target);
        return Math.Min(BitOperations.TrailingZeroCount(Others(bytes).ExtractMostSignificantBits()), Block);
    }

    // Encodes text of another script up to the next escape, and that escape too.
    private static (int Read, int Written) EncodeRun(ReadOnlySpan<char> text, Span<byte> target)
    {
        int length = text.IndexOfAny(Escapes);
        ReadOnlySpan<char> run = length < 0 ? text : text.Slice(0, length);
        length = run.IndexOfAny('\u0085', '\u2028', '\u2029');
        run = length < 0 ? run : run.Slice(0, length);
        Utf8.FromUtf16(run, target, out _, out int written);
        if (run.Length == text.Length)
        {
            return (run.Length, written);
        }

        (int characters, int bytes) = EncodeOne(text.Slice(run.Length), target.Slice(written));
        return (run.Length + characters, written + bytes);
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
