#if NETSTANDARD2_0
using System.Runtime.InteropServices;
#endif

namespace OpenAIChat;

/// <summary>Writes bytes into text: data URLs and base64.</summary>
internal static class DataUrl
{
    public static string Create(string mediaType, ReadOnlyMemory<byte> data) => Base64($"data:{mediaType};base64,", data);

    /// <summary>Writes the bytes as base64 behind a prefix.</summary>
    public static string Base64(string prefix, ReadOnlyMemory<byte> data)
    {
#if NETSTANDARD2_0
        ArraySegment<byte> bytes = MemoryMarshal.TryGetArray(data, out ArraySegment<byte> segment)
            ? segment
            : new ArraySegment<byte>(data.ToArray());
        return prefix + Convert.ToBase64String(bytes.Array ?? [], bytes.Offset, bytes.Count);
#else
        // Images are large: the text is written once, where it stays.
        int length = checked(prefix.Length + ((data.Length + 2) / 3 * 4));
        return string.Create(length, (prefix, data), static (text, state) =>
        {
            state.prefix.CopyTo(text);
            Convert.TryToBase64Chars(state.data.Span, text[state.prefix.Length..], out _);
        });
#endif
    }
}
