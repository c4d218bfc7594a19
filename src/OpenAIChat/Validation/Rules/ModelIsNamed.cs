namespace OpenAIChat.Validation;

/// <summary>The model is not blank, as it is when it comes from a setting that is missing.</summary>
/// <remarks>Source: the contract, which requires <c>model</c>; a blank one names none.</remarks>
internal sealed class ModelIsNamed() : RequestRule(ValidationRule.Required)
{
    public override void Check(CreateChatCompletionRequest request, RuleFindings findings)
    {
        if (request.ModelOrNull?.Value is { } model && string.IsNullOrWhiteSpace(model))
        {
            findings.Add("model", "is blank; name a model.");
        }
    }
}
