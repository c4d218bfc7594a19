using System.Runtime.CompilerServices;

namespace OpenAIChat.StructuredOutput;

/// <summary>Turns the chunks of a completion into values that grow, and at the end into the whole ones.</summary>
internal static class StreamedAnswers
{
    public static async IAsyncEnumerable<PartialChatCompletion<T>> ReadAsync<T>(
        IAsyncEnumerable<CreateChatCompletionStreamResponse> chunks, AnswerReader<T> reader,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var accumulator = new ChatCompletionAccumulator();
        var answers = new Dictionary<int, GrowingAnswer<T>>();
        await foreach (CreateChatCompletionStreamResponse chunk in chunks.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            accumulator.Add(chunk);
            for (int i = 0; i < chunk.Choices.Count; i++)
            {
                CreateChatCompletionStreamResponseChoice choice = chunk.Choices[i];
                if ((choice.Delta.Content ?? MismatchedText.OfContent(choice.Delta)) is not { Length: > 0 } piece)
                {
                    continue;
                }

                if (!answers.TryGetValue(choice.Index, out GrowingAnswer<T>? answer))
                {
                    answers.Add(choice.Index, answer = new GrowingAnswer<T>(reader));
                }

                answer.Append(piece);
                yield return new PartialChatCompletion<T>(answer.Value, choice.Index, result: null);
            }
        }

        ParsedChatCompletion<T> result = AnswerParser.Parse(accumulator.ToResponse(), reader);
        foreach (ParsedChatCompletionChoice<T> choice in result.Choices)
        {
            if (choice.TryGetValue(out T? value))
            {
                yield return new PartialChatCompletion<T>(value, choice.Index, result);
            }
        }

        // Each value throws why it is none: the first such reason ends the enumeration.
        ParsedChatCompletionChoice<T>? failed = result.Choices.FirstOrDefault(static choice => choice.Failure is not null);
        _ = failed is not null ? failed.Value : result.Value;
    }
}
