#if NETSTANDARD2_0
using System.Runtime.InteropServices;
#endif

namespace OpenAIChat.Runtime;

/// <summary>The content of an answer, read so that cancelling always ends a read that waits.</summary>
internal sealed class StoppableStream : IDisposable
{
    private readonly Stream stream;
#if NETSTANDARD2_0
    // On .NET Framework a network stream does not listen to tokens once it reads; closing the answer ends the read.
    private readonly CancellationTokenRegistration stop;

    private StoppableStream(Stream stream, CancellationTokenRegistration stop)
    {
        this.stream = stream;
        this.stop = stop;
    }
#else
    private StoppableStream(Stream stream) => this.stream = stream;
#endif

    public static async ValueTask<StoppableStream> OpenAsync(HttpResponseMessage answer, CancellationToken token)
    {
#if NETSTANDARD2_0
        CancellationTokenRegistration stop = token.Register(static answer => ((HttpResponseMessage)answer).Dispose(), answer);
        return new StoppableStream(await answer.Content.ReadAsStreamAsync().ConfigureAwait(false), stop);
#else
        return new StoppableStream(await answer.Content.ReadAsStreamAsync(token).ConfigureAwait(false));
#endif
    }

    public ValueTask<int> ReadAsync(Memory<byte> target, CancellationToken token)
    {
#if NETSTANDARD2_0
        return MemoryMarshal.TryGetArray(target, out ArraySegment<byte> array)
            ? new ValueTask<int>(stream.ReadAsync(array.Array, array.Offset, array.Count, token))
            : throw new NotSupportedException();
#else
        return stream.ReadAsync(target, token);
#endif
    }

    /// <summary>Reads on into a buffer.</summary>
    /// <returns>How many bytes came; 0 at the end.</returns>
    public async ValueTask<int> ReadAsync(PooledBuffer target, int room, CancellationToken token)
    {
        int count = await ReadAsync(target.GetMemory(room), token).ConfigureAwait(false);
        target.Advance(count);
        return count;
    }

    public void Dispose()
    {
#if NETSTANDARD2_0
        stop.Dispose();
#endif
        stream.Dispose();
    }
}
