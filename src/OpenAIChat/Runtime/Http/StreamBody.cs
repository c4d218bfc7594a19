using System.Buffers;

namespace OpenAIChat.Runtime;

/// <summary>The body of a streamed answer: ends a read that waits for too long, and holds the first bytes until they are asked for.</summary>
internal sealed class StreamBody : Stream
{
    /// <summary>More than this without the end of an event is no event; it must not fill the memory.</summary>
    public const int LongestEvent = 64 * 1024 * 1024;

    private readonly HttpResponseMessage answer;
    private readonly TimeProvider time;
    private readonly TimeSpan idle;
    private readonly CancellationTokenSource stop;
    private readonly ResponseFile? file;
    private readonly StreamTail tail = new();
    private StoppableStream? content;
    private ITimer? timer;
    private byte[]? first;
    private int firstStart;
    private int firstEnd;
    private bool waiting;
    private bool disposed;

    public StreamBody(HttpResponseMessage answer, TransportSettings settings, CancellationToken cancellationToken)
    {
        this.answer = answer;
        time = settings.TimeProvider;
        idle = settings.StreamIdleTimeout;
        stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        file = ResponseFile.Open(settings.SaveResponseTo);
    }

    /// <summary>Gets whether a read was ended because nothing came for too long.</summary>
    public bool TimedOut { get; private set; }

    /// <summary>Gets whether the server has ended the stream.</summary>
    public bool Ended { get; private set; }

    /// <summary>Gets or sets how many bytes came since the last event.</summary>
    public long Count { get; set; }

    /// <summary>Gets the bytes that have come and were not read yet.</summary>
    public ReadOnlySpan<byte> Beginning => first is null ? default : first.AsSpan(firstStart, firstEnd - firstStart);

    /// <summary>Gets what was said last outside of events; empty when nothing was.</summary>
    public ReadOnlySpan<byte> StrayLines => tail.FindStrayLines();

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>Waits until the stream has begun, or ended without a byte.</summary>
    public async ValueTask WaitForFirstByteAsync()
    {
        content = await StoppableStream.OpenAsync(answer, stop.Token).ConfigureAwait(false);
        first = ArrayPool<byte>.Shared.Rent(4096);
        firstEnd = await ReceiveAsync(first).ConfigureAwait(false);
    }

    /// <summary>Reads what is left into one buffer.</summary>
    public async ValueTask ReadToEndAsync(PooledBuffer target)
    {
        while (true)
        {
            int count = await TakeAsync(target.GetMemory(4096)).ConfigureAwait(false);
            if (count == 0)
            {
                return;
            }
            target.Advance(count);
        }
    }

    /// <summary>Moves the saved body to its place, if it is saved.</summary>
    public async ValueTask CompleteFileAsync()
    {
        if (file is not null)
        {
            await file.CompleteAsync(stop.Token).ConfigureAwait(false);
        }
    }

#if !NETSTANDARD2_0
    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => TakeAsync(buffer);
#endif

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        TakeAsync(buffer.AsMemory(offset, count)).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Flush()
    {
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing && !disposed)
        {
            disposed = true;
            content?.Dispose();
            answer.Dispose();
            file?.Dispose();
            timer?.Dispose();
            stop.Dispose();
            tail.Dispose();
            ReturnFirst();
        }
        base.Dispose(disposing);
    }

    private ValueTask<int> TakeAsync(Memory<byte> target)
    {
        if (first is null)
        {
            return Ended ? new ValueTask<int>(0) : ReceiveAsync(target);
        }
        int count = Math.Min(target.Length, firstEnd - firstStart);
        first.AsSpan(firstStart, count).CopyTo(target.Span);
        firstStart += count;
        if (firstStart == firstEnd)
        {
            ReturnFirst();
        }
        return new ValueTask<int>(count);
    }

    private async ValueTask<int> ReceiveAsync(Memory<byte> target)
    {
        ValueTask<int> read = content!.ReadAsync(target, stop.Token);
        int count;
        if (read.IsCompleted)
        {
            count = await read.ConfigureAwait(false);
        }
        else
        {
            WatchFor(idle);
            count = await read.ConfigureAwait(false);
            WatchFor(Timeout.InfiniteTimeSpan);
        }
        Count += count;
        Ended = count == 0;
        tail.Add(target, count);
        if (Count > LongestEvent)
        {
            throw new InvalidDataException("An event is longer than 64 MiB.");
        }
        if (file is not null && count > 0)
        {
            byte[] copy = target.Slice(0, count).ToArray();
            await file.WriteAsync(new ArraySegment<byte>(copy), stop.Token).ConfigureAwait(false);
        }
        return count;
    }

    private void WatchFor(TimeSpan limit)
    {
        Volatile.Write(ref waiting, limit != Timeout.InfiniteTimeSpan);
        if (timer is not null)
        {
            timer.Change(limit, Timeout.InfiniteTimeSpan);
        }
        else if (limit != Timeout.InfiniteTimeSpan)
        {
            timer = time.CreateTimer(static body => ((StreamBody)body!).GiveUp(), this, limit, Timeout.InfiniteTimeSpan);
        }
    }

    private void GiveUp()
    {
        // A byte may have come in the very moment.
        if (Volatile.Read(ref waiting) && !disposed)
        {
            TimedOut = true;
            try
            {
                stop.Cancel();
            }
            catch (ObjectDisposedException)
            {
                // The reader has left in the very moment.
            }
        }
    }

    private void ReturnFirst()
    {
        if (first is not null)
        {
            ArrayPool<byte>.Shared.Return(first);
            first = null;
        }
    }
}
