namespace OpenAIChat;

/// <content>What a span may tell of the request: its parameters, and nothing that anybody wrote.</content>
public sealed partial class CreateChatCompletionRequest : ITelemetrySource
{
    void ITelemetrySource.Describe(TelemetryTags tags)
    {
        tags.OperationName = "chat";
        tags.RequestModel = modelField?.Value;
        tags.Add("gen_ai.request.max_tokens", MaxCompletionTokens ?? MaxTokens);
        tags.Add("gen_ai.request.temperature", Temperature);
        tags.Add("gen_ai.request.top_p", TopP);
        tags.Add("gen_ai.request.frequency_penalty", FrequencyPenalty);
        tags.Add("gen_ai.request.presence_penalty", PresencePenalty);
        tags.Add("gen_ai.request.seed", Seed);
        // Spec: the conventions want it only when it is not 1.
        tags.Add("gen_ai.request.choice.count", N is 1 ? null : N);
        tags.Add("gen_ai.output.type", OutputType());
        tags.Add("openai.request.service_tier", ServiceTier is { Value: not "auto" } tier ? tier.Value : null);
    }

    private string? OutputType() => ResponseFormat switch
    {
        ResponseFormatText => "text",
        ResponseFormatJsonObject or ResponseFormatJsonSchema => "json",
        _ => Audio is null ? null : "speech",
    };
}
