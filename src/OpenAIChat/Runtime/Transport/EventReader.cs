using System.Net.ServerSentEvents;
using Newtonsoft.Json;

namespace OpenAIChat.Runtime;

/// <summary>Reads one streamed answer: chunk by chunk, and no further ahead than one network read.</summary>
internal sealed class EventReader<T> : IAsyncEnumerator<T>
    where T : class
{
    private readonly ApiTransport transport;
    private readonly ApiCall call;
    private readonly JsonRead<T> item;
    private readonly JsonRead<T>? whole;
    private readonly CancellationToken callToken;
    private readonly CancellationToken loopToken;
    private readonly CancellationTokenSource? linked;
    private readonly RepeatedStart repeatedStart = new();
    private Exchange? exchange;
    private IAsyncEnumerator<SseItem<T?>>? events;
    private T? current;
    private bool isDone;
    private bool isOver;
    private bool sawLast;
    private bool sawChunk;

    /// <param name="transport">What sends the call.</param>
    /// <param name="call">The call.</param>
    /// <param name="item">Reads one event.</param>
    /// <param name="whole">Reads an answer that is not streamed.</param>
    /// <param name="callToken">The token that was given with the call.</param>
    /// <param name="loopToken">The token that was given with the loop.</param>
    public EventReader(ApiTransport transport, ApiCall call, JsonRead<T> item, JsonRead<T>? whole, CancellationToken callToken, CancellationToken loopToken)
    {
        this.transport = transport;
        this.call = call;
        this.item = item;
        this.whole = whole;
        this.callToken = callToken;
        this.loopToken = loopToken;
        if (callToken.CanBeCanceled && loopToken.CanBeCanceled && callToken != loopToken)
        {
            linked = CancellationTokenSource.CreateLinkedTokenSource(callToken, loopToken);
        }
    }

    public T Current => current!;

    private CancellationToken Token => linked?.Token ?? (callToken.CanBeCanceled ? callToken : loopToken);

    public ValueTask<bool> MoveNextAsync()
    {
        if (isOver)
        {
            return new ValueTask<bool>(false);
        }
        if (events is null || callToken.IsCancellationRequested || loopToken.IsCancellationRequested)
        {
            return AdvanceAsync(null);
        }
        // Most chunks came in one packet with the one before: they need no state machine.
        ValueTask<bool> next = events.MoveNextAsync();
        if (!next.IsCompletedSuccessfully)
        {
            return AdvanceAsync(next);
        }
        bool any = next.Result;
        return any && TryDeliver(events) ? new ValueTask<bool>(true) : AdvanceAsync(new ValueTask<bool>(any));
    }

    public async ValueTask DisposeAsync()
    {
        isOver = true;
        IAsyncEnumerator<SseItem<T?>>? left = events;
        events = null;
        if (left is not null)
        {
            await left.DisposeAsync().ConfigureAwait(false);
        }
        exchange?.Dispose();
        linked?.Dispose();
    }

    /// <summary>Goes on to the next chunk.</summary>
    /// <param name="asked">Whether there is another event, where that has been asked: then the answer must be waited for.</param>
    private async ValueTask<bool> AdvanceAsync(ValueTask<bool>? asked)
    {
        try
        {
            if (asked is null)
            {
                // Also between events that have long been received.
                ThrowIfCancelled();
            }
            if (exchange is null)
            {
                exchange = new Exchange(transport, call, streamed: true, Token);
                await exchange.RunAsync().ConfigureAwait(false);
                if (IsDocument())
                {
                    await ReadDocumentAsync().ConfigureAwait(false);
                    return true;
                }
                events = SseParser.Create(exchange.Stream!, ReadEvent).EnumerateAsync(CancellationToken.None).GetAsyncEnumerator(CancellationToken.None);
            }
            else if (events is null)
            {
                // The whole answer was the only chunk.
                await FinishAsync().ConfigureAwait(false);
                return false;
            }
            if (await NextChunkAsync(events, asked ?? events.MoveNextAsync()).ConfigureAwait(false))
            {
                return true;
            }
            await FinishAsync().ConfigureAwait(false);
            return false;
        }
        catch (Exception fault)
        {
            Exception explained = Explain(fault);
            exchange?.Fail(explained);
            await DisposeAsync().ConfigureAwait(false);
            if (!ReferenceEquals(explained, fault))
            {
                throw explained;
            }
            throw;
        }
    }

    private async ValueTask<bool> NextChunkAsync(IAsyncEnumerator<SseItem<T?>> source, ValueTask<bool> next)
    {
        while (await next.ConfigureAwait(false))
        {
            if (TryDeliver(source))
            {
                return true;
            }
            if (isDone)
            {
                ThrowStrayError();
                return false;
            }
            ThrowIfCancelled();
            next = source.MoveNextAsync();
        }
        ThrowStrayError();
        if (!sawChunk)
        {
            throw Incomplete("The stream ended before anything was said");
        }
        if (!sawLast && exchange!.Settings.RequireStreamEnd)
        {
            throw Incomplete("The stream ended without [DONE] and without a finish reason: the reply is incomplete");
        }
        return false;
    }

    /// <summary>Throws an error that was reported outside of events: as <c>error: {…}</c>, a field that no parser knows, or as bare JSON.</summary>
    private void ThrowStrayError()
    {
        if (sawLast)
        {
            return;
        }
        ReadOnlySpan<byte> stray = exchange!.Stream!.StrayLines;
        if (stray.StartsWith("error:"u8))
        {
            throw Reported(ErrorReader.Read(exchange.Text(stray.Slice("error:".Length))));
        }
        if (stray.Length > 0 && ErrorReader.Find(exchange.Text(stray)) is { } error)
        {
            throw Reported(error);
        }
    }

    private bool TryDeliver(IAsyncEnumerator<SseItem<T?>> source)
    {
        exchange!.Stream!.Count = 0;
        if (isDone || source.Current.Data is not { } chunk)
        {
            return false;
        }
        Deliver(chunk);
        return true;
    }

    private void Deliver(T chunk)
    {
        sawChunk = true;
        sawLast |= chunk is ResponseModel { IsLast: true };
        exchange!.Chunk(chunk);
        current = chunk;
    }

    private async ValueTask FinishAsync()
    {
        await exchange!.Stream!.CompleteFileAsync().ConfigureAwait(false);
        exchange.Finish();
        await DisposeAsync().ConfigureAwait(false);
    }

    /// <summary>Says whether the answer is one document, by its first character: no line of an event stream begins like one.</summary>
    private bool IsDocument()
    {
        ReadOnlySpan<byte> start = Blanks.TrimStart(exchange!.Stream!.Beginning);
        return start.Length > 0 && start[0] is (byte)'{' or (byte)'[' or (byte)'<';
    }

    private async ValueTask ReadDocumentAsync()
    {
        using var document = new PooledBuffer(16 * 1024);
        await exchange!.Stream!.ReadToEndAsync(document).ConfigureAwait(false);
        if (whole is null)
        {
            ApiError? error = exchange.FindError(document.WrittenMemory);
            string what = error is null ? "The answer is a document where a stream of events is due" : "The server reports an error under this status";
            throw exchange.Misunderstood(what, document.WrittenMemory, error, null);
        }
        Deliver(exchange.ReadWhole(whole, document.WrittenMemory));
    }

    /// <summary>Reads one event; null for one that is no chunk.</summary>
    private T? ReadEvent(string eventType, ReadOnlySpan<byte> data)
    {
        data = Blanks.Trim(data);
        if (data.Length == 0 || isDone)
        {
            return null;
        }
        if (data.SequenceEqual("[DONE]"u8))
        {
            isDone = true;
            return null;
        }
        ReadOnlyMemory<byte> text = repeatedStart.Take(data);
        if (eventType == "error")
        {
            throw Reported(ErrorReader.Read(exchange!.Text(data)));
        }
        T? chunk = null;
        JsonException? malformed = null;
        try
        {
            chunk = JsonText.Read(text, item, repeatedStart);
        }
        catch (JsonException fault)
        {
            malformed = fault;
        }
        if (Exchange.MayHoldError(chunk) && exchange!.FindError(text) is { } error)
        {
            throw Reported(error);
        }
        return chunk ?? throw Malformed(malformed);
    }

    private ApiStreamException Reported(ApiError error) =>
        new(exchange!.Describe("The server reported an error in the stream", error), exchange.Info, error);

    private IncompleteStreamException Incomplete(string what)
    {
        ReadOnlySpan<byte> stray = exchange!.Stream!.StrayLines;
        ApiError? words = stray.IsEmpty ? null : ErrorReader.Read(exchange.Text(stray));
        return new IncompleteStreamException(exchange.Describe(what, words), exchange.Info, words);
    }

    private ApiStreamException Malformed(JsonException? cause)
    {
        HttpInfo http = exchange!.Info;
        return exchange.Stream!.Ended
            ? new IncompleteStreamException(exchange.Describe("The stream ended in the middle of an event"), http, null, cause)
            : new ApiStreamException(exchange.Describe("An event of the stream is not the JSON that is due"), http, null, cause);
    }

    private Exception Explain(Exception fault)
    {
        if (fault is OperationCanceledException or IOException or HttpRequestException or ObjectDisposedException)
        {
            if (callToken.IsCancellationRequested || loopToken.IsCancellationRequested)
            {
                return new OperationCanceledException("The stream was cancelled.", fault, callToken.IsCancellationRequested ? callToken : loopToken);
            }
            if (exchange?.Stream is { } stream)
            {
                return stream.TimedOut
                    ? exchange.Idle(fault)
                    : new IncompleteStreamException(exchange.Describe("The connection broke in the middle of the stream"), exchange.Info, null, fault);
            }
        }
        return fault is InvalidDataException && exchange is not null
            ? new ApiStreamException(exchange.Describe("The stream cannot be read: " + fault.Message.TrimEnd('.')), exchange.Info, null, fault)
            : fault;
    }

    private void ThrowIfCancelled()
    {
        callToken.ThrowIfCancellationRequested();
        loopToken.ThrowIfCancellationRequested();
    }
}
