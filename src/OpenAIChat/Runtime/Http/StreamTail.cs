using System.Buffers;

namespace OpenAIChat.Runtime;

/// <summary>The last bytes of a stream: a server may have said between the events why it ends, where a parser of events passes over it.</summary>
/// <remarks>
/// What comes faster than it is read is not kept, for copying it would cost more than it can tell: an error that comes with so much else is seen only
/// as far as it stands in the last read.
/// </remarks>
internal sealed class StreamTail : IDisposable
{
    private const int Kept = 2 * 1024;

    /// <summary>More than is kept, so that most reads need nothing moved.</summary>
    private const int Room = 4 * Kept;

    private byte[]? bytes;
    private int count;
    private bool isCut;

    /// <summary>Adds what one read has brought.</summary>
    /// <param name="target">Where it was read to.</param>
    /// <param name="length">How much came.</param>
    public void Add(ReadOnlyMemory<byte> target, int length)
    {
        if (length == target.Length)
        {
            Forget();
        }
        else if (length > Kept)
        {
            Forget();
            Append(target.Span.Slice(length - Kept, Kept));
        }
        else if (length > 0)
        {
            Append(target.Span.Slice(0, length));
        }
    }

    /// <summary>Finds the last lines that are none of an event stream; empty when there are none.</summary>
    public ReadOnlySpan<byte> FindStrayLines()
    {
        ReadOnlySpan<byte> text = bytes.AsSpan(0, count);
        int first = 0;
        int end = 0;
        bool isStray = false;
        // Of a text that was cut the first line is not whole.
        for (int start = isCut ? LineLength(text) : 0; start < text.Length;)
        {
            int length = LineLength(text.Slice(start));
            ReadOnlySpan<byte> line = Blanks.Trim(text.Slice(start, length));
            if (line.Length > 0)
            {
                bool isField = IsField(line);
                first = isField || isStray ? first : start;
                end = isField ? end : start + length;
                isStray = !isField;
            }
            start += length + 1;
        }
        return Blanks.Trim(text.Slice(first, end - first));
    }

    public void Dispose()
    {
        if (bytes is not null)
        {
            ArrayPool<byte>.Shared.Return(bytes);
            bytes = null;
            count = 0;
        }
    }

    private void Append(ReadOnlySpan<byte> received)
    {
        bytes ??= ArrayPool<byte>.Shared.Rent(Room);
        if (count + received.Length > Room)
        {
            isCut = true;
            bytes.AsSpan(count - Kept, Kept).CopyTo(bytes);
            count = Kept;
        }
        received.CopyTo(bytes.AsSpan(count));
        count += received.Length;
    }

    private void Forget()
    {
        isCut = true;
        count = 0;
    }

    private static int LineLength(ReadOnlySpan<byte> text)
    {
        int length = text.IndexOfAny((byte)'\n', (byte)'\r');
        return length < 0 ? text.Length : length;
    }

    private static bool IsField(ReadOnlySpan<byte> line)
    {
        int colon = line.IndexOf((byte)':');
        ReadOnlySpan<byte> name = colon < 0 ? line : line.Slice(0, colon);
        return name.Length == 0 || name.SequenceEqual("data"u8) || name.SequenceEqual("event"u8) || name.SequenceEqual("id"u8) || name.SequenceEqual("retry"u8);
    }
}
