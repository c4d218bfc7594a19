namespace OpenAIChat.Runtime;

/// <summary>A streamed call that has not been sent: each enumeration sends it.</summary>
internal sealed class EventStream<T>(ApiTransport transport, ApiCall call, JsonRead<T> item, JsonRead<T>? whole, CancellationToken callToken) : IAsyncEnumerable<T>
    where T : class
{
    public IAsyncEnumerator<T> GetAsyncEnumerator(CancellationToken cancellationToken = default) =>
        new EventReader<T>(transport, call, item, whole, callToken, cancellationToken);
}
