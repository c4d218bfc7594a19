using System.Buffers;

namespace OpenAIChat.Runtime;

/// <summary>Removes the whitespace between the tokens of valid JSON.</summary>
internal static class JsonWhitespace
{
    /// <summary>Copies JSON without the whitespace between its tokens.</summary>
    public static byte[] Remove(ReadOnlySpan<byte> json)
    {
        if (json.IndexOfAny((byte)' ', (byte)'\n') < 0 && json.IndexOfAny((byte)'\r', (byte)'\t') < 0)
        {
            return json.ToArray();
        }

        byte[] copy = ArrayPool<byte>.Shared.Rent(json.Length);
        int count = 0;
        bool inText = false;
        for (int i = 0; i < json.Length; i++)
        {
            byte next = json[i];
            if (inText)
            {
                copy[count++] = next;
                if (next == (byte)'\\')
                {
                    copy[count++] = json[++i];
                }
            }
            else if (next > (byte)' ')
            {
                copy[count++] = next;
            }

            if (next == (byte)'"')
            {
                inText = !inText;
            }
        }

        byte[] result = copy.AsSpan(0, count).ToArray();
        ArrayPool<byte>.Shared.Return(copy);
        return result;
    }
}
