#if NET
using System.Buffers;
#endif
using System.Buffers.Text;
#if NET
using System.Globalization;
#endif
using System.Runtime.CompilerServices;
#if !NET
using Newtonsoft.Json;
#endif

namespace OpenAIChat.Runtime;

/// <summary>From value to bytes.</summary>
internal sealed partial class Utf8Output
{
    // How much text is encoded in one go: bounds what must be reserved for it.
    private const int Chunk = 1024;

    // Where the next unusual escape is, as long as nobody asked.
    private const int NotSought = -1;

    // What Newtonsoft escapes beyond what JSON demands.
    private static readonly char[] UnusualEscapes = ['\u0085', '\u2028', '\u2029'];

#if NET
    private static readonly SearchValues<char> Escapes = SearchValues.Create(
        "\"\\" +
        "\u0000\u0001\u0002\u0003\u0004\u0005\u0006\u0007\u0008\u0009\u000A\u000B\u000C\u000D\u000E\u000F" +
        "\u0010\u0011\u0012\u0013\u0014\u0015\u0016\u0017\u0018\u0019\u001A\u001B\u001C\u001D\u001E\u001F");

    private static int FindEscape(string text, int start, int end)
    {
        int found = text.AsSpan(start, end - start).IndexOfAny(Escapes);
        return found < 0 ? end : start + found;
    }
#else
    private static int FindEscape(string text, int start, int end)
    {
        while (start < end && text[start] >= ' ' && text[start] != '"' && text[start] != '\\')
        {
            start++;
        }

        return start;
    }
#endif

    // Text in quotes, escaped exactly as JsonTextWriter does by default.
    public void AppendQuoted(string text)
    {
        Buffer.Write((byte)'"');
        int unusual = NotSought;
        for (int start = 0; start < text.Length;)
        {
            int end = Math.Min(start + Chunk, text.Length);
            if (end < text.Length && char.IsHighSurrogate(text[end - 1]))
            {
                end--;
            }

            AppendEscaped(text, start, end, ref unusual);
            start = end;
        }

        Buffer.Write((byte)'"');
    }

    // The next unusual escape is only sought once something is no ASCII.
    private void AppendEscaped(string text, int start, int end, ref int unusual)
    {
        // No character takes more than an escape of six bytes.
        Buffer.Reserve((end - start) * 6);
        byte[] bytes = Buffer.Bytes;
        int at = Buffer.Count;
        while (true)
        {
            int stop = FindEscape(text, start, end);
            int written = Utf8Text.Encode(text, start, stop - start, bytes, at);
            // As many bytes as characters: all of it is ASCII.
            if (written != stop - start)
            {
                if (unusual < start)
                {
                    unusual = text.IndexOfAny(UnusualEscapes, start);
                    unusual = unusual < 0 ? text.Length : unusual;
                }

                if (unusual < stop)
                {
                    stop = unusual;
                    written = Utf8Text.Encode(text, start, stop - start, bytes, at);
                }
            }

            at += written;
            if (stop == end)
            {
                break;
            }

            at = Escape(text[stop], bytes, at);
            start = stop + 1;
        }

        Buffer.Advance(at - Buffer.Count);
    }

    // Gives the place behind the escape.
    private static int Escape(char escaped, byte[] bytes, int at)
    {
        bytes[at] = (byte)'\\';
        byte letter = escaped switch
        {
            '"' => (byte)'"',
            '\\' => (byte)'\\',
            '\b' => (byte)'b',
            '\f' => (byte)'f',
            '\n' => (byte)'n',
            '\r' => (byte)'r',
            '\t' => (byte)'t',
            _ => (byte)'u',
        };
        bytes[at + 1] = letter;
        if (letter != (byte)'u')
        {
            return at + 2;
        }

        ReadOnlySpan<byte> digits = "0123456789abcdef"u8;
        bytes[at + 2] = digits[escaped >> 12];
        bytes[at + 3] = digits[(escaped >> 8) & 15];
        bytes[at + 4] = digits[(escaped >> 4) & 15];
        bytes[at + 5] = digits[escaped & 15];
        return at + 6;
    }

    public void Append(string? text)
    {
        if (text is { Length: > 0 })
        {
            Buffer.Reserve(text.Length * 3);
            Buffer.Advance(Utf8Text.Encoding.GetBytes(text, 0, text.Length, Buffer.Bytes, Buffer.Count));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void AppendInteger(long value)
    {
        Utf8Formatter.TryFormat(value, Buffer.GetSpan(20), out int written);
        Buffer.Advance(written);
    }

    public void AppendDouble(double value)
    {
#if NET
        Span<byte> bytes = Buffer.GetSpan(32);
        value.TryFormat(bytes, out int written, "R", CultureInfo.InvariantCulture);
        // A double stays recognisable as one, as in Newtonsoft.
        if (bytes.Slice(0, written).IndexOfAny((byte)'.', (byte)'E') < 0)
        {
            bytes[written++] = (byte)'.';
            bytes[written++] = (byte)'0';
        }

        Buffer.Advance(written);
#else
        Append(JsonConvert.ToString(value));
#endif
    }
}
