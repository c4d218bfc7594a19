using System.Runtime.InteropServices;

namespace OpenAIChat.Runtime;

/// <summary>
/// The body of a streamed response: ends a read that waits for too long, and saves what is read where a file is asked for.
/// </summary>
internal sealed class StreamBody(HttpResponseMessage response, IdleTimer idle, ResponseFile? file) : IDisposable
{
    private ResponseContent? content;

    /// <summary>Gets whether a read was ended because nothing came for too long.</summary>
    public bool TimedOut => idle.HasFired;

    /// <summary>Gets whether the server has ended the stream.</summary>
    public bool HasEnded { get; private set; }

    /// <summary>Reads more of the body.</summary>
    /// <returns>The number of bytes read; 0 at the end.</returns>
    /// <exception cref="IOException">The connection broke.</exception>
    public async ValueTask<int> ReadAsync(Memory<byte> target)
    {
        if (HasEnded)
        {
            return 0;
        }

        try
        {
            content ??= await ResponseContent.OpenAsync(response, idle.Token).ConfigureAwait(false);
            ValueTask<int> read = content.ReadAsync(target, idle.Token);
            int count;
            if (read.IsCompleted)
            {
                count = await read.ConfigureAwait(false);
            }
            else
            {
                idle.Start();
                count = await read.ConfigureAwait(false);
                idle.Stop();
            }

            HasEnded = count == 0;
            if (file is not null && MemoryMarshal.TryGetArray<byte>(target.Slice(0, count), out ArraySegment<byte> bytes))
            {
                await file.WriteAsync(bytes, idle.Token).ConfigureAwait(false);
            }

            return count;
        }
        catch (Exception error) when (ResponseContent.IsUnforeseen(error))
        {
            throw ResponseContent.Unreadable(error);
        }
    }

    /// <summary>Moves the saved body to its place, if it is saved.</summary>
    public ValueTask CompleteFileAsync() => file is null ? default : new ValueTask(file.CompleteAsync(idle.Token));

    public void Dispose()
    {
        content?.Dispose();
        response.Dispose();
        file?.Dispose();
        idle.Dispose();
    }
}
