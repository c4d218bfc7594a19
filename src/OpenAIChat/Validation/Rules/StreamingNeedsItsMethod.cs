namespace OpenAIChat.Validation;

/// <summary><c>stream: true</c> is sent by the streaming method only.</summary>
/// <remarks>Source: the client itself, whose other method reads one whole answer and would find events.</remarks>
internal sealed class StreamingNeedsItsMethod() : RequestRule(ValidationRule.StreamingMethod)
{
    public override void Check(CreateChatCompletionRequest request, RuleFindings findings)
    {
        if (request.Stream == true && findings.Streamed == false)
        {
            findings.Add("stream", "is true, but this method reads a whole answer; call CreateChatCompletionStreamAsync, or leave it out.");
        }
    }
}
