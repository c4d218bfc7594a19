#if NETSTANDARD2_0
using System.Runtime.InteropServices;
#endif

namespace OpenAIChat.Runtime;

/// <summary>
/// The decoded content of a response. Cancelling ends a read that waits, and whatever a decoder throws means a broken connection.
/// </summary>
internal sealed class ResponseContent : IDisposable
{
    private readonly Stream stream;
#if NETSTANDARD2_0
    // On .NET Framework a network stream does not listen to tokens once it reads; closing the response ends the read.
    private readonly CancellationTokenRegistration stop;

    private ResponseContent(Stream stream, CancellationTokenRegistration stop)
    {
        this.stream = stream;
        this.stop = stop;
    }
#else
    private ResponseContent(Stream stream) => this.stream = stream;
#endif

    /// <exception cref="IOException">The content cannot be read.</exception>
    public static async ValueTask<ResponseContent> OpenAsync(HttpResponseMessage response, CancellationToken token)
    {
        try
        {
#if NETSTANDARD2_0
            CancellationTokenRegistration stop = token.Register(static response => Close((HttpResponseMessage)response), response);
            Stream received = await response.Content.ReadAsStreamAsync().ConfigureAwait(false);
            return new ResponseContent(await ContentDecoder.DecodeAsync(received, response.Content, token).ConfigureAwait(false), stop);
#else
            Stream received = await response.Content.ReadAsStreamAsync(token).ConfigureAwait(false);
            return new ResponseContent(await ContentDecoder.DecodeAsync(received, response.Content, token).ConfigureAwait(false));
#endif
        }
        catch (Exception error) when (IsUnforeseen(error))
        {
            throw Unreadable(error);
        }
    }

    /// <summary>Receives a whole body.</summary>
    /// <exception cref="IOException">The connection broke, or the content is not encoded as it says.</exception>
    /// <exception cref="ResponseTooLargeException">The body is longer than the limit.</exception>
    public static async ValueTask<ReceiveBuffer> ReceiveAsync(HttpResponseMessage response, long limit, CancellationToken token)
    {
        long expected = response.Content?.Headers.ContentLength ?? 0;
        // One more than expected: reading the end must not make the buffer grow.
        var buffer = new ReceiveBuffer((int)Math.Min(Math.Max(expected + 1, 4096), 1 << 20), limit);
        try
        {
            if (response.Content is not null)
            {
                using ResponseContent content = await OpenAsync(response, token).ConfigureAwait(false);
                int count;
                do
                {
                    count = await content.ReadAsync(buffer.GetFreeSpace(), token).ConfigureAwait(false);
                    buffer.Commit(count);
                }
                while (count > 0);
            }

            return buffer;
        }
        catch (Exception error)
        {
            buffer.Dispose();
            if (IsUnforeseen(error))
            {
                throw Unreadable(error);
            }

            throw;
        }
    }

    /// <summary>
    /// Determines whether an exception of a read is none that a connection throws, but one of a decoder or of a handler between.
    /// </summary>
    public static bool IsUnforeseen(Exception error) =>
        error is not (OperationCanceledException or IOException or HttpRequestException or ResponseTooLargeException)
        && error is not OutOfMemoryException;

    public static IOException Unreadable(Exception error) => new("The body of the response cannot be read: " + error.Message, error);

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

    public void Dispose()
    {
#if NETSTANDARD2_0
        stop.Dispose();
#endif
        stream.Dispose();
    }

#if NETSTANDARD2_0
    private static void Close(HttpResponseMessage response)
    {
        try
        {
            response.Dispose();
        }
        catch (Exception error) when (error is IOException or ObjectDisposedException or InvalidOperationException)
        {
            // Nobody is there to catch it: this may be the thread of a timer. The read that is ended tells the rest.
        }
    }
#endif
}
