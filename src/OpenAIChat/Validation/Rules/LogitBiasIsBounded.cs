using OpenAIChat.Runtime;

namespace OpenAIChat.Validation;

/// <summary><c>logit_bias</c> is from -100 to 100 for every token.</summary>
/// <remarks>Source: the contract's words on <c>logit_bias</c>.</remarks>
internal sealed class LogitBiasIsBounded() : RequestRule(ValidationRule.LogitBias)
{
    public override void Check(CreateChatCompletionRequest request, RuleFindings findings)
    {
        if (request.LogitBiasOrNull is not { Count: > 0 } biases)
        {
            return;
        }

        foreach (KeyValuePair<string, int> bias in biases)
        {
            if (bias.Value is < -100 or > 100)
            {
                findings.Add(
                    JsonPath.Join("logit_bias", JsonPath.Key(bias.Key)),
                    FormattableString.Invariant($"is {bias.Value}; give a number from -100 to 100."));
            }
        }
    }
}
