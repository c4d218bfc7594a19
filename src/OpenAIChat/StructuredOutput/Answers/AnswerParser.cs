namespace OpenAIChat.StructuredOutput;

/// <summary>Tells the outcomes of an answer apart: a value, or one of the reasons why there is none.</summary>
internal static class AnswerParser
{
    private const int MaxReportedErrors = 5;

    /// <summary>Reads every choice of a completion.</summary>
    public static ParsedChatCompletion<T> Parse<T>(CreateChatCompletionResponse completion, AnswerReader<T> reader) =>
        new(completion, [.. completion.Choices.Select(choice => Parse(completion, choice, reader))]);

    private static ParsedChatCompletionChoice<T> Parse<T>(
        CreateChatCompletionResponse completion, CreateChatCompletionResponseChoice choice, AnswerReader<T> reader)
    {
        ChatCompletionResponseMessage message = choice.Message;
        if (message.Refusal is { Length: > 0 })
        {
            return Failed(
                ChatCompletionParseFailure.Refused,
                "The model refused to answer. The refusal of the message tells why; change the request.");
        }

        if (choice.FinishReason == FinishReason.ContentFilter)
        {
            return Failed(ChatCompletionParseFailure.Filtered, "A content filter left out content of the answer. Change the request.");
        }

        if (choice.FinishReason == FinishReason.Length)
        {
            return Failed(
                ChatCompletionParseFailure.Truncated,
                "The answer was cut off by the token limit. Raise MaxCompletionTokens, or ask for a smaller answer.");
        }

        if (message.ToolCalls is { Count: > 0 } || choice.FinishReason == FinishReason.ToolCalls
            || choice.FinishReason == FinishReason.FunctionCall)
        {
            return Failed(
                ChatCompletionParseFailure.NoContent, "The model calls tools in place of an answer. Answer the calls, and ask again.");
        }

        string? text = message.Content ?? MismatchedText.OfContent(message);
        if (string.IsNullOrWhiteSpace(text))
        {
            return Failed(ChatCompletionParseFailure.NoContent, "The answer has no content. Ask again.");
        }

        if (reader.TryRead(text!, out T? value, out IReadOnlyList<ReadFault> faults, out bool isJson))
        {
            return new ParsedChatCompletionChoice<T>(completion, choice.Index, value);
        }

        return isJson
            ? Failed(ChatCompletionParseFailure.WrongShape, "The answer does not follow the schema: " + Tell(faults), faults[0].Path)
            : Failed(ChatCompletionParseFailure.InvalidJson, $"The answer is not JSON: it {faults[0].Message}. Ask again.");

        ParsedChatCompletionChoice<T> Failed(ChatCompletionParseFailure failure, string reason, string? path = null) =>
            new(completion, choice.Index, failure, reason, path);
    }

    private static string Tell(IReadOnlyList<ReadFault> faults)
    {
        string told = string.Join("; ", faults.Take(MaxReportedErrors));
        return told + (faults.Count > MaxReportedErrors ? "; and more." : ".");
    }
}
