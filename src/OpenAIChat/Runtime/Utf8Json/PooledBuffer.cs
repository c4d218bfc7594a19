using System.Buffers;
using System.Runtime.CompilerServices;

namespace OpenAIChat.Runtime;

/// <summary>A growing buffer of bytes from the shared pool; what was written stays valid until it is disposed or cleared.</summary>
/// <remarks>
/// Up to a megabyte it is one array that doubles. What is larger goes on in segments of that size, so that nothing is
/// copied and a request of 50 MB needs 50 MB. <see cref="WrittenMemory"/>
/// and its like join them; <see cref="WriteToAsync"/> does not.
/// </remarks>
internal sealed class PooledBuffer : IBufferWriter<byte>, IDisposable
{
    private const int SegmentLength = 1024 * 1024;

    // More than so many segments are not given to the pool, which would keep them.
    private const int MaxPooled = 8;

    private const int MinCapacity = 1024;
    private const int MaxCapacity = 64 * 1024;

    // What recent buffers came to hold: the next one starts with it, so that it need not grow.
    // Threads may overwrite each other's: it is only a guess.
    private static int usualLength;

    // The array written to, and how far. Full ones stand in segments, an array from the pool too.
    private byte[] bytes;
    private int position;
    private ArraySegment<byte>[]? segments;
    private int segmentCount;

    public PooledBuffer()
        : this(Math.Min(Math.Max(usualLength, MinCapacity), MaxCapacity))
    {
    }

    private PooledBuffer(int capacity) => bytes = capacity == 0 ? [] : ArrayPool<byte>.Shared.Rent(capacity);

    /// <summary>Gets the buffer of a writer that has none.</summary>
    public static PooledBuffer None { get; } = new(0);

    /// <summary>Gets the array written to, from <see cref="Position"/> on; another one after every <see cref="Reserve"/>.</summary>
    public byte[] Bytes => bytes;

    /// <summary>Gets where in <see cref="Bytes"/> the next byte goes.</summary>
    public int Position => position;

    /// <summary>Gets how many bytes were written.</summary>
    public int Count
    {
        get
        {
            int count = position;
            for (int i = 0; i < segmentCount; i++)
            {
                count = checked(count + segments![i].Count);
            }

            return count;
        }
    }

    public ReadOnlyMemory<byte> WrittenMemory => WrittenSegment;

    public ReadOnlySpan<byte> WrittenSpan => WrittenSegment;

    /// <summary>Gets what was written as a segment of one array.</summary>
    public ArraySegment<byte> WrittenSegment
    {
        get
        {
            Join();
            return new(bytes, 0, position);
        }
    }

    public void Advance(int count) => position += count;

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        Reserve(Math.Max(sizeHint, 1));
        return bytes.AsMemory(position);
    }

    public Span<byte> GetSpan(int sizeHint = 0)
    {
        Reserve(Math.Max(sizeHint, 1));
        return bytes.AsSpan(position);
    }

    public void Clear()
    {
        ReturnSegments();
        position = 0;
    }

    /// <summary>Hands over what was written, segment by segment.</summary>
    public async Task WriteToAsync(Stream stream, CancellationToken cancellationToken)
    {
        for (int i = 0; i < segmentCount; i++)
        {
            await WriteAsync(stream, segments![i], cancellationToken).ConfigureAwait(false);
        }

        await WriteAsync(stream, new ArraySegment<byte>(bytes, 0, position), cancellationToken).ConfigureAwait(false);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Write(byte value)
    {
        byte[] array = bytes;
        int at = position;
        if ((uint)at < (uint)array.Length)
        {
            array[at] = value;
            position = at + 1;
        }
        else
        {
            Reserve(1);
            bytes[position++] = value;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Write(ReadOnlySpan<byte> values)
    {
        Reserve(values.Length);
        values.CopyTo(bytes.AsSpan(position));
        position += values.Length;
    }

    /// <summary>Ensures room for more bytes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Reserve(int more)
    {
        if (bytes.Length - position < more)
        {
            Grow(more);
        }
    }

    /// <summary>Ensures room for bytes that will come in many pieces, as far as one array goes.</summary>
    public void ReserveAhead(int more)
    {
        if (bytes.Length < SegmentLength)
        {
            Reserve(Math.Min(more, SegmentLength - position));
        }
    }

    public void Dispose()
    {
        // It falls by a sixteenth at a time, so that one small request does not undo it.
        usualLength = Math.Max(Math.Min(Count, MaxCapacity), usualLength - (usualLength / 16));
        ReturnSegments();
        byte[] returned = bytes;
        bytes = [];
        position = 0;
        Return(returned);
    }

    // Larger arrays are left to the garbage collector, as are those that never came from the pool: their length is no power of two.
    private static void Return(byte[] array)
    {
        if (array.Length is > 0 and <= SegmentLength && (array.Length & (array.Length - 1)) == 0)
        {
            ArrayPool<byte>.Shared.Return(array);
        }
    }

    private static Task WriteAsync(Stream stream, ArraySegment<byte> bytes, CancellationToken cancellationToken) =>
#if NET
        stream.WriteAsync(bytes, cancellationToken).AsTask();
#else
        stream.WriteAsync(bytes.Array!, bytes.Offset, bytes.Count, cancellationToken);
#endif

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Grow(int more)
    {
        if (bytes.Length >= SegmentLength)
        {
            AddSegment(new ArraySegment<byte>(bytes, 0, position));
            bytes = Rent(Math.Max(more, SegmentLength));
            position = 0;
            return;
        }

        byte[] larger = ArrayPool<byte>.Shared.Rent(Math.Max(position + more, bytes.Length * 2));
        bytes.AsSpan(0, position).CopyTo(larger);
        Return(bytes);
        bytes = larger;
    }

    private void AddSegment(ArraySegment<byte> segment)
    {
        if (segments is null || segmentCount == segments.Length)
        {
            ArraySegment<byte>[] more = ArrayPool<ArraySegment<byte>>.Shared.Rent(Math.Max(segmentCount * 2, 16));
            segments?.CopyTo(more, 0);
            ReturnList();
            segments = more;
        }

        segments[segmentCount++] = segment;
    }

    private byte[] Rent(int length) =>
        segmentCount < MaxPooled && length <= SegmentLength ? ArrayPool<byte>.Shared.Rent(length) : NewArray(length);

    private static byte[] NewArray(int length) =>
#if NET
        GC.AllocateUninitializedArray<byte>(length);
#else
        new byte[length];
#endif

    private void Join()
    {
        if (segments is null)
        {
            return;
        }

        byte[] whole = NewArray(Count);
        int at = 0;
        foreach (ArraySegment<byte> segment in segments.AsSpan(0, segmentCount))
        {
            segment.AsSpan().CopyTo(whole.AsSpan(at));
            at += segment.Count;
        }

        bytes.AsSpan(0, position).CopyTo(whole.AsSpan(at));
        position += at;
        ReturnSegments();
        bytes = whole;
    }

    private void ReturnSegments()
    {
        for (int i = 0; i < segmentCount && i < MaxPooled; i++)
        {
            Return(segments![i].Array!);
        }

        ReturnList();
        segmentCount = 0;
    }

    private void ReturnList()
    {
        if (segments is not null)
        {
            ArrayPool<ArraySegment<byte>>.Shared.Return(segments, clearArray: true);
            segments = null;
        }
    }
}
