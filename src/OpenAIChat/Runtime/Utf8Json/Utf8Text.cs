#if NET
using System.Buffers;
#endif
using System.Runtime.InteropServices;
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

    public static bool IsValid(ReadOnlySpan<byte> utf8) => Utf8.IsValid(utf8);

    /// <summary>Decodes text; null when it is not valid UTF-8.</summary>
    public static string? TryDecode(byte[] utf8, int start, int length)
    {
        char[]? rented = length <= MaxOnStack ? null : ArrayPool<char>.Shared.Rent(length);
        Span<char> characters = rented ?? stackalloc char[MaxOnStack];
        // In one pass: no byte is looked at again to count characters, or to see whether it is valid.
        OperationStatus status = Utf8.ToUtf16(utf8.AsSpan(start, length), characters, out _, out int count, replaceInvalidSequences: false);
        string? text = status == OperationStatus.Done ? new string(characters.Slice(0, count)) : null;
        if (rented is not null)
        {
            ArrayPool<char>.Shared.Return(rented);
        }

        return text;
    }
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

    /// <summary>Decodes what is known to be valid UTF-8.</summary>
    public static string Decode(byte[] utf8, int start, int length) => Encoding.GetString(utf8, start, length);

    /// <summary>Decodes what is known to be valid UTF-8.</summary>
    public static string Decode(ReadOnlyMemory<byte> utf8) =>
        MemoryMarshal.TryGetArray(utf8, out ArraySegment<byte> bytes) ? Decode(bytes.Array!, bytes.Offset, bytes.Count) : Encoding.GetString(utf8.ToArray());
}
