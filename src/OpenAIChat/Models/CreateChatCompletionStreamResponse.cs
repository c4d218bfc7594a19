namespace OpenAIChat;

public sealed partial class CreateChatCompletionStreamResponse
{
    /// <summary>Gets the text that the chunk adds to the first answer; empty when it adds none.</summary>
    /// <remarks>With <c>n</c> above 1 the other answers are in <see cref="Choices"/>.</remarks>
    public string Text => FirstPiece is { } piece ? piece.Delta.Content ?? MismatchedText.OfContent(piece.Delta) ?? "" : "";

    /// <summary>Gets what the model thinks before it gives the first answer, as far as this chunk adds to it; empty when it adds
    /// none.</summary>
    public string ReasoningContent => ReasoningText.Of(FirstPiece?.Delta) ?? "";

    /// <summary>Gets when the completion was created; a time beyond those of .NET is the nearest it can express.</summary>
    public DateTimeOffset CreatedAt => UnixTime.ToDateTimeOffset(Created);

    /// <summary>Gets the pieces of tool calls that the chunk adds to the first answer; empty when it adds none.</summary>
    public IReadOnlyList<ChatCompletionMessageToolCallChunk> ToolCalls => FirstPiece?.Delta.ToolCalls switch
    {
        null => [],
        IReadOnlyList<ChatCompletionMessageToolCallChunk> calls => calls,
        { } calls => calls.ToList(),
    };

    /// <summary>Gets why the model stopped giving the first answer; null while it has not.</summary>
    public FinishReason? FinishReason => FirstPiece?.FinishReason is { Value.Length: > 0 } reason ? reason : (FinishReason?)null;

    private CreateChatCompletionStreamResponseChoice? FirstPiece => choices?.FirstOrDefault(static choice => choice.Index == 0);

    /// <summary>Makes a chunk of a text, for example for a substitute of <c>IChatApi</c> in tests.</summary>
    /// <param name="text">The text it adds.</param>
    /// <param name="finishReason">Why the model seems to have stopped; null when there is more to come.</param>
    /// <param name="model">The model that seems to have made it.</param>
    /// <param name="id">The id of the completion.</param>
    public static CreateChatCompletionStreamResponse FromText(
        string? text, FinishReason? finishReason = null, string model = "gpt-5.4", string id = "chatcmpl-fake")
    {
        var delta = new ChatCompletionStreamResponseDelta { Content = text };
        return new CreateChatCompletionStreamResponse
        {
            Id = id,
            Choices = [new CreateChatCompletionStreamResponseChoice { Delta = delta, FinishReason = finishReason, Index = 0 }],
            Created = 0,
            Model = model,
        };
    }

    /// <summary>Makes a stream of texts, one chunk for each and a last one that ends the answer, for example for a substitute of
    /// <c>IChatApi</c> in tests.</summary>
    /// <param name="texts">The texts.</param>
    public static IAsyncEnumerable<CreateChatCompletionStreamResponse> StreamFromText(params string[] texts)
    {
        ArgumentNullException.ThrowIfNull(texts);
        return Stream(texts);

#pragma warning disable CS1998 // Nothing to wait for: it only looks like what comes from a server.
        static async IAsyncEnumerable<CreateChatCompletionStreamResponse> Stream(string[] texts)
#pragma warning restore CS1998
        {
            foreach (string text in texts)
            {
                yield return FromText(text);
            }

            yield return FromText(null, OpenAIChat.FinishReason.Stop);
        }
    }
}
