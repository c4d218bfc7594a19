namespace OpenAIChat.Validation;

/// <summary>With the response format <c>json_object</c>, a message says "json".</summary>
/// <remarks>Source: the API ("'messages' must contain the word 'json' in some form, to use 'response_format' of type
/// 'json_object'").</remarks>
internal sealed class JsonObjectIsAskedFor() : RequestRule(ValidationRule.JsonObject)
{
    public override void Check(CreateChatCompletionRequest request, RuleFindings findings)
    {
        if (request.ResponseFormat is ResponseFormatJsonObject && (request.MessagesOrNull ?? []).Count > 0 && !request.Adds("messages")
            && !request.MentionsJson())
        {
            findings.Add(
                "messages",
                "must contain the word \"json\" for the response format json_object; ask for JSON in a message, or use "
                    + "ResponseFormat.JsonSchema.");
        }
    }
}
