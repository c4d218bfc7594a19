namespace OpenAIChat.Runtime;

/// <summary>Reads one streamed answer: chunk by chunk, and no further ahead than one network read.</summary>
internal sealed class EventEnumerator<T> : IAsyncEnumerator<T>
    where T : class
{
    private readonly EventStream<T> stream;
    private readonly CancellationToken loopToken;
    private readonly CancellationTokenSource? linked;
    private CallState? call;
    private ApiAnswer? answer;
    private EventParser<T>? parser;
    private HttpInfo? http;
    private T? current;
    private bool isOver;

    /// <param name="stream">The call.</param>
    /// <param name="loopToken">The token that was given with the loop.</param>
    public EventEnumerator(EventStream<T> stream, CancellationToken loopToken)
    {
        this.stream = stream;
        this.loopToken = loopToken;
        if (stream.CallToken.CanBeCanceled && loopToken.CanBeCanceled && stream.CallToken != loopToken)
        {
            linked = CancellationTokenSource.CreateLinkedTokenSource(stream.CallToken, loopToken);
        }
    }

    public T Current => current!;

    private CancellationToken Token => linked?.Token ?? (stream.CallToken.CanBeCanceled ? stream.CallToken : loopToken);

    public ValueTask<bool> MoveNextAsync()
    {
        if (isOver)
        {
            return new ValueTask<bool>(false);
        }

        // Most chunks came in one packet with the one before: they need no state machine.
        if (parser is not null && !IsCancelled)
        {
            try
            {
                if (parser.TryRead(out T? chunk))
                {
                    Deliver(chunk);
                    return new ValueTask<bool>(true);
                }
            }
            catch (Exception error)
            {
                return FailAsync(error);
            }
        }

        return AdvanceAsync();
    }

    public ValueTask DisposeAsync()
    {
        isOver = true;
        parser = null;
        answer?.Dispose();
        call?.Dispose();
        linked?.Dispose();
        return default;
    }

    private bool IsCancelled => stream.CallToken.IsCancellationRequested || loopToken.IsCancellationRequested;

    /// <summary>Goes on to the next chunk, receiving what it takes.</summary>
    private async ValueTask<bool> AdvanceAsync()
    {
        try
        {
            // Also between events that have long been received.
            ThrowIfCancelled();
            if (call is null)
            {
                call = CallState.Start(stream.Transport, stream.Call, isStreamed: true, Token);
                answer = await RetryLoop.SendAsync(call).ConfigureAwait(false);
                call.StopTimeLimit();
                http = answer.CreateInfo(withBody: false);
                parser = new EventParser<T>(call, answer, stream.Item);
                if (parser.IsDocument)
                {
                    Deliver(await parser.ReadDocumentAsync(stream.Whole).ConfigureAwait(false));
                    return true;
                }
            }

            do
            {
                if (parser!.TryRead(out T? chunk))
                {
                    Deliver(chunk);
                    return true;
                }

                ThrowIfCancelled();
            }
            while (await parser.ReceiveAsync().ConfigureAwait(false));
            if (parser.TryReadLast(out T? last))
            {
                Deliver(last);
                return true;
            }

            parser.CheckEnd();
            await answer!.Stream!.CompleteFileAsync().ConfigureAwait(false);
            call.Complete(http!);
            await DisposeAsync().ConfigureAwait(false);
            return false;
        }
        catch (Exception error)
        {
            return await FailAsync(error).ConfigureAwait(false);
        }
    }

    private void Deliver(T chunk)
    {
        if (chunk is ResponseModel model)
        {
            model.Http = http!;
        }

        call!.ReceiveChunk(chunk);
        current = chunk;
    }

    /// <summary>Ends the stream with what an exception means.</summary>
    private async ValueTask<bool> FailAsync(Exception error)
    {
        Exception explained = Explain(error);
        call?.Fail(explained);
        await DisposeAsync().ConfigureAwait(false);
        if (ReferenceEquals(explained, error))
        {
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Capture(error).Throw();
        }

        throw explained;
    }

    private Exception Explain(Exception error)
    {
        if (IsCancelled && error is OperationCanceledException or IOException or HttpRequestException or ObjectDisposedException)
        {
            CancellationToken cause = stream.CallToken.IsCancellationRequested ? stream.CallToken : loopToken;
            return new OperationCanceledException("The stream was canceled.", error, cause);
        }

        return answer is null ? error : AnswerErrors.ExplainStream(call!, answer, error);
    }

    private void ThrowIfCancelled()
    {
        stream.CallToken.ThrowIfCancellationRequested();
        loopToken.ThrowIfCancellationRequested();
    }
}
