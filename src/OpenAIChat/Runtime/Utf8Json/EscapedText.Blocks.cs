#if NET
using System.Diagnostics;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace OpenAIChat.Runtime;

/// <summary>From characters to bytes, many at a time.</summary>
/// <remarks>
/// ASCII without escapes is narrowed as far as it goes. Everything else goes eight characters at a time, whichever of them are escaped or
/// take two or three bytes: a vector holds every form, and a table says which of its bytes count. Nothing in it branches on where they are.
/// </remarks>
internal static partial class EscapedText
{
    private const int Block = 8;

    // A shorter run of plain characters is not worth leaving the blocks for; where there was one, there will be more.
    private const int LongRun = 64;
    private const int BlocksAfterShortRun = 8;

    // For each set of eight characters that take two bytes: which bytes of eight pairs count.
    private static readonly byte[] PairOrder = CreateOrder(static set => 0xAAAA | Spread(set, 2));

    // For each set of four characters that take two bytes or more, and (times 16) that take three: which bytes of four quadruples count.
    private static readonly byte[] TripleOrder = CreateOrder(static set => 0x8888 | (Spread(set & 15, 4) << 2) | Spread(set >> 4, 4));

    // Encodes all but the last few characters.
    private static (int Read, int Written) EncodeBlocks(ReadOnlySpan<char> text, Span<byte> target)
    {
        Debug.Assert(target.Length >= text.Length * MaxBytes, "Each character has room for its longest form.");
        ref ushort from = ref Unsafe.As<char, ushort>(ref MemoryMarshal.GetReference(text));
        ref byte to = ref MemoryMarshal.GetReference(target);
        int plain = CopyPlain(ref from, ref to, text.Length);
        return text.Length - plain < Block ? (plain, plain) : EncodeMixed(text, target, plain);
    }

    // Apart, so that it is compiled for what it meets, and not for the plain text that never comes here.
    private static (int Read, int Written) EncodeMixed(ReadOnlySpan<char> text, Span<byte> target, int read)
    {
        ref ushort from = ref Unsafe.As<char, ushort>(ref MemoryMarshal.GetReference(text));
        ref byte to = ref MemoryMarshal.GetReference(target);
        int written = read;
        int blocksToGo = 0;
        // Before the loop, which may be compiled for good before the tables are there.
        byte[] pairOrder = PairOrder;
        byte[] tripleOrder = TripleOrder;
        while (text.Length - read >= Block)
        {
            // A block is stored as two vectors of 16 bytes at most, and eight characters have room for 48.
            Debug.Assert(target.Length - written >= (text.Length - read) * MaxBytes, "Each character left has room for its longest form.");
            int encoded = EncodeBlock(Vector128.LoadUnsafe(ref from, (nuint)read), ref Unsafe.Add(ref to, written), pairOrder, tripleOrder);
            if (encoded == 0)
            {
                (read, written) = EncodeEach(text, read, read + Block, target, written);
                continue;
            }

            read += Block;
            written += encoded;
            if (--blocksToGo < 0 && encoded == Block)
            {
                int plain = CopyPlain(ref Unsafe.Add(ref from, read), ref Unsafe.Add(ref to, written), text.Length - read);
                read += plain;
                written += plain;
                blocksToGo = plain < LongRun ? BlocksAfterShortRun : 0;
            }
        }

        return (read, written);
    }

    // Copies ASCII in which nothing is to be escaped; returns how many characters. What is shorter than a vector is left.
    private static int CopyPlain(ref ushort from, ref byte to, int length)
    {
        int copied = 0;
        if (Vector256.IsHardwareAccelerated)
        {
            for (; length - copied >= Vector256<byte>.Count; copied += Vector256<byte>.Count)
            {
                Vector256<ushort> lower = Vector256.LoadUnsafe(ref from, (nuint)copied);
                Vector256<ushort> upper = Vector256.LoadUnsafe(ref from, (nuint)(copied + Vector256<ushort>.Count));
                Vector256<byte> bytes = Vector256.Narrow(lower, upper);
                Vector256<byte> escapes = Vector256.LessThan(bytes, Vector256.Create((byte)' '))
                    | Vector256.Equals(bytes, Vector256.Create((byte)'"'))
                    | Vector256.Equals(bytes, Vector256.Create((byte)'\\'));
                if (((lower | upper) & Vector256.Create((ushort)0xFF80)) != Vector256<ushort>.Zero || escapes != Vector256<byte>.Zero)
                {
                    break;
                }

                bytes.StoreUnsafe(ref to, (nuint)copied);
            }
        }

        while (length - copied >= Vector128<byte>.Count && TryCopyPlain(ref from, ref to, copied))
        {
            copied += Vector128<byte>.Count;
        }

        // The last characters once more, with some that were copied before them.
        bool isNearEnd = copied > 0 && length - copied < Vector128<byte>.Count;
        return isNearEnd && TryCopyPlain(ref from, ref to, length - Vector128<byte>.Count) ? length : copied;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool TryCopyPlain(ref ushort from, ref byte to, int at)
    {
        Vector128<ushort> lower = Vector128.LoadUnsafe(ref from, (nuint)at);
        Vector128<ushort> upper = Vector128.LoadUnsafe(ref from, (nuint)(at + Vector128<ushort>.Count));
        Vector128<byte> bytes = Vector128.Narrow(lower, upper);
        Vector128<byte> escapes = Vector128.LessThan(bytes, Vector128.Create((byte)' '))
            | Vector128.Equals(bytes, Vector128.Create((byte)'"'))
            | Vector128.Equals(bytes, Vector128.Create((byte)'\\'));
        if (((lower | upper) & Each(0xFF80)) != Vector128<ushort>.Zero || escapes != Vector128<byte>.Zero)
        {
            return false;
        }

        bytes.StoreUnsafe(ref to, (nuint)at);
        return true;
    }

    // Encodes eight characters and returns how many bytes they take; zero where there is a surrogate, or an escape of six characters.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int EncodeBlock(Vector128<ushort> units, ref byte to, byte[] pairOrder, byte[] tripleOrder)
    {
        Vector128<ushort> isControl = Vector128.Equals(units & Each(0xFFE0), Vector128<ushort>.Zero);
        // The letters stand at the last four bits of the characters that they escape. From 16 on the highest bit is set: there is none.
        Vector128<ushort> index = units | (Vector128.ShiftLeft(units, 3) & Each(0x80));
        Vector128<byte> letterTable = Vector128.Create(0UL, 0x0000_7266_006E_7462).AsByte();
        Vector128<ushort> letters = Shuffle(letterTable, index.AsByte()).AsUInt16() & isControl;
        Vector128<ushort> isRare = isControl & Vector128.Equals(letters, Vector128<ushort>.Zero);
        Vector128<ushort> isPair = isControl | Vector128.Equals(units, Each('"')) | Vector128.Equals(units, Each('\\'));
        // Each lane holds what may be two bytes; where it is one, it is the second.
        Vector128<ushort> pairs = Vector128.ShiftLeft(Vector128.ConditionalSelect(isControl, letters, units), 8) | Each('\\');
        if ((units & Each(0xFF80)) != Vector128<ushort>.Zero)
        {
            Vector128<ushort> isAscii = Vector128.Equals(units & Each(0xFF80), Vector128<ushort>.Zero);
            Vector128<ushort> sixBits = (Vector128.ShiftRightLogical(units, 6) & Each(0x3F))
                | (Vector128.ShiftLeft(units, 8) & Each(0x3F00));
            isRare |= Vector128.Equals(units, Each(0x85));
            isPair |= ~isAscii;
            pairs = Vector128.ConditionalSelect(isAscii, pairs, sixBits | Each(0x80C0));
            if ((units & Each(0xF800)) != Vector128<ushort>.Zero)
            {
                return EncodeTriples(units, pairs, isPair, isRare, ref to, tripleOrder);
            }
        }

        if (isRare != Vector128<ushort>.Zero)
        {
            return 0;
        }

        uint set = isPair.ExtractMostSignificantBits();
        Shuffle(pairs.AsByte(), Order(pairOrder, set)).StoreUnsafe(ref to);
        return Block + BitOperations.PopCount(set);
    }

    // As EncodeBlock, where there are characters of three bytes. The last two bytes of those stand in the pairs, but for one bit.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int EncodeTriples(
        Vector128<ushort> units, Vector128<ushort> pairs, Vector128<ushort> isPair, Vector128<ushort> isRare, ref byte to, byte[] order)
    {
        Vector128<ushort> high = units & Each(0xF800);
        isRare |= Vector128.Equals(high, Each(0xD800))
            | Vector128.Equals(units & Each(0xFFFE), Each(0x2028));
        if (isRare != Vector128<ushort>.Zero)
        {
            return 0;
        }

        Vector128<ushort> starts = Vector128.ShiftRightLogical(units, 12) | Each(0xE0);
        Vector128<ushort> isShort = Vector128.Equals(high, Vector128<ushort>.Zero);
        if (isShort == Vector128<ushort>.Zero)
        {
            const byte No = 0xFF;
            Vector128<byte> two = (starts | Vector128.ShiftLeft(pairs & Each(0xBF), 8)).AsByte();
            Vector128<byte> third = pairs.AsByte();
            Vector128<byte> lowerTwo = Vector128.Create(0, 1, No, 2, 3, No, 4, 5, No, 6, 7, No, 8, 9, No, 10);
            Vector128<byte> lowerThird = Vector128.Create(No, No, 1, No, No, 3, No, No, 5, No, No, 7, No, No, 9, No);
            Vector128<byte> upperTwo = Vector128.Create(11, No, 12, 13, No, 14, 15, No, No, No, No, No, No, No, No, No);
            Vector128<byte> upperThird = Vector128.Create(No, 11, No, No, 13, No, No, 15, No, No, No, No, No, No, No, No);
            (Shuffle(two, lowerTwo) | Shuffle(third, lowerThird)).StoreUnsafe(ref to);
            (Shuffle(two, upperTwo) | Shuffle(third, upperThird)).StoreUnsafe(ref to, 16);
            return 3 * Block;
        }

        pairs = Vector128.ConditionalSelect(isShort, pairs, pairs & Each(0xFFBF));
        uint set = isPair.ExtractMostSignificantBits();
        uint triples = ~isShort.ExtractMostSignificantBits() & 0xFF;
        Vector128<uint> lower = Vector128.WidenLower(starts) | Vector128.ShiftLeft(Vector128.WidenLower(pairs), 16);
        Vector128<uint> upper = Vector128.WidenUpper(starts) | Vector128.ShiftLeft(Vector128.WidenUpper(pairs), 16);
        uint half = (set & 15) | ((triples & 15) << 4);
        int lowerLength = (Block / 2) + BitOperations.PopCount(half);
        Shuffle(lower.AsByte(), Order(order, half)).StoreUnsafe(ref to);
        Shuffle(upper.AsByte(), Order(order, (set >> 4) | (triples & 0xF0))).StoreUnsafe(ref to, (nuint)lowerLength);
        return Block + BitOperations.PopCount(set) + BitOperations.PopCount(triples);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<ushort> Each(int value) => Vector128.Create((ushort)value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<byte> Order(byte[] orders, uint set)
    {
        Debug.Assert(set < 256, "The table has 256 orders.");
        return Vector128.LoadUnsafe(ref MemoryMarshal.GetArrayDataReference(orders), set * 16);
    }

    // An index above 127 gives zero, and none between 16 and 127 is asked for: then the instructions of all processors agree.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<byte> Shuffle(Vector128<byte> bytes, Vector128<byte> order) =>
        Ssse3.IsSupported ? Ssse3.Shuffle(bytes, order)
        : AdvSimd.Arm64.IsSupported ? AdvSimd.Arm64.VectorTableLookup(bytes, order)
        : Vector128.Shuffle(bytes, order);

    // The indexes of the bytes that are kept of sixteen, for each set of lanes.
    private static byte[] CreateOrder(Func<int, int> keptOf)
    {
        byte[] orders = new byte[256 * 16];
        for (int set = 0; set < 256; set++)
        {
            int next = set * 16;
            for (int kept = keptOf(set); kept != 0; kept &= kept - 1)
            {
                orders[next++] = (byte)BitOperations.TrailingZeroCount(kept);
            }
        }

        return orders;
    }

    // Each bit at a multiple of its index.
    private static int Spread(int bits, int distance)
    {
        int spread = 0;
        for (int lane = 0; bits != 0; lane++, bits >>= 1)
        {
            spread |= (bits & 1) << (lane * distance);
        }

        return spread;
    }
}
#endif
