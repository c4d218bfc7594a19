namespace OpenAIChat;

/// <summary>What an answer and its chunks alike tell telemetry.</summary>
internal static class ChatTelemetry
{
    public static void DescribeService(this TelemetryTags tags, CompletionUsage? usage, ServiceTier? tier, string? fingerprint)
    {
        tags.SetUsage(usage?.PromptTokens, usage?.CompletionTokens);
        tags.Add("gen_ai.usage.cache_read.input_tokens", usage?.PromptTokensDetails?.CachedTokens);
        tags.Add("openai.response.service_tier", tier?.Value);
        tags.Add("openai.response.system_fingerprint", fingerprint);
    }
}
