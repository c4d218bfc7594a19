namespace OpenAIChat.Validation;

/// <summary>A data: URL of an image or a file has a media type and Base64; audio is bare Base64.</summary>
/// <remarks>Source: the contract's words on <c>image_url.url</c>, <c>file_data</c> and <c>input_audio.data</c>; RFC 2397 for the
/// URL.</remarks>
internal sealed class EmbeddedDataIsWellFormed() : RequestRule(ValidationRule.EmbeddedData)
{
    public override void Check(CreateChatCompletionRequest request, RuleFindings findings)
    {
        IList<ChatCompletionRequestMessage> messages = (request.MessagesOrNull ?? []);
        for (int i = 0; i < messages.Count; i++)
        {
            IList<ChatCompletionRequestMessageContentPart>? parts = messages[i].UserParts();
            for (int j = 0; j < parts?.Count; j++)
            {
                if (Problem(parts[j]) is var (member, problem))
                {
                    findings.Add(FormattableString.Invariant($"messages[{i}].content[{j}].{member}"), problem);
                }
            }
        }
    }

    private static (string Member, string Problem)? Problem(ChatCompletionRequestMessageContentPart? part) => part switch
    {
        ChatCompletionRequestMessageContentPartImage { ImageUrlOrNull.UrlOrNull: { } url } when DataUrlSyntax.Problem(
            url) is { } problem => ("image_url.url", problem),
        ChatCompletionRequestMessageContentPartFile { FileOrNull.FileData: { } data } when DataUrlSyntax.Problem(
            data) is { } problem => ("file.file_data", problem),
        ChatCompletionRequestMessageContentPartAudio { InputAudioOrNull.DataOrNull: { } data } when DataUrlSyntax.IsDataUrl(data) =>
            ("input_audio.data", "is a data: URL; give the Base64 alone, and its kind in format."),
        ChatCompletionRequestMessageContentPartAudio { InputAudioOrNull.DataOrNull: { } data } when !Base64Text.IsValid(data.AsSpan()) =>
            ("input_audio.data", "is not valid Base64; encode the bytes with Convert.ToBase64String."),
        _ => null,
    };
}
