using System.Diagnostics.CodeAnalysis;
using Newtonsoft.Json;

namespace OpenAIChat.Runtime;

/// <summary>Reads the events of one streamed answer as models, and judges whether the stream was whole.</summary>
internal sealed class EventParser<T>(CallState call, ApiAnswer answer, JsonRead<T> item)
    where T : class
{
    /// <summary>Longer events are not compared with the one before: that would take a copy.</summary>
    private const int MaxComparedLength = 64 * 1024;

    private readonly ServerSentEventReader events = answer.Events!;
    private readonly RepeatedStart repeatedStart = new();
    private readonly StreamProgress progress = new();
    private bool hasChunks;
    private bool isDone;

    /// <summary>Gets whether the answer is one document, by its first character: no line of an event stream begins like one.</summary>
    public bool IsDocument
    {
        get
        {
            ReadOnlySpan<byte> start = Utf8Whitespace.TrimStart(events.Unread);
            return start.Length > 0 && start[0] is (byte)'{' or (byte)'[' or (byte)'<';
        }
    }

    /// <summary>Reads an answer that is one document as the only chunk.</summary>
    public async ValueTask<T> ReadDocumentAsync(JsonRead<T>? whole)
    {
        ReadOnlyMemory<byte> document = await events.ReceiveAllAsync().ConfigureAwait(false);
        if (whole is null)
        {
            ApiError? error = AnswerReader.FindError(call, document);
            string what = error is null
                ? "The answer is a document where a stream of events was expected"
                : "The server reports an error under this status";
            throw AnswerErrors.Misunderstood(call, answer, what, document, error, null);
        }

        isDone = true;
        hasChunks = true;
        return AnswerReader.Read(call, answer, whole, document);
    }

    /// <summary>Receives more of the body.</summary>
    /// <returns>Whether there was more, and it matters.</returns>
    public ValueTask<bool> ReceiveAsync() => isDone ? new ValueTask<bool>(false) : events.ReceiveAsync();

    /// <summary>Reads the next chunk out of what has been received.</summary>
    public bool TryRead([NotNullWhen(true)] out T? chunk)
    {
        while (!isDone && events.TryRead())
        {
            chunk = ReadEvent(isLast: false);
            if (chunk is not null)
            {
                return true;
            }
        }

        chunk = null;
        return false;
    }

    /// <summary>Reads the chunk that the end of the body leaves without a blank line after it.</summary>
    public bool TryReadLast([NotNullWhen(true)] out T? chunk)
    {
        chunk = null;
        if (isDone)
        {
            return false;
        }

        if (events.TryReadLast(out bool isCut))
        {
            chunk = ReadEvent(isLast: true);
        }
        else if (isCut)
        {
            throw Incomplete("The stream ended in the middle of an event");
        }

        return chunk is not null;
    }

    /// <summary>Checks that the stream has ended as a whole one does.</summary>
    public void CheckEnd()
    {
        if (!progress.IsComplete)
        {
            ThrowStrayError();
        }

        if (isDone)
        {
            return;
        }

        if (!hasChunks)
        {
            throw Incomplete("The stream ended before anything was said");
        }

        if (!progress.IsComplete && call.Settings.RequireStreamEnd)
        {
            throw Incomplete("The stream ended without [DONE] and before every reply in it had a finish reason: it is incomplete");
        }
    }

    /// <summary>Reads the current event; null for one that is no chunk.</summary>
    private T? ReadEvent(bool isLast)
    {
        ReadOnlyMemory<byte> data = Utf8Whitespace.Trim(events.Data);
        if (data.Length == 0)
        {
            return null;
        }

        if (data.Span.SequenceEqual("[DONE]"u8))
        {
            isDone = true;
            return null;
        }

        if (events.IsError)
        {
            throw Reported(AnswerReader.ReadError(call, data.Span));
        }

        T? chunk = null;
        JsonException? malformed = null;
        try
        {
            chunk = data.Length > MaxComparedLength
                ? JsonText.Read(data, item)
                : JsonText.Read(repeatedStart.Take(data.Span), item, repeatedStart);
        }
        catch (JsonException error)
        {
            malformed = error;
        }

        if (AnswerReader.MayHoldError(chunk) && AnswerReader.FindError(call, data) is { } reported)
        {
            throw Reported(reported);
        }

        if (chunk is null)
        {
            throw isLast ? Incomplete("The stream ended in the middle of an event", malformed) : Malformed(malformed);
        }

        hasChunks = true;
        (chunk as ResponseModel)?.Report(progress);
        return chunk;
    }

    /// <summary>
    /// Throws an error that was reported outside of events: as <c>error: {…}</c>, a field that no parser knows, or as bare JSON.
    /// </summary>
    private void ThrowStrayError()
    {
        ReadOnlySpan<byte> stray = events.StrayText;
        if (stray.StartsWith("error:"u8))
        {
            throw Reported(AnswerReader.ReadError(call, stray.Slice("error:".Length)));
        }

        if (stray.Length > 0 && AnswerReader.FindError(call, stray.ToArray()) is { } error)
        {
            throw Reported(error);
        }
    }

    private ApiStreamException Reported(ApiError error) =>
        new(AnswerErrors.Describe(call, answer, "The server reported an error in the stream", error), answer.CreateRedactedInfo(), error);

    private IncompleteStreamException Incomplete(string what, JsonException? cause = null)
    {
        ReadOnlySpan<byte> stray = events.StrayText;
        ApiError? words = stray.IsEmpty ? null : AnswerReader.ReadError(call, stray);
        return new IncompleteStreamException(
            AnswerErrors.Describe(call, answer, what, words), answer.CreateRedactedInfo(), words,
                AnswerErrors.Redact(cause, call.Redactor));
    }

    private ApiStreamException Malformed(JsonException? cause) => new(
        AnswerErrors.Describe(call, answer, "An event of the stream is not the JSON that was expected"),
        answer.CreateRedactedInfo(),
        null,
        AnswerErrors.Redact(cause, call.Redactor));
}
