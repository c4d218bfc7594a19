using Newtonsoft.Json.Linq;

namespace OpenAIChat.Runtime;

/// <summary>The bytes of a request body, written once and the same on every attempt.</summary>
/// <remarks>
/// The bytes are pooled. An HTTP handler may still be sending them when the answer is already there (a server that refuses before it has read
/// everything); then they are left to the garbage collector, for what is in the pool may soon hold another request.
/// </remarks>
internal sealed class RequestBody : IDisposable
{
    private const int Idle = 0;
    private const int Sending = 1;
    private const int Released = 2;

    private readonly PooledBuffer buffer = new();
    private int state;

    public RequestBody(JsonModel model, JObject? extra)
    {
        if (extra is null || extra.Count == 0)
        {
            JsonText.Write(model, buffer);
            return;
        }
        byte[] merged = JsonText.Encode(Merge(model, extra));
        merged.CopyTo(buffer.GetSpan(merged.Length));
        buffer.Advance(merged.Length);
    }

    public int Length => buffer.Count;

    public async Task CopyToAsync(Stream stream, CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(Interlocked.CompareExchange(ref state, Sending, Idle) != Idle, this);
        try
        {
            ArraySegment<byte> bytes = buffer.WrittenSegment;
#if NETSTANDARD2_0
            await stream.WriteAsync(bytes.Array!, bytes.Offset, bytes.Count, cancellationToken).ConfigureAwait(false);
#else
            await stream.WriteAsync(bytes, cancellationToken).ConfigureAwait(false);
#endif
        }
        finally
        {
            Volatile.Write(ref state, Idle);
        }
    }

    public void Dispose()
    {
        if (Interlocked.CompareExchange(ref state, Released, Idle) == Idle)
        {
            buffer.Dispose();
        }
    }

    private static JToken Merge(JsonModel model, JObject extra)
    {
        using var writer = new JTokenWriter();
        model.Write(new JsonOutput(writer));
        var merged = (JObject)writer.Token!;
        foreach (KeyValuePair<string, JToken?> member in extra)
        {
            merged[member.Key] = member.Value?.DeepClone() ?? JValue.CreateNull();
        }
        return merged;
    }
}
