using System.Text;

namespace OpenAIChat.Testing;

/// <summary>The text form of server-sent events.</summary>
internal static class SseText
{
    public static byte[] Done { get; } = Event("[DONE]");

    public static byte[] Event(string data) => Encoding.UTF8.GetBytes($"data: {data}\n\n");

    /// <summary>Cuts bytes after each blank line; together the pieces are the same bytes.</summary>
    public static IReadOnlyList<byte[]> SplitEvents(ReadOnlySpan<byte> events)
    {
        var pieces = new List<byte[]>();
        int start = 0;
        bool lineIsBlank = false;
        for (int i = 0; i < events.Length; i++)
        {
            if (events[i] is not ((byte)'\n' or (byte)'\r'))
            {
                lineIsBlank = false;
                continue;
            }

            if (events[i] == '\r' && i + 1 < events.Length && events[i + 1] == '\n')
            {
                i++;
            }

            if (lineIsBlank)
            {
                pieces.Add(events[start..(i + 1)].ToArray());
                start = i + 1;
            }

            lineIsBlank = true;
        }

        if (start < events.Length)
        {
            pieces.Add(events[start..].ToArray());
        }

        return pieces;
    }
}
