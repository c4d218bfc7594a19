namespace OpenAIChat.Validation;

/// <summary>Spoken answers need both <c>audio</c> and the modality <c>audio</c>.</summary>
/// <remarks>Source: the contract's words on <c>modalities</c> and <c>audio</c>.</remarks>
internal sealed class AudioNeedsModality() : RequestRule(ValidationRule.AudioOutput)
{
    public override void Check(CreateChatCompletionRequest request, RuleFindings findings)
    {
        if (request.Adds("modalities") || request.Adds("audio"))
        {
            return;
        }

        bool speaks = request.ModalitiesOrNull?.Contains(ResponseModality.Audio) == true;
        if (speaks && request.Audio is null)
        {
            findings.Add("audio", "is required for the modality \"audio\"; set its voice and format, or take \"audio\" out of modalities.");
        }
        else if (!speaks && request.Audio is not null)
        {
            findings.Add(
                "modalities",
                "lacks \"audio\", without which audio has no effect; set it to [\"text\", \"audio\"], or leave audio out.");
        }
    }
}
