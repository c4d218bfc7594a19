using System.Text;

namespace OpenAIChat.Cli;

/// <summary>Prints what is read through it: the data of events, one line each, or the body as it is.</summary>
internal sealed class EchoStream(Stream body, EchoWriter output, bool hasEvents) : Stream
{
    private const string DataField = "data:";
    private const string End = "[DONE]";

    private readonly Decoder decoder = Encoding.UTF8.GetDecoder();
    private readonly StringBuilder line = new();
    private bool ended;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        int count = await body.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
        if (count == 0 && buffer.Length > 0)
        {
            await CompleteAsync().ConfigureAwait(false);
        }
        else
        {
            await EchoAsync(Decode(buffer.Span[..count])).ConfigureAwait(false);
        }

        return count;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("The body is read asynchronously.");

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            body.Dispose();
        }

        base.Dispose(disposing);
    }

    private string Decode(ReadOnlySpan<byte> bytes)
    {
        char[] text = new char[decoder.GetCharCount(bytes, flush: false)];
        decoder.GetChars(bytes, text, flush: false);
        return new string(text);
    }

    private async Task EchoAsync(string text)
    {
        if (!hasEvents)
        {
            await output.WriteAsync(text).ConfigureAwait(false);
            return;
        }

        foreach (char letter in text)
        {
            if (letter is '\n' or '\r')
            {
                await PrintLineAsync().ConfigureAwait(false);
            }
            else
            {
                line.Append(letter);
            }
        }

        await output.FlushAsync().ConfigureAwait(false);
    }

    private async Task PrintLineAsync()
    {
        string text = line.ToString();
        line.Clear();
        if (text.StartsWith(DataField, StringComparison.Ordinal) && text[DataField.Length..].Trim() is { Length: > 0 } data && data != End)
        {
            await output.WriteLineAsync(data).ConfigureAwait(false);
        }
    }

    private async Task CompleteAsync()
    {
        if (ended)
        {
            return;
        }

        ended = true;
        await (hasEvents ? PrintLineAsync() : output.WriteLineAsync()).ConfigureAwait(false);
        await output.FlushAsync().ConfigureAwait(false);
    }
}
