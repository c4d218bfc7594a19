using System.Buffers;

namespace OpenAIChat.Runtime;

/// <summary>A growing buffer of bytes from the shared pool; what was written stays valid until it is disposed or cleared.</summary>
internal sealed class PooledBuffer : IBufferWriter<byte>, IDisposable
{
    private byte[] bytes;
    private int count;

    public PooledBuffer(int capacity = 1024) => bytes = ArrayPool<byte>.Shared.Rent(capacity);

    public int Count => count;

    public ReadOnlyMemory<byte> WrittenMemory => bytes.AsMemory(0, count);

    public ReadOnlySpan<byte> WrittenSpan => bytes.AsSpan(0, count);

    /// <summary>Gets what was written as a segment of the pooled array.</summary>
    public ArraySegment<byte> WrittenSegment => new(bytes, 0, count);

    public void Advance(int count) => this.count += count;

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        Reserve(sizeHint);
        return bytes.AsMemory(count);
    }

    public Span<byte> GetSpan(int sizeHint = 0)
    {
        Reserve(sizeHint);
        return bytes.AsSpan(count);
    }

    public void Clear() => count = 0;

    public void Dispose()
    {
        byte[] returned = bytes;
        bytes = [];
        count = 0;
        if (returned.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(returned);
        }
    }

    private void Reserve(int sizeHint)
    {
        int needed = count + Math.Max(sizeHint, 1);
        if (needed > bytes.Length)
        {
            byte[] larger = ArrayPool<byte>.Shared.Rent(Math.Max(needed, bytes.Length * 2));
            bytes.AsSpan(0, count).CopyTo(larger);
            if (bytes.Length > 0)
            {
                ArrayPool<byte>.Shared.Return(bytes);
            }

            bytes = larger;
        }
    }
}
