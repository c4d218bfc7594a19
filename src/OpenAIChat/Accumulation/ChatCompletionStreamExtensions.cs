using System.Runtime.CompilerServices;

namespace OpenAIChat;

/// <summary>Shortcuts for the chunks of a streamed completion.</summary>
public static class ChatCompletionStreamExtensions
{
    /// <summary>Reads the stream to its end and puts its chunks together.</summary>
    /// <param name="stream">The chunks.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The whole completion.</returns>
    public static Task<CreateChatCompletionResponse> ToResponseAsync(
        this IAsyncEnumerable<CreateChatCompletionStreamResponse> stream, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(stream);
        return Accumulate(stream, cancellationToken);

        static async Task<CreateChatCompletionResponse> Accumulate(
            IAsyncEnumerable<CreateChatCompletionStreamResponse> stream,
            CancellationToken cancellationToken)
        {
            var accumulator = new ChatCompletionAccumulator();
            await foreach (CreateChatCompletionStreamResponse chunk in stream.WithCancellation(cancellationToken).ConfigureAwait(false))
            {
                accumulator.Add(chunk);
            }

            return accumulator.ToResponse();
        }
    }

    /// <summary>Reduces the chunks to the text of the first answer, piece by piece.</summary>
    /// <param name="stream">The chunks.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The pieces of text as they arrive; none is empty.</returns>
    public static IAsyncEnumerable<string> TextAsync(
        this IAsyncEnumerable<CreateChatCompletionStreamResponse> stream, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(stream);
        return Select(stream, cancellationToken);

        static async IAsyncEnumerable<string> Select(
            IAsyncEnumerable<CreateChatCompletionStreamResponse> stream, [EnumeratorCancellation] CancellationToken cancellationToken)
        {
            await foreach (CreateChatCompletionStreamResponse chunk in stream.WithCancellation(cancellationToken).ConfigureAwait(false))
            {
                if (chunk.Text is { Length: > 0 } text)
                {
                    yield return text;
                }
            }
        }
    }
}
