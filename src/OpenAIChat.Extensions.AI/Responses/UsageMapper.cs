using Microsoft.Extensions.AI;
using Newtonsoft.Json.Linq;

namespace OpenAIChat.Extensions.AI.Responses;

/// <summary>Maps token counts; those that Microsoft.Extensions.AI has no name for are additional counts.</summary>
internal static class UsageMapper
{
    public static UsageDetails ToUsageDetails(CompletionUsage usage)
    {
        PromptTokensDetails? input = usage.PromptTokensDetails;
        CompletionTokensDetails? output = usage.CompletionTokensDetails;
        var details = new UsageDetails
        {
            InputTokenCount = usage.PromptTokens,
            OutputTokenCount = usage.CompletionTokens,
            TotalTokenCount = usage.TotalTokens,
            CachedInputTokenCount = input?.CachedTokens,
            ReasoningTokenCount = output?.ReasoningTokens,
        };
        Add(details, "InputTokenDetails.AudioTokenCount", input?.AudioTokens);
        Add(details, "OutputTokenDetails.AudioTokenCount", output?.AudioTokens);
        Add(details, "OutputTokenDetails.AcceptedPredictionTokenCount", output?.AcceptedPredictionTokens);
        Add(details, "OutputTokenDetails.RejectedPredictionTokenCount", output?.RejectedPredictionTokens);
        AddUnknown(details, "", usage);
        AddUnknown(details, "InputTokenDetails.", input);
        AddUnknown(details, "OutputTokenDetails.", output);
        return details;
    }

    private static void AddUnknown(UsageDetails details, string prefix, JsonModel? counts)
    {
        if (counts?.AdditionalProperties is not { Count: > 0 } members)
        {
            return;
        }

        foreach (KeyValuePair<string, JToken> member in members)
        {
            if (member.Value is JValue { Value: long count })
            {
                Add(details, prefix + member.Key, count);
            }
        }
    }

    private static void Add(UsageDetails details, string name, long? count)
    {
        if (count is { } known)
        {
            (details.AdditionalCounts ??= [])[name] = known;
        }
    }
}
