namespace OpenAIChat.Runtime;

/// <summary>Splits a streamed body into server-sent events, without copying their data.</summary>
/// <remarks>
/// Spec: the event stream of the HTML standard, but for what tells a cut stream from a whole one: an event without the blank line at its
/// end is not
/// dropped but reported, and lines that belong to no event are kept.
/// </remarks>
internal sealed class ServerSentEventReader(StreamBody body, long maxEventBytes) : IDisposable
{
    private readonly ReceiveBuffer buffer = new(4096, maxEventBytes);
    private readonly StrayLines strayLines = new();

    // Positions count from the first unread byte of the buffer.
    private (int Start, int Length) data;
    private int position;
    private int searched;
    private EventState state;
    private bool hasBegun;
    private bool skipsLineFeed;

    private enum EventState
    {
        None,
        Named,
        HasData,
        Delivered,
    }

    /// <summary>Gets the data of the current event, its lines joined by line feeds; valid until the next one is read.</summary>
    public ReadOnlyMemory<byte> Data => buffer.Unread.Slice(data.Start, data.Length);

    /// <summary>Gets whether the current event is named <c>error</c>.</summary>
    public bool IsError { get; private set; }

    /// <summary>Gets the bytes that have been received and not been read.</summary>
    public ReadOnlySpan<byte> Unread => buffer.UnreadSpan;

    /// <summary>Gets the last lines that belong to no event; empty when there are none.</summary>
    public ReadOnlySpan<byte> StrayText => strayLines.Text;

    /// <summary>Receives more of the body.</summary>
    /// <returns>Whether there was more; false at its end.</returns>
    /// <exception cref="ResponseTooLargeException">The event is longer than the limit.</exception>
    public async ValueTask<bool> ReceiveAsync()
    {
        int count = await body.ReadAsync(buffer.GetFreeSpace()).ConfigureAwait(false);
        buffer.Commit(count);
        return count > 0;
    }

    /// <summary>Receives the rest of a body that is no event stream.</summary>
    public async ValueTask<ReadOnlyMemory<byte>> ReceiveAllAsync()
    {
        while (await ReceiveAsync().ConfigureAwait(false))
        {
        }

        return buffer.Unread;
    }

    /// <summary>Reads the next event out of what has been received.</summary>
    /// <returns>Whether there was a whole one.</returns>
    public bool TryRead()
    {
        if (state == EventState.Delivered)
        {
            StartEvent();
        }

        while (true)
        {
            ReadOnlySpan<byte> unread = buffer.UnreadSpan;
            if (skipsLineFeed && position < unread.Length)
            {
                position += unread[position] == (byte)'\n' ? 1 : 0;
                searched = position;
                skipsLineFeed = false;
            }

            int length = unread.Slice(searched).IndexOfAny((byte)'\n', (byte)'\r');
            if (length < 0)
            {
                searched = unread.Length;
                ConsumeLines();
                return false;
            }

            int start = position;
            int end = searched + length;
            skipsLineFeed = unread[end] == (byte)'\r';
            position = end + 1;
            searched = position;
            if (end > start)
            {
                ReadLine(start, end);
            }
            else if (state == EventState.HasData)
            {
                state = EventState.Delivered;
                return true;
            }
            else
            {
                StartEvent();
            }
        }
    }

    /// <summary>Reads the event that the end of the body leaves without a blank line.</summary>
    /// <param name="isCut">Whether the body ended inside of an event that has no data yet.</param>
    public bool TryReadLast(out bool isCut)
    {
        ReadOnlySpan<byte> line = buffer.UnreadSpan.Slice(position);
        isCut = line.Length > 0 && ("data"u8.StartsWith(line) || "event"u8.StartsWith(line));
        if (line.Length > 0)
        {
            int start = position;
            position += line.Length;
            searched = position;
            ReadLine(start, position);
        }

        bool hasData = state == EventState.HasData && data.Length > 0;
        isCut |= !hasData && state is EventState.Named or EventState.HasData;
        state = EventState.Delivered;
        return hasData;
    }

    public void Dispose() => buffer.Dispose();

    private void StartEvent()
    {
        state = EventState.None;
        IsError = false;
        data = default;
        ConsumeLines();
    }

    /// <summary>Lets go of the lines that have been read, unless an event is made of them.</summary>
    private void ConsumeLines()
    {
        if (state != EventState.HasData && position > 0)
        {
            buffer.Consume(position);
            searched -= position;
            position = 0;
        }
    }

    private void ReadLine(int start, int end)
    {
        if (!hasBegun)
        {
            hasBegun = true;
            start += buffer.UnreadSpan.Slice(start, end - start).StartsWith("\uFEFF"u8) ? 3 : 0;
        }

        ReadOnlySpan<byte> line = buffer.UnreadSpan.Slice(start, end - start);
        int colon = line.IndexOf((byte)':');
        ReadOnlySpan<byte> name = colon < 0 ? line : line.Slice(0, colon);
        int value = colon < 0 ? line.Length : colon + 1;
        value += value < line.Length && line[value] == (byte)' ' ? 1 : 0;
        if (name.SequenceEqual("data"u8))
        {
            AddData(start + value, line.Length - value);
        }
        else if (name.SequenceEqual("event"u8))
        {
            IsError = line.Slice(value).SequenceEqual("error"u8);
            state = state == EventState.None ? EventState.Named : state;
        }
        else if (name.Length > 0 && !name.SequenceEqual("id"u8) && !name.SequenceEqual("retry"u8))
        {
            ReadOnlySpan<byte> stray = Utf8Whitespace.Trim(line);
            if (stray.Length > 0)
            {
                strayLines.Add(stray);
            }

            return;
        }

        strayLines.Interrupt();
    }

    private void AddData(int start, int length)
    {
        if (state != EventState.HasData)
        {
            state = EventState.HasData;
            data = (start, length);
            return;
        }

        // The name of the field leaves room for the line feed before the value.
        Span<byte> unread = buffer.UnreadSpan;
        int end = data.Start + data.Length;
        unread[end] = (byte)'\n';
        unread.Slice(start, length).CopyTo(unread.Slice(end + 1));
        data.Length += length + 1;
    }
}
