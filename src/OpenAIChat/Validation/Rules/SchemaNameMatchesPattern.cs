namespace OpenAIChat.Validation;

/// <summary>The name of a response format's JSON schema matches <c>^[a-zA-Z0-9_-]{1,64}$</c>.</summary>
/// <remarks>Source: the contract's words on the name; that there is one is the contract's own check.</remarks>
internal sealed class SchemaNameMatchesPattern() : RequestRule(ValidationRule.SchemaName)
{
    public override void Check(CreateChatCompletionRequest request, RuleFindings findings)
    {
        if (request.ResponseFormat is ResponseFormatJsonSchema { JsonSchemaOrNull.NameOrNull: { } name }
            && NamePattern.Problem(name) is { } problem)
        {
            findings.Add("response_format.json_schema.name", problem);
        }
    }
}
