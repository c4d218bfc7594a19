#if NET
using System.Buffers;
#endif
#if NET
using System.Diagnostics;
using System.Runtime.CompilerServices;
#endif
using System.Runtime.InteropServices;
#if NET
using System.Runtime.Intrinsics;
#endif
using System.Text;
#if NET
using System.Text.Unicode;
#endif

namespace OpenAIChat.Runtime;

/// <summary>UTF-8 on every target framework.</summary>
internal static class Utf8Text
{
    /// <summary>Writes half a surrogate pair as U+FFFD, as every encoder of .NET does.</summary>
    public static readonly UTF8Encoding Encoding = new(encoderShouldEmitUTF8Identifier: false);

#if NET
    // Of so many characters a buffer is on the stack.
    private const int MaxOnStack = 256;

    // How many bytes are decoded at once by the framework, before characters of three bytes are looked for again.
    private const int FirstPiece = 64;
    private const int SmallPiece = 32;
    private const int MaxPiece = 1 << 24;

    public static bool IsValid(ReadOnlySpan<byte> utf8) => Utf8.IsValid(utf8);

    /// <summary>Decodes text; null when it is not valid UTF-8.</summary>
    public static string? TryDecode(byte[] utf8, int start, int length)
    {
        char[]? rented = length <= MaxOnStack ? null : ArrayPool<char>.Shared.Rent(length);
        Span<char> characters = rented ?? stackalloc char[MaxOnStack];
        // In one pass: no byte is looked at again to count characters, or to see whether it is valid.
        bool valid = TryDecode(utf8.AsSpan(start, length), characters, out int count);
        string? text = valid ? new string(characters.Slice(0, count)) : null;
        if (rented is not null)
        {
            ArrayPool<char>.Shared.Return(rented);
        }

        return text;
    }

    /// <summary>Decodes text into characters that have room for one for each byte; false when it is not valid UTF-8.</summary>
    public static bool TryDecode(ReadOnlySpan<byte> utf8, Span<char> target, out int written)
    {
        int read = 0;
        written = 0;
        // As long as nothing is gained by looking for triples, it is tried ever more rarely.
        for (int piece = FirstPiece; read < utf8.Length;)
        {
            int triples = DecodeTriples(utf8.Slice(read), target.Slice(written));
            read += 3 * triples;
            written += triples;
            piece = triples > 0 ? SmallPiece : piece < MaxPiece ? piece * 2 : piece;
            bool isLast = utf8.Length - read <= piece;
            ReadOnlySpan<byte> next = isLast ? utf8.Slice(read) : utf8.Slice(read, piece);
            OperationStatus status =
                Utf8.ToUtf16(next, target.Slice(written), out int taken, out int decoded, replaceInvalidSequences: false, isLast);
            read += taken;
            written += decoded;
            if (status == OperationStatus.InvalidData || (isLast && status != OperationStatus.Done))
            {
                return false;
            }
        }

        return true;
    }

    // Decodes characters of three bytes each, eight at a time, as long as nothing else comes; returns how many.
    private static int DecodeTriples(ReadOnlySpan<byte> utf8, Span<char> target)
    {
        const byte None = 0xFF;
        Vector128<byte> order = Vector128.Create(2, 1, 0, None, 5, 4, 3, None, 8, 7, 6, None, 11, 10, 9, None);
        ref byte from = ref MemoryMarshal.GetReference(utf8);
        ref ushort to = ref Unsafe.As<char, ushort>(ref MemoryMarshal.GetReference(target));
        int decoded = 0;
        // The second of the two vectors reaches four bytes beyond the last triple.
        for (int read = 0; utf8.Length - read >= 28; read += 24, decoded += 8)
        {
            Debug.Assert(target.Length - decoded >= Vector128<ushort>.Count, "Each byte left has room for a character.");
            Vector128<uint> lower = Vector128.Shuffle(Vector128.LoadUnsafe(ref from, (nuint)read), order).AsUInt32();
            Vector128<uint> upper = Vector128.Shuffle(Vector128.LoadUnsafe(ref from, (nuint)(read + 12)), order).AsUInt32();
            Vector128<uint> marks = Vector128.Create(0x00F0C0C0u);
            Vector128<uint> triple = Vector128.Create(0x00E08080u);
            Vector128<ushort> units = Vector128.Narrow(Join(lower), Join(upper));
            Vector128<ushort> high = units & Vector128.Create((ushort)0xF800);
            // What would fit two bytes, or is half a surrogate pair, is not valid.
            Vector128<ushort> wrong =
                Vector128.Equals(high, Vector128<ushort>.Zero) | Vector128.Equals(high, Vector128.Create((ushort)0xD800));
            if ((((lower & marks) ^ triple) | ((upper & marks) ^ triple)) != Vector128<uint>.Zero || wrong != Vector128<ushort>.Zero)
            {
                break;
            }

            units.StoreUnsafe(ref to, (nuint)decoded);
        }

        return decoded;
    }

    // The sixteen bits of a character from the three bytes that they stand in, the last one lowest.
    private static Vector128<uint> Join(Vector128<uint> triples) =>
        (triples & Vector128.Create(0x3Fu))
        | (Vector128.ShiftRightLogical(triples, 2) & Vector128.Create(0xFC0u))
        | (Vector128.ShiftRightLogical(triples, 4) & Vector128.Create(0xF000u));
#else
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static bool IsValid(ReadOnlySpan<byte> utf8)
    {
        foreach (byte next in utf8)
        {
            if (next >= 0x80)
            {
                byte[] copy = utf8.ToArray();
                return TryDecode(copy, 0, copy.Length) is not null;
            }
        }

        return true;
    }

    /// <summary>Decodes text; null when it is not valid UTF-8.</summary>
    public static string? TryDecode(byte[] utf8, int start, int length)
    {
        try
        {
            return Strict.GetString(utf8, start, length);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }
#endif

    /// <summary>Tells whether text holds half a surrogate pair, which has no UTF-8.</summary>
    public static bool HasHalfSurrogatePair(string text)
    {
#if NET
        int first = text.AsSpan().IndexOfAnyInRange('\ud800', '\udfff');
        if (first < 0)
        {
            return false;
        }
#else
        int first = 0;
#endif
        for (int i = first; i < text.Length; i++)
        {
            if (char.IsSurrogate(text[i]) && !char.IsSurrogatePair(text, i++))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Decodes what is known to be valid UTF-8.</summary>
    public static string Decode(byte[] utf8, int start, int length) => Encoding.GetString(utf8, start, length);

    /// <summary>Decodes what is known to be valid UTF-8.</summary>
    public static string Decode(ReadOnlyMemory<byte> utf8) =>
        MemoryMarshal.TryGetArray(utf8, out ArraySegment<byte> bytes)
            ? Decode(bytes.Array!, bytes.Offset, bytes.Count)
            : Encoding.GetString(utf8.ToArray());
}
