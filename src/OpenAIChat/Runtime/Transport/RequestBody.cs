using Newtonsoft.Json.Linq;

namespace OpenAIChat.Runtime;

/// <summary>The bytes of a request body, written once and the same on every attempt, also for several that are sent at once.</summary>
/// <remarks>
/// The bytes are pooled. An HTTP handler may still be sending them when the answer is already there (a server that refuses before it has
/// read
/// everything, a handler that hedges); then they are left to the garbage collector, for what is in the pool may soon hold another request.
/// </remarks>
internal sealed class RequestBody : IDisposable
{
    private const int Released = int.MinValue;

    private readonly PooledBuffer buffer = new();

    /// <summary>How many sends are under way; negative once the body was released.</summary>
    private int senders;

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
        if (Interlocked.Increment(ref senders) < 0)
        {
            Interlocked.Decrement(ref senders);
            throw new ObjectDisposedException(nameof(RequestContent), "The call has ended: its content cannot be sent any more.");
        }

        try
        {
            await buffer.WriteToAsync(stream, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            Interlocked.Decrement(ref senders);
        }
    }

    public void Dispose()
    {
        if (Interlocked.CompareExchange(ref senders, Released, 0) == 0)
        {
            buffer.Dispose();
        }
    }

    private static JToken Merge(JsonModel model, JObject extra)
    {
        var merged = (JObject)JsonText.ToToken(model);
        foreach (KeyValuePair<string, JToken?> member in extra)
        {
            merged[member.Key] = member.Value?.DeepClone() ?? JValue.CreateNull();
        }

        return merged;
    }
}
