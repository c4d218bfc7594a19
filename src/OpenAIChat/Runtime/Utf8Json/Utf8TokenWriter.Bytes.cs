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
internal sealed partial class Utf8TokenWriter
{
    // How much text is encoded in one go: bounds what must be reserved for it.
    private const int Chunk = 1024;

    // Of a text that fills many buffers there is room for more at once.
    private const int LargeText = 128 * 1024;
    private const int LargeChunk = 8 * 1024;

    // Below this, thousandths have at most fifteen digits.
    private const double MostShort = 1e12;

    // Text in quotes, escaped exactly as JsonTextWriter does by default.
    private void AppendQuoted(string text)
    {
        if (text.Length <= Chunk)
        {
            Span<byte> target = Buffer.GetSpan((text.Length * EscapedText.MaxBytes) + 2);
            target[0] = (byte)'"';
            int length = EscapedText.Encode(text.AsSpan(), target.Slice(1));
            target[length + 1] = (byte)'"';
            Buffer.Advance(length + 2);
        }
        else
        {
            AppendLongQuoted(text);
        }
    }

    private void AppendLongQuoted(string text)
    {
        int chunk = text.Length < LargeText ? Chunk : LargeChunk;
        Buffer.ReserveAhead(text.Length);
        Buffer.Write((byte)'"');
        for (int start = 0; start < text.Length;)
        {
            int end = Math.Min(start + chunk, text.Length);
            if (end < text.Length && char.IsHighSurrogate(text[end - 1]))
            {
                end--;
            }

            Buffer.Advance(EscapedText.Encode(text.AsSpan(start, end - start), Buffer.GetSpan((end - start) * EscapedText.MaxBytes)));
            start = end;
        }

        Buffer.Write((byte)'"');
    }

    private void Append(string text)
    {
        if (text.Length > 0)
        {
            Buffer.Reserve(text.Length * 3);
            Buffer.Advance(Utf8Text.Encoding.GetBytes(text, 0, text.Length, Buffer.Bytes, Buffer.Position));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void AppendInteger(long value)
    {
        Utf8Formatter.TryFormat(value, Buffer.GetSpan(20), out int written);
        Buffer.Advance(written);
    }

    private void AppendDouble(double value)
    {
        if (Math.Abs(value) < MostShort && TryFormatShort(value, Buffer.GetSpan(32), out int length))
        {
            Buffer.Advance(length);
            return;
        }

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

    // Most settings have at most three decimals. Fifteen digits name one double only, so that no fewer digits would do for the same.
    private static bool TryFormatShort(double value, Span<byte> target, out int written)
    {
        double scaled = value * 1000;
        long thousandths = (long)scaled;
        written = 0;
        // Zero may be a negative one.
        if (thousandths == 0 || thousandths != scaled || thousandths / 1000.0 != value)
        {
            return false;
        }

        if (thousandths < 0)
        {
            target[written++] = (byte)'-';
            thousandths = -thousandths;
        }

        Utf8Formatter.TryFormat(thousandths / 1000, target.Slice(written), out int whole);
        written += whole;
        target[written++] = (byte)'.';
        int decimals = (int)(thousandths % 1000);
        do
        {
            target[written++] = (byte)('0' + (decimals / 100));
            decimals = decimals % 100 * 10;
        }
        while (decimals != 0);
        return true;
    }
}
