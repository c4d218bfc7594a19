using System.Buffers.Binary;
#if NET
using System.Text;
#endif

namespace OpenAIChat.Runtime;

/// <summary>Hands out the same string for the same bytes of one document or one stream, as far as a small fixed table goes.</summary>
/// <remarks>
/// Ids, model names, roles and enum values repeat in every chunk of a stream; comparing bytes is far cheaper than a new string.
/// </remarks>
/// <param name="bits">The table holds two to this power of strings.</param>
internal sealed class StringCache(int bits)
{
    /// <summary>Longer text is unlikely to come again.</summary>
    public const int LongestText = 64;

    private readonly string?[] table = new string?[1 << bits];
    private bool used;

    /// <summary>Forgets every string.</summary>
    public void Clear()
    {
        if (used)
        {
            Array.Clear(table, 0, table.Length);
            used = false;
        }
    }

    /// <summary>
    /// Gets the string for bytes without escapes, no longer than <see cref="LongestText"/>; null when they are not valid UTF-8.
    /// </summary>
    public string? TryGet(byte[] data, int start, int length)
    {
        ReadOnlySpan<byte> utf8 = data.AsSpan(start, length);
        ref string? slot = ref table[Hash(utf8) >> (64 - bits)];
        string? known = slot;
        if (known is not null && known.Length == utf8.Length && Same(utf8, known))
        {
            return known;
        }

        string? text = Utf8Text.TryDecode(data, start, length);
        // Only ASCII can be compared byte by char.
        if (text?.Length == utf8.Length)
        {
            slot = text;
            used = true;
        }

        return text;
    }

    private static ulong Hash(ReadOnlySpan<byte> utf8)
    {
        ulong mixed;
        if (utf8.Length >= 8)
        {
            mixed = BinaryPrimitives.ReadUInt64LittleEndian(utf8)
                ^ (BinaryPrimitives.ReadUInt64LittleEndian(utf8.Slice(utf8.Length - 8)) * 31);
        }
        else if (utf8.Length >= 4)
        {
            mixed = BinaryPrimitives.ReadUInt32LittleEndian(utf8)
                | ((ulong)BinaryPrimitives.ReadUInt32LittleEndian(utf8.Slice(utf8.Length - 4)) << 32);
        }
        else
        {
            mixed = (ulong)utf8[0] | ((ulong)utf8[utf8.Length >> 1] << 8) | ((ulong)utf8[utf8.Length - 1] << 16);
        }

        // Fibonacci hashing: the upper bits of the product depend on all of the factor's.
        return (mixed + (ulong)utf8.Length) * 0x9E3779B97F4A7C15UL;
    }

#if NET
    private static bool Same(ReadOnlySpan<byte> utf8, string text) => Ascii.Equals(utf8, text);
#else
    private static bool Same(ReadOnlySpan<byte> utf8, string text)
    {
        for (int i = 0; i < utf8.Length; i++)
        {
            if (utf8[i] != text[i])
            {
                return false;
            }
        }

        return true;
    }
#endif
}
