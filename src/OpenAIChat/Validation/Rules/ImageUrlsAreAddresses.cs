namespace OpenAIChat.Validation;

/// <summary>The URL of an image is an address that a server can fetch, or a data: URL.</summary>
/// <remarks>Source: the contract's words on <c>image_url.url</c>; the API answers "Expected a valid URL".</remarks>
internal sealed class ImageUrlsAreAddresses() : RequestRule(ValidationRule.ImageUrl)
{
    public override void Check(CreateChatCompletionRequest request, RuleFindings findings)
    {
        IList<ChatCompletionRequestMessage> messages = (request.MessagesOrNull ?? []);
        for (int i = 0; i < messages.Count; i++)
        {
            IList<ChatCompletionRequestMessageContentPart>? parts = messages[i].UserParts();
            for (int j = 0; j < parts?.Count; j++)
            {
                if (parts[j] is ChatCompletionRequestMessageContentPartImage { ImageUrlOrNull.UrlOrNull: { } url }
                    && !ImageUrl.IsFetchable(url))
                {
                    findings.Add(
                        FormattableString.Invariant($"messages[{i}].content[{j}].image_url.url"),
                        "is neither an absolute address nor a data: URL; create the part of a file with ContentPart.ImageFromPath.");
                }
            }
        }
    }
}
