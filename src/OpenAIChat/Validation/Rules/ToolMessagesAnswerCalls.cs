namespace OpenAIChat.Validation;

/// <summary>A tool message answers a call that an earlier assistant message made.</summary>
/// <remarks>Source: the API ("messages with role 'tool' must be a response to a preceding message with 'tool_calls'").</remarks>
internal sealed class ToolMessagesAnswerCalls() : RequestRule(ValidationRule.ToolMessages)
{
    public override void Check(CreateChatCompletionRequest request, RuleFindings findings)
    {
        IList<ChatCompletionRequestMessage> messages = request.MessagesOrNull ?? [];
        IList<ChatCompletionToolCall>? latest = null;
        HashSet<string>? earlier = null;
        for (int i = 0; i < messages.Count; i++)
        {
            switch (messages[i])
            {
                case ChatCompletionRequestAssistantMessage { ToolCallsOrNull: { Count: > 0 } calls }:
                    latest = calls;
                    break;
                case ChatCompletionRequestToolMessage { ToolCallId: { Length: > 0 } id } when !Makes(latest, id):
                    earlier ??= CallsBefore(messages, i);
                    if (!earlier.Contains(id))
                    {
                        findings.Add(
                            FormattableString.Invariant($"messages[{i}].tool_call_id"),
                            $"is \"{id}\", but no assistant message before it made that call; put the message with the call before it.");
                    }

                    break;
                case ChatCompletionRequestMessage.Unknown:
                    // It may hold calls in a form that is not known here.
                    return;
            }

            if (earlier is not null && messages[i] is ChatCompletionRequestAssistantMessage { ToolCallsOrNull: { } added })
            {
                earlier.UnionWith(added.Select(RequestMessages.IdOrEmpty));
            }
        }
    }

    // Nearly every answer is to the latest calls; all of them are gathered only for one that is not.
    private static HashSet<string> CallsBefore(IList<ChatCompletionRequestMessage> messages, int end) =>
        [.. messages.Take(end).OfType<ChatCompletionRequestAssistantMessage>().SelectMany(static message => message.ToolCallsOrNull ?? [])
            .Select(RequestMessages.IdOrEmpty)];

    private static bool Makes(IList<ChatCompletionToolCall>? calls, string id)
    {
        for (int i = 0; i < calls?.Count; i++)
        {
            if (calls[i].IdOrEmpty() == id)
            {
                return true;
            }
        }

        return false;
    }
}
