namespace OpenAIChat.Runtime;

/// <summary>The last lines of an event stream that belong to no event: a server may have said there why it ends.</summary>
internal sealed class StrayLines
{
    /// <summary>Whoever reports an error is brief.</summary>
    private const int MaxLength = 2 * 1024;

    private byte[] text = [];
    private int length;
    private bool isInterrupted;

    /// <summary>Gets the lines, without whitespace around them; empty when there are none.</summary>
    public ReadOnlySpan<byte> Text => Utf8Whitespace.Trim(text.AsSpan(0, length));

    /// <summary>Adds a line to those before it, or in place of them when an event came between.</summary>
    public void Add(ReadOnlySpan<byte> line)
    {
        if (text.Length == 0)
        {
            text = new byte[MaxLength];
        }

        if (isInterrupted)
        {
            length = 0;
            isInterrupted = false;
        }

        if (length > 0 && length < MaxLength)
        {
            text[length++] = (byte)'\n';
        }

        int count = Math.Min(line.Length, MaxLength - length);
        line.Slice(0, count).CopyTo(text.AsSpan(length));
        length += count;
    }

    /// <summary>Notes that an event stands after the lines.</summary>
    public void Interrupt() => isInterrupted = true;
}
