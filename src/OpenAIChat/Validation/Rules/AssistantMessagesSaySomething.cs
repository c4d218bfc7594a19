namespace OpenAIChat.Validation;

/// <summary>An assistant message has a content, a refusal, tool calls, a function call or audio.</summary>
/// <remarks>Source: the contract, which makes the content optional only beside tool calls or a function call.</remarks>
internal sealed class AssistantMessagesSaySomething() : RequestRule(ValidationRule.AssistantContent)
{
    public override void Check(CreateChatCompletionRequest request, RuleFindings findings)
    {
        IList<ChatCompletionRequestMessage> messages = (request.MessagesOrNull ?? []);
        for (int i = 0; i < messages.Count; i++)
        {
            if (messages[i] is ChatCompletionRequestAssistantMessage message && message.IsEmpty)
            {
                findings.Add(
                    FormattableString.Invariant($"messages[{i}].content"),
                    "is missing, and the assistant message has no refusal, tool_calls or audio either; set it, or remove the message.");
            }
        }
    }
}
