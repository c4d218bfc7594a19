namespace OpenAIChat.Runtime;

/// <summary>A streamed call that has not been sent: each enumeration sends it.</summary>
internal sealed class EventStream<T>(ApiTransport transport, ApiCall call, JsonRead<T> item, JsonRead<T>? whole,
    CancellationToken callToken) : IAsyncEnumerable<T>
    where T : class
{
    public ApiTransport Transport => transport;

    public ApiCall Call => call;

    /// <summary>Gets what reads one event.</summary>
    public JsonRead<T> Item => item;

    /// <summary>Gets what reads an answer that is not streamed; null when there is no such answer.</summary>
    public JsonRead<T>? Whole => whole;

    /// <summary>Gets the token that was given with the call.</summary>
    public CancellationToken CallToken => callToken;

    public IAsyncEnumerator<T> GetAsyncEnumerator(CancellationToken cancellationToken = default) =>
        new EventEnumerator<T>(this, cancellationToken);
}
