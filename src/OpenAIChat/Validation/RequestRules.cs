using OpenAIChat.Runtime;

namespace OpenAIChat.Validation;

/// <summary>The rules across members, in the order in which their violations are told.</summary>
internal static class RequestRules
{
    private static readonly RequestRule[] All =
    [
        new ModelIsNamed(),
        new TopLogprobsNeedLogprobs(),
        new AudioNeedsModality(),
        new StreamOptionsNeedStreaming(),
        new StreamingNeedsItsMethod(),
        new ToolNamesMatchPattern(),
        new ToolNamesAreUnique(),
        new ToolChoiceNeedsTools(),
        new ParallelToolCallsNeedTools(),
        new ToolsAreLimited(),
        new AssistantMessagesSaySomething(),
        new ToolCallsAreAnswered(),
        new ToolMessagesAnswerCalls(),
        new JsonObjectIsAskedFor(),
        new ImageUrlsAreAddresses(),
        new SchemaNameMatchesPattern(),
        new FunctionsExcludeTools(),
        new FunctionCallNeedsFunctions(),
        new MetadataIsSmall(),
        new EmbeddedDataIsWellFormed(),
        new TokenLimitIsGivenOnce(),
        new LogitBiasIsBounded(),
        new StrictSchemasAreStrict(ValidationRule.StrictSchema),
        new StrictSchemasAreStrict(ValidationRule.SchemaDepth),
        new StrictSchemasAreStrict(ValidationRule.SchemaProperties),
        new StrictSchemasAreStrict(ValidationRule.SchemaEnumValues),
        new StrictSchemasAreStrict(ValidationRule.SchemaText),
    ];

    public static IReadOnlyList<Violation> Check(CreateChatCompletionRequest request, bool? streamed, ICollection<string>? disabledRules)
    {
        var check = new ModelValidator(disabledRules);
        check.Model(request);
        foreach (RequestRule rule in All)
        {
            if (check.Follows(rule.Name))
            {
                rule.Check(request, new RuleFindings(check, rule.Name, streamed));
            }
        }

        return check.Violations;
    }

    public static IReadOnlyList<Violation> Check(UpdateChatCompletionRequest request, ICollection<string>? disabledRules)
    {
        var check = new ModelValidator(disabledRules);
        check.Model(request);
        MetadataIsSmall.Check(request.MetadataOrNull, new RuleFindings(check, ValidationRule.Metadata, streamed: false));
        return check.Violations;
    }
}
