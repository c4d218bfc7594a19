namespace OpenAIChat.Validation;

/// <summary><c>max_tokens</c> and <c>max_completion_tokens</c> are not both set, and allow one token at least.</summary>
/// <remarks>Source: the API ("Setting 'max_tokens' and 'max_completion_tokens' at the same time is not supported").</remarks>
internal sealed class TokenLimitIsGivenOnce() : RequestRule(ValidationRule.TokenLimit)
{
    public override void Check(CreateChatCompletionRequest request, RuleFindings findings)
    {
        if (request.MaxTokens is not null && request.MaxCompletionTokens is not null)
        {
            findings.Add("max_tokens", "cannot be sent together with max_completion_tokens, which has replaced it; leave it out.");
        }

        CheckAmount(request.MaxTokens, "max_tokens", findings);
        CheckAmount(request.MaxCompletionTokens, "max_completion_tokens", findings);
    }

    private static void CheckAmount(int? tokens, string path, RuleFindings findings)
    {
        if (tokens < 1)
        {
            findings.Add(path, FormattableString.Invariant($"is {tokens}; give at least 1, or leave it out."));
        }
    }
}
