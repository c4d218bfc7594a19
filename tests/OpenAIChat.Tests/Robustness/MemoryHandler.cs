using System.Net;

namespace OpenAIChat.Tests.Robustness;

/// <summary>Answers every request at once with the same bytes, in packets cut where it is told to.</summary>
internal sealed class MemoryHandler(byte[] body, string? contentType, int status = 200, params IReadOnlyList<int> cuts) : HttpMessageHandler
{
    /// <summary>Gets how many answers were not disposed of.</summary>
    public int Open { get; private set; }

    /// <summary>Gets what the answer's headers are besides its type.</summary>
    public IDictionary<string, string> Headers { get; } = new Dictionary<string, string>();

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Open++;
        var response = new HttpResponseMessage((HttpStatusCode)status)
        {
            RequestMessage = request,
            Content = new StreamContent(new PacketStream(this, body, cuts)),
        };
        if (contentType is not null)
        {
            response.Content.Headers.TryAddWithoutValidation("Content-Type", contentType);
        }

        foreach ((string name, string value) in Headers)
        {
            response.Headers.TryAddWithoutValidation(name, value);
        }

        return Task.FromResult(response);
    }

    private sealed class PacketStream(MemoryHandler owner, byte[] body, IReadOnlyList<int> cuts) : Stream
    {
        private const int PatienceAtTheEnd = 100;
        private int position;
        private int cut;
        private int readsAtTheEnd;
        private bool isClosed;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override int Read(Span<byte> buffer)
        {
            // Whoever reads on and on after the end would do so for ever.
            if (position == body.Length && ++readsAtTheEnd > PatienceAtTheEnd)
            {
                throw new InvalidOperationException("The end of the answer was read again and again.");
            }

            while (cut < cuts.Count && cuts[cut] <= position)
            {
                cut++;
            }

            int next = cut < cuts.Count ? cuts[cut] : body.Length;
            int count = Math.Min(buffer.Length, next - position);
            body.AsSpan(position, count).CopyTo(buffer);
            position += count;
            return count;
        }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            new(Read(buffer.Span));

        public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
            Task.FromResult(Read(buffer.AsSpan(offset, count)));

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override void Flush()
        {
        }

        protected override void Dispose(bool disposing)
        {
            owner.Open -= isClosed ? 0 : 1;
            isClosed = true;
            base.Dispose(disposing);
        }
    }
}
