namespace OpenAIChat.Validation;

/// <summary><c>top_logprobs</c> needs <c>logprobs: true</c>.</summary>
/// <remarks>Source: the contract's words on <c>top_logprobs</c>.</remarks>
internal sealed class TopLogprobsNeedLogprobs() : RequestRule(ValidationRule.TopLogprobs)
{
    public override void Check(CreateChatCompletionRequest request, RuleFindings findings)
    {
        if (request.TopLogprobs is not null && request.Logprobs != true && !request.Adds("logprobs"))
        {
            findings.Add("top_logprobs", "needs log probabilities; set logprobs to true, or leave it out.");
        }
    }
}
