using System.Buffers;

namespace OpenAIChat.Runtime;

/// <summary>Bytes received and not yet consumed. It grows up to a limit, and while it grows never takes more than twice that.</summary>
internal sealed class ReceiveBuffer : IDisposable
{
    /// <summary>Above this size the pool would round the size up, and keep what it is given back.</summary>
    private const int LargestPooled = 1 << 20;

    private readonly int limit;
    private byte[] bytes;
    private int start;
    private int end;

    /// <param name="capacity">The bytes expected.</param>
    /// <param name="limit">The most bytes that may wait to be consumed.</param>
    public ReceiveBuffer(int capacity, long limit)
    {
        // One more than allowed: otherwise a body of just that length could not be told from a longer one.
        this.limit = (int)Math.Min(limit, int.MaxValue - 64) + 1;
        bytes = Rent(Math.Min(capacity, this.limit));
    }

    /// <summary>Gets the bytes that have not been consumed; they stay valid until more is received.</summary>
    public ReadOnlyMemory<byte> Unread => bytes.AsMemory(start, end - start);

    /// <summary>Gets the bytes that have not been consumed, to be changed in place.</summary>
    public Span<byte> UnreadSpan => bytes.AsSpan(start, end - start);

    /// <summary>Gets the bytes that have not been consumed, as a segment of the array.</summary>
    public ArraySegment<byte> UnreadSegment => new(bytes, start, end - start);

    /// <summary>Gets room for more bytes, at least one.</summary>
    /// <exception cref="ResponseTooLargeException">More bytes than allowed wait already.</exception>
    public Memory<byte> GetFreeSpace()
    {
        if (end - start >= limit)
        {
            throw new ResponseTooLargeException();
        }

        if (end == bytes.Length)
        {
            MakeRoom();
        }

        return bytes.AsMemory(end, Math.Min(bytes.Length, start + limit) - end);
    }

    /// <summary>Takes over what was written to the free space.</summary>
    public void Commit(int count) => end += count;

    public void Consume(int count)
    {
        start += count;
        if (start == end)
        {
            start = 0;
            end = 0;
        }
    }

    public void Dispose()
    {
        Return(bytes);
        bytes = [];
        start = 0;
        end = 0;
    }

    private static byte[] Rent(int capacity) => capacity <= LargestPooled ? ArrayPool<byte>.Shared.Rent(capacity) : new byte[capacity];

    private static void Return(byte[] bytes)
    {
        if (bytes.Length is > 0 and <= LargestPooled)
        {
            ArrayPool<byte>.Shared.Return(bytes);
        }
    }

    private void MakeRoom()
    {
        int count = end - start;
        if (start > bytes.Length / 2)
        {
            bytes.AsSpan(start, count).CopyTo(bytes);
        }
        else
        {
            long doubled = Math.Max(bytes.Length, 2048) * 2L;
            // Where little would be missing, at once as much as will ever be needed.
            byte[] larger = Rent(doubled + (doubled / 8) >= limit ? limit : (int)doubled);
            bytes.AsSpan(start, count).CopyTo(larger);
            Return(bytes);
            bytes = larger;
        }

        start = 0;
        end = count;
    }
}
