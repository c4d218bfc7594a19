using Microsoft.Extensions.AI;
using Newtonsoft.Json.Linq;

namespace OpenAIChat.Extensions.AI.Responses;

/// <summary>Maps token counts; those that Microsoft.Extensions.AI has no name for are additional counts.</summary>
internal static class UsageMapper
{
    private const string InputPrefix = "InputTokenDetails.";
    private const string OutputPrefix = "OutputTokenDetails.";
    private const string InputAudio = InputPrefix + "AudioTokenCount";
    private const string OutputAudio = OutputPrefix + "AudioTokenCount";
    private const string AcceptedPrediction = OutputPrefix + "AcceptedPredictionTokenCount";
    private const string RejectedPrediction = OutputPrefix + "RejectedPredictionTokenCount";

    private static readonly AdditionalPropertiesDictionary<long> AllCounts = new()
    {
        [InputAudio] = 0,
        [OutputAudio] = 0,
        [AcceptedPrediction] = 0,
        [RejectedPrediction] = 0,
    };

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
        if (input?.AudioTokens is not null
            && output is { AudioTokens: not null, AcceptedPredictionTokens: not null, RejectedPredictionTokens: not null })
        {
            // As large as it has to be at once: the provider itself sends all four.
            details.AdditionalCounts = new AdditionalPropertiesDictionary<long>(AllCounts);
        }

        Add(details, InputAudio, input?.AudioTokens);
        Add(details, OutputAudio, output?.AudioTokens);
        Add(details, AcceptedPrediction, output?.AcceptedPredictionTokens);
        Add(details, RejectedPrediction, output?.RejectedPredictionTokens);
        Add(details, InputPrefix + "TextTokenCount", input?.TextTokens);
        Add(details, OutputPrefix + "TextTokenCount", output?.TextTokens);
        Add(details, InputPrefix + "ImageTokenCount", input?.ImageTokens);
        Add(details, InputPrefix + "CacheWriteTokenCount", input?.CacheWriteTokens);
        AddUnknown(details, "", usage);
        AddUnknown(details, InputPrefix, input);
        AddUnknown(details, OutputPrefix, output);
        return details;
    }

    private static void AddUnknown(UsageDetails details, string prefix, JsonModel? counts)
    {
        if (counts is not { HasAdditionalProperties: true })
        {
            return;
        }

        foreach (KeyValuePair<string, JToken> member in counts.AdditionalProperties)
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
