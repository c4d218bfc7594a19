#if NET
using System.Diagnostics;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace OpenAIChat.Runtime;

/// <summary>From bytes to characters, many at a time.</summary>
internal static partial class EscapedText
{
    // With more bytes of other characters than this among sixteen it is no English with a quote here and there, but another script.
    private const int FewBytes = 8;

    // For each set of eight bytes that are dropped: which bytes of eight characters stay.
    private static readonly byte[] KeptOrder = CreateOrder(static set => Spread(~set & 0xFF, 2) * 3);

    // For each set of eight bytes that are backslashes: which of them begin an escape. From 256 on where the first one is the end of one.
    private static readonly byte[] EscapeStarts = CreateEscapeStarts();

    // Decodes all but the last few bytes.
    private static (int Read, int Written) DecodeBlocks(ReadOnlySpan<byte> utf8, Span<char> target)
    {
        int read = 0;
        int written = 0;
        // Neither loads nor stores ask for bounds: they stay within two vectors and a sequence from here, and so many bytes are left.
        while (utf8.Length - read >= (2 * Vector128<byte>.Count) + LongestSequence)
        {
            Debug.Assert(target.Length - written >= utf8.Length - read, "Each byte left has room for a character.");
            ref byte from = ref Unsafe.Add(ref MemoryMarshal.GetReference(utf8), read);
            ref char to = ref Unsafe.Add(ref MemoryMarshal.GetReference(target), written);
            Vector128<byte> bytes = Vector128.LoadUnsafe(ref from);
            uint foreign = bytes.ExtractMostSignificantBits();
            int taken;
            int decoded;
            if (foreign != 0)
            {
                (taken, decoded) = BitOperations.PopCount(foreign) > FewBytes
                    ? DecodeRun(utf8.Slice(read), target.Slice(written))
                    : DecodeMixed(utf8.Slice(read), target.Slice(written), foreign | Backslashes(bytes).ExtractMostSignificantBits());
            }
            else if (Backslashes(bytes) == Vector128<byte>.Zero)
            {
                const int First = 16;
                Widen(bytes, ref to);
                taken = decoded = First + CopyPlain(utf8.Slice(read + First), target.Slice(written + First));
            }
            else
            {
                (taken, decoded) = DecodeEscapes(utf8.Slice(read), target.Slice(written));
                if (taken == 0)
                {
                    uint backslashes = Backslashes(bytes).ExtractMostSignificantBits();
                    (taken, decoded) = DecodeMixed(utf8.Slice(read), target.Slice(written), backslashes);
                }
            }

            read += taken;
            written += decoded;
        }

        return (read, written);
    }

    // Decodes ASCII eight bytes at a time, whichever of them are escapes, until something else comes, and some blocks at most.
    private static (int Read, int Written) DecodeEscapes(ReadOnlySpan<byte> utf8, Span<char> target)
    {
        ref byte from = ref MemoryMarshal.GetReference(utf8);
        ref ushort to = ref Unsafe.As<char, ushort>(ref MemoryMarshal.GetReference(target));
        byte[] keptOrder = KeptOrder;
        byte[] escapeStarts = EscapeStarts;
        int read = 0;
        int written = 0;
        // One where the block before ended with the start of an escape.
        uint carry = 0;
        for (int block = 0; block < BlocksAfterShortRun && utf8.Length - read >= Vector128<byte>.Count; block++)
        {
            Debug.Assert(target.Length - written >= utf8.Length - read, "Each byte left has room for a character.");
            Vector128<byte> bytes = Vector128.LoadUnsafe(ref from, (nuint)read);
            Vector128<ushort> units = Vector128.WidenLower(bytes);
            uint starts = escapeStarts[(Backslashes(bytes).ExtractMostSignificantBits() & 0xFF) + (carry * 256)];
            Vector128<ushort> lanes = Vector128.Create((ushort)1, 2, 4, 8, 16, 32, 64, 128);
            Vector128<ushort> isLetter = Vector128.Equals(Vector128.Create((ushort)((starts << 1) | carry)) & lanes, lanes);
            Vector128<ushort> isRare = (isLetter & Vector128.Equals(units, Each('u'))) | (units & Each(0x80));
            if (isRare != Vector128<ushort>.Zero)
            {
                break;
            }

            // A quote, a slash and a backslash stand for themselves; the others are told apart by the last four bits of half the letter.
            Vector128<ushort> isNamed = isLetter & Vector128.Equals(units & Each(0x60), Each(0x60));
            Vector128<ushort> named = Shuffle(
                Vector128.Create(0, (byte)'\b', 0, (byte)'\f', 0, 0, 0, (byte)'\n', 0, (byte)'\r', (byte)'\t', 0, 0, 0, 0, 0),
                (Vector128.ShiftRightLogical(units, 1) & Each(0x0F)).AsByte()).AsUInt16();
            Vector128<byte> characters = Vector128.ConditionalSelect(isNamed, named, units).AsByte();
            Shuffle(characters, Order(keptOrder, starts)).AsUInt16().StoreUnsafe(ref to, (nuint)written);
            read += Block;
            written += Block - BitOperations.PopCount(starts);
            carry = starts >> 7;
        }

        // What has no letter yet is read again.
        return (read - (int)carry, written);
    }

    // Decodes sixteen bytes, some of which are escapes or no ASCII: what follows each of those is stored once more behind it.
    private static (int Read, int Written) DecodeMixed(ReadOnlySpan<byte> utf8, Span<char> target, uint others)
    {
        ref byte from = ref MemoryMarshal.GetReference(utf8);
        ref char to = ref MemoryMarshal.GetReference(target);
        Widen(Vector128.LoadUnsafe(ref from), ref to);
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

            (int taken, int decoded) = DecodeOne(utf8.Slice(at), target.Slice(at - saved));
            after = at + taken;
            saved += taken - decoded;
            Debug.Assert(after + Vector128<byte>.Count <= utf8.Length, "The vector after the sequence is inside.");
            Debug.Assert(after - saved + Vector128<byte>.Count <= target.Length, "There is room for what follows the sequence.");
            Widen(Vector128.LoadUnsafe(ref from, (nuint)after), ref Unsafe.Add(ref to, after - saved));
        }

        after = Math.Max(after, Vector128<byte>.Count);
        return (after, after - saved);
    }

    // Decodes text of another script up to the next escape, and that escape too.
    private static (int Read, int Written) DecodeRun(ReadOnlySpan<byte> utf8, Span<char> target)
    {
        int length = utf8.IndexOf((byte)'\\');
        int read = length < 0 ? utf8.Length : length;
        bool valid = Utf8Text.TryDecode(utf8.Slice(0, read), target, out int written);
        Debug.Assert(valid, "The text was seen to be valid.");
        if (length < 0)
        {
            return (read, written);
        }

        (int bytes, int characters) = DecodeOne(utf8.Slice(read), target.Slice(written));
        return (read + bytes, written + characters);
    }

    // Copies ASCII without escapes, two vectors at a time; returns how many bytes.
    private static int CopyPlain(ReadOnlySpan<byte> utf8, Span<char> target)
    {
        ref byte from = ref MemoryMarshal.GetReference(utf8);
        ref char to = ref MemoryMarshal.GetReference(target);
        int copied = 0;
        while (utf8.Length - copied >= 2 * Vector128<byte>.Count)
        {
            Debug.Assert(copied + (2 * Vector128<byte>.Count) <= target.Length, "The target has room for every byte.");
            Vector128<byte> one = Vector128.LoadUnsafe(ref from, (nuint)copied);
            Vector128<byte> other = Vector128.LoadUnsafe(ref from, (nuint)(copied + Vector128<byte>.Count));
            if ((one | other | Backslashes(one) | Backslashes(other)).ExtractMostSignificantBits() != 0)
            {
                break;
            }

            Widen(one, ref Unsafe.Add(ref to, copied));
            Widen(other, ref Unsafe.Add(ref to, copied + Vector128<byte>.Count));
            copied += 2 * Vector128<byte>.Count;
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

    private static byte[] CreateEscapeStarts()
    {
        byte[] starts = new byte[2 * 256];
        for (int set = 0; set < starts.Length; set++)
        {
            for (int lane = set >> 8; lane < Block; lane++)
            {
                if ((set & (1 << lane)) != 0)
                {
                    // What follows belongs to the escape, even if it is a backslash.
                    starts[set] |= (byte)(1 << lane++);
                }
            }
        }

        return starts;
    }
}
#endif
