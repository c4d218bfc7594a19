namespace OpenAIChat.StructuredOutput;

/// <summary>Creates the requests that ask for structured output; the caller's stays as it is.</summary>
internal static class StructuredRequest
{
    private const string Instruction = "Answer with one JSON object, and nothing else. It must be valid under this JSON Schema:\n";

    // What the errors of servers have in common that do not know the format.
    private static readonly string[] Signs = ["response_format", "json_schema", "structured output"];

    /// <summary>Asks for JSON that follows the schema.</summary>
    public static CreateChatCompletionRequest WithSchema(CreateChatCompletionRequest request, ResponseFormatJsonSchema format)
    {
        var copy = (CreateChatCompletionRequest)request.Copy();
        copy.ResponseFormat = format;
        return copy;
    }

    /// <summary>Asks for any JSON object, and tells the schema in a message after those that instruct the model.</summary>
    public static CreateChatCompletionRequest WithMessage(CreateChatCompletionRequest request, JsonObject schema)
    {
        var copy = (CreateChatCompletionRequest)request.Copy();
        List<ChatCompletionRequestMessage> messages = [.. request.Messages];
        int place = messages
            .FindIndex(static message => message is not (ChatCompletionRequestSystemMessage or ChatCompletionRequestDeveloperMessage));
        messages.Insert(place < 0 ? messages.Count : place, ChatCompletionRequestMessage.System(Instruction + schema));
        copy.Messages = messages;
        copy.ResponseFormat = ResponseFormat.JsonObject;
        return copy;
    }

    /// <summary>Determines whether a server has refused a request because of its response format.</summary>
    public static bool IsRefusal(ApiStatusException refusal) =>
        refusal.StatusCode is 400 or 404 or 415 or 422 or 501
            && (Mentions(refusal.Error?.Param) || Mentions(refusal.Error?.Message) || Mentions(refusal.Error?.Code)
                || Mentions(refusal.ResponseBody));

    private static bool Mentions(string? text) => text is not null && Array.Exists(Signs, sign => Contains(text, sign));

#if NETSTANDARD2_0
    private static bool Contains(string text, string sign) => text.IndexOf(sign, StringComparison.OrdinalIgnoreCase) >= 0;
#else
    private static bool Contains(string text, string sign) => text.Contains(sign, StringComparison.OrdinalIgnoreCase);
#endif
}
