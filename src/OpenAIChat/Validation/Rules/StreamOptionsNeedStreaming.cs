namespace OpenAIChat.Validation;

/// <summary><c>stream_options</c> is sent only together with <c>stream: true</c>.</summary>
/// <remarks>Source: the contract's words on <c>stream_options</c>.</remarks>
internal sealed class StreamOptionsNeedStreaming() : RequestRule(ValidationRule.StreamOptions)
{
    public override void Check(CreateChatCompletionRequest request, RuleFindings findings)
    {
        bool? streams = request.Stream ?? findings.Streamed;
        if (request.StreamOptions is not null && streams == false)
        {
            findings.Add(
                "stream_options",
                "is for streamed answers only; send the request with CreateChatCompletionStreamAsync, or leave it out.");
        }
    }
}
