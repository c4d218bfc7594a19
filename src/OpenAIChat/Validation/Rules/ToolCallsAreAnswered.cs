namespace OpenAIChat.Validation;

/// <summary>The tool messages directly after an assistant message answer each of its tool calls.</summary>
/// <remarks>
/// Source: the API ("An assistant message with 'tool_calls' must be followed by tool messages responding to each 'tool_call_id'").
/// Calls to which a server gave no id are answered by as many tool messages without one.
/// </remarks>
internal sealed class ToolCallsAreAnswered() : RequestRule(ValidationRule.ToolCallResults)
{
    public override void Check(CreateChatCompletionRequest request, RuleFindings findings)
    {
        IList<ChatCompletionRequestMessage> messages = (request.MessagesOrNull ?? []);
        for (int i = 0; i < messages.Count; i++)
        {
            if (messages[i] is ChatCompletionRequestAssistantMessage { ToolCallsOrNull: { Count: > 0 } calls }
                && Unanswered(calls, messages, i + 1) is { Count: > 0 } unanswered)
            {
                findings.Add(
                    FormattableString.Invariant($"messages[{i}].tool_calls"),
                    $"must be answered by tool messages directly after this message, but {Describe(unanswered)} not; "
                    + "add ChatCompletionRequestMessage.Tool(id, result) for each.");
            }
        }
    }

    private static List<string>? Unanswered(IList<ChatCompletionToolCall> calls, IList<ChatCompletionRequestMessage> messages, int start)
    {
        int end = start;
        while (end < messages.Count && messages[end] is ChatCompletionRequestToolMessage)
        {
            end++;
        }

        // A message of an unknown kind may hold results.
        if (end < messages.Count && messages[end] is null or ChatCompletionRequestMessage.Unknown)
        {
            return null;
        }

        // As many results as calls in the order of the calls: so it nearly always is, and needs no table.
        if (AnswerInOrder(calls, messages, start, end))
        {
            return null;
        }

        List<string> unanswered = [.. calls.Select(static call => call.IdOrEmpty())];
        for (int i = start; i < end; i++)
        {
            unanswered.Remove(((ChatCompletionRequestToolMessage)messages[i]).IdOrEmpty());
        }

        return unanswered;
    }

    private static bool AnswerInOrder(IList<ChatCompletionToolCall> calls, IList<ChatCompletionRequestMessage> messages, int start, int end)
    {
        if (end - start != calls.Count)
        {
            return false;
        }

        for (int i = 0; i < calls.Count; i++)
        {
            if (calls[i].IdOrEmpty() != ((ChatCompletionRequestToolMessage)messages[start + i]).IdOrEmpty())
            {
                return false;
            }
        }

        return true;
    }

    private static string Describe(List<string> ids) => ids switch
    {
        [""] => "a call without id is",
        [var id] => $"\"{id}\" is",
        _ => string.Join(", ", ids.Select(static id => id.Length == 0 ? "a call without id" : $"\"{id}\"")) + " are",
    };
}
