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
    // How much text is encoded in one go: bounds what must be reserved for characters of three bytes.
    private const int Chunk = 4096;

    // What Newtonsoft escapes beyond what JSON demands.
    private static readonly char[] UnusualEscapes = ['\u0085', '\u2028', '\u2029'];

#if NET
    private static readonly SearchValues<char> Escapes = SearchValues.Create(
        "\"\\" +
        "\u0000\u0001\u0002\u0003\u0004\u0005\u0006\u0007\u0008\u0009\u000A\u000B\u000C\u000D\u000E\u000F" +
        "\u0010\u0011\u0012\u0013\u0014\u0015\u0016\u0017\u0018\u0019\u001A\u001B\u001C\u001D\u001E\u001F");

    private static int FindEscape(string text, int start)
    {
        int found = text.AsSpan(start).IndexOfAny(Escapes);
        return found < 0 ? text.Length : start + found;
    }
#else
    private static int FindEscape(string text, int start)
    {
        while (start < text.Length && text[start] >= ' ' && text[start] != '"' && text[start] != '\\')
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
        int at = 0;
        while (true)
        {
            int stop = FindEscape(text, at);
            AppendRun(text, at, stop - at);
            if (stop == text.Length)
            {
                break;
            }

            AppendEscape(text[stop]);
            at = stop + 1;
        }

        Buffer.Write((byte)'"');
    }

    // A run without quotes, backslashes and control characters.
    private void AppendRun(string text, int start, int length)
    {
        while (length > 0)
        {
            int count = Math.Min(length, Chunk);
            if (count < length && char.IsHighSurrogate(text[start + count - 1]))
            {
                count--;
            }

            Buffer.Reserve(count * 3);
            int written = Utf8Text.Encoding.GetBytes(text, start, count, Buffer.Bytes, Buffer.Count);
            int unusual = -1;
            // As many bytes as characters: all of it is ASCII.
            if (written != count && (unusual = text.IndexOfAny(UnusualEscapes, start, count)) >= 0)
            {
                count = unusual - start;
                written = Utf8Text.Encoding.GetBytes(text, start, count, Buffer.Bytes, Buffer.Count);
            }

            Buffer.Advance(written);
            if (unusual >= 0)
            {
                AppendEscape(text[unusual]);
                count++;
            }

            start += count;
            length -= count;
        }
    }

    private void AppendEscape(char escaped)
    {
        Span<byte> bytes = Buffer.GetSpan(6);
        bytes[0] = (byte)'\\';
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
        bytes[1] = letter;
        if (letter != (byte)'u')
        {
            Buffer.Advance(2);
            return;
        }

        ReadOnlySpan<byte> digits = "0123456789abcdef"u8;
        bytes[2] = digits[escaped >> 12];
        bytes[3] = digits[(escaped >> 8) & 15];
        bytes[4] = digits[(escaped >> 4) & 15];
        bytes[5] = digits[escaped & 15];
        Buffer.Advance(6);
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
