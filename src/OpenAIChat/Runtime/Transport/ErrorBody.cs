namespace OpenAIChat.Runtime;

/// <summary>The body of an answer with an error status, as far as it was received, without secrets.</summary>
internal sealed class ErrorBody
{
    /// <summary>The most that is received of a body that explains an error.</summary>
    public const int MaxLength = 64 * 1024;

    /// <summary>How long the body is waited for: the status is known, and must not be lost to a server that stalls.</summary>
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(10);

    private ErrorBody(string text, ApiError error)
    {
        Text = text;
        Error = error;
    }

    public string Text { get; }

    public ApiError Error { get; }

    /// <summary>Receives and reads the body; what breaks off or stalls is used as far as it came.</summary>
    public static async ValueTask<ErrorBody> ReadAsync(CallState call, HttpResponseMessage message)
    {
        using var buffer = new ReceiveBuffer(4096, MaxLength);
#if NETSTANDARD2_0
        using CancellationTokenSource timeout = call.Settings.TimeProvider.CreateCancellationTokenSource(Timeout);
#else
        using var timeout = new CancellationTokenSource(Timeout, call.Settings.TimeProvider);
#endif
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, call.CancellationToken);
        try
        {
            using ResponseContent content = await ResponseContent.OpenAsync(message, stop.Token).ConfigureAwait(false);
            int count;
            do
            {
                count = await content.ReadAsync(buffer.GetFreeSpace(), stop.Token).ConfigureAwait(false);
                buffer.Commit(count);
            }
            while (count > 0);
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            // The status says what matters; what came of the body is used as it is.
        }

        call.CancellationToken.ThrowIfCancellationRequested();
        ReadOnlySpan<byte> received = buffer.UnreadSpan;
        string text = call.Redactor.Redact(Utf8Decoder.GetString(received.Slice(0, Math.Min(received.Length, MaxLength))));
        return new ErrorBody(text, AnswerErrors.Redact(ErrorReader.Read(text), call.Redactor));
    }
}
