using System.Runtime.CompilerServices;

namespace OpenAIChat.StructuredOutput;

/// <summary>
/// Sends a request for structured output, and again without <c>json_schema</c> when the server refuses that and the format allows it.
/// </summary>
internal static class StructuredCall
{
    public static async Task<CreateChatCompletionResponse> CreateAsync<T>(
        IChatApi chat, CreateChatCompletionRequest request, StructuredOutputFormat<T> format, CancellationToken cancellationToken)
    {
        try
        {
            return await chat.CreateChatCompletionAsync(First(request, format), cancellationToken).ConfigureAwait(false);
        }
        catch (ApiStatusException refusal) when (FallsBack(format, refusal))
        {
            return await chat.CreateChatCompletionAsync(StructuredRequest.WithMessage(request, format.Schema), cancellationToken)
                .ConfigureAwait(false);
        }
    }

    public static async IAsyncEnumerable<CreateChatCompletionStreamResponse> StreamAsync<T>(
        IChatApi chat, CreateChatCompletionRequest request, StructuredOutputFormat<T> format,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        IAsyncEnumerator<CreateChatCompletionStreamResponse> chunks =
            chat.CreateChatCompletionStreamAsync(First(request, format), cancellationToken).GetAsyncEnumerator(cancellationToken);
        try
        {
            bool hasChunk;
            try
            {
                hasChunk = await chunks.MoveNextAsync().ConfigureAwait(false);
            }
            catch (ApiStatusException refusal) when (FallsBack(format, refusal))
            {
                await chunks.DisposeAsync().ConfigureAwait(false);
                chunks = chat.CreateChatCompletionStreamAsync(StructuredRequest.WithMessage(request, format.Schema), cancellationToken)
                    .GetAsyncEnumerator(cancellationToken);
                hasChunk = await chunks.MoveNextAsync().ConfigureAwait(false);
            }

            for (; hasChunk; hasChunk = await chunks.MoveNextAsync().ConfigureAwait(false))
            {
                yield return chunks.Current;
            }
        }
        finally
        {
            await chunks.DisposeAsync().ConfigureAwait(false);
        }
    }

    private static CreateChatCompletionRequest First<T>(CreateChatCompletionRequest request, StructuredOutputFormat<T> format) =>
        format.Fallback == StructuredOutputFallback.Always
            ? StructuredRequest.WithMessage(request, format.Schema)
            : StructuredRequest.WithSchema(request, format.ToResponseFormat());

    private static bool FallsBack<T>(StructuredOutputFormat<T> format, ApiStatusException refusal) =>
        format.Fallback == StructuredOutputFallback.WhenRefused && StructuredRequest.IsRefusal(refusal);
}
