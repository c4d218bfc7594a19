using OpenAIChat.Runtime;

namespace OpenAIChat;

public sealed partial class CreateChatCompletionResponse : ITelemetrySource
{
    void ITelemetrySource.Describe(TelemetryTags tags)
    {
        tags.ResponseId = id;
        tags.ResponseModel = modelField;
        for (int i = 0; i < choices?.Count; i++)
        {
            tags.AddFinishReason(choices[i].FinishReason.Value);
        }
        tags.SetUsage(Usage?.PromptTokens, Usage?.CompletionTokens);
        tags.Add("gen_ai.usage.cache_read.input_tokens", Usage?.PromptTokensDetails?.CachedTokens);
        tags.Add("openai.response.service_tier", ServiceTier?.Value);
        tags.Add("openai.response.system_fingerprint", systemFingerprint);
    }
}
