using System.Buffers;
using System.Runtime.CompilerServices;

namespace OpenAIChat.Runtime;

/// <summary>A growing buffer of bytes from the shared pool; what was written stays valid until it is disposed or cleared.</summary>
internal sealed class PooledBuffer : IBufferWriter<byte>, IDisposable
{
    private byte[] bytes;
    private int count;

    public PooledBuffer(int capacity = 1024) => bytes = capacity == 0 ? [] : ArrayPool<byte>.Shared.Rent(capacity);

    /// <summary>Gets the buffer of a writer that has none.</summary>
    public static PooledBuffer None { get; } = new(0);

    /// <summary>Gets the array written to, from <see cref="Count"/> on; another one after every <see cref="Reserve"/>.</summary>
    public byte[] Bytes => bytes;

    public int Count => count;

    public ReadOnlyMemory<byte> WrittenMemory => bytes.AsMemory(0, count);

    public ReadOnlySpan<byte> WrittenSpan => bytes.AsSpan(0, count);

    /// <summary>Gets what was written as a segment of the pooled array.</summary>
    public ArraySegment<byte> WrittenSegment => new(bytes, 0, count);

    public void Advance(int count) => this.count += count;

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        Reserve(Math.Max(sizeHint, 1));
        return bytes.AsMemory(count);
    }

    public Span<byte> GetSpan(int sizeHint = 0)
    {
        Reserve(Math.Max(sizeHint, 1));
        return bytes.AsSpan(count);
    }

    public void Clear() => count = 0;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Write(byte value)
    {
        byte[] array = bytes;
        int at = count;
        if ((uint)at < (uint)array.Length)
        {
            array[at] = value;
            count = at + 1;
        }
        else
        {
            Reserve(1);
            bytes[count++] = value;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Write(ReadOnlySpan<byte> values)
    {
        Reserve(values.Length);
        values.CopyTo(bytes.AsSpan(count));
        count += values.Length;
    }

    /// <summary>Makes room for more bytes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Reserve(int more)
    {
        if (bytes.Length - count < more)
        {
            Grow(more);
        }
    }

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

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Grow(int more)
    {
        byte[] larger = ArrayPool<byte>.Shared.Rent(Math.Max(count + more, bytes.Length * 2));
        bytes.AsSpan(0, count).CopyTo(larger);
        if (bytes.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(bytes);
        }

        bytes = larger;
    }
}
