using Microsoft.Extensions.AI;
using Newtonsoft.Json.Linq;

namespace OpenAIChat.Extensions.AI.Requests;

/// <summary>Applies the options that choose how the answer is generated; what the raw request sets already stays.</summary>
internal static class SamplingOptions
{
    private const string TopK = "top_k";

    public static void Apply(ChatOptions options, CreateChatCompletionRequest request)
    {
        RefuseState(options);
        request.Temperature ??= ToDouble(options.Temperature);
        request.TopP ??= ToDouble(options.TopP);
        request.FrequencyPenalty ??= ToDouble(options.FrequencyPenalty);
        request.PresencePenalty ??= ToDouble(options.PresencePenalty);
        if (options.MaxOutputTokens is { } limit && request.GetMaxTokens() is null)
        {
            request.MaxCompletionTokens ??= limit;
        }

        if (options.Seed is { } seed && request.GetSeed() is null)
        {
            request.SetSeed(seed);
        }

        // The provider has no such parameter, many compatible servers do; one that does not know it says so.
        if (options.TopK is { } topK && !request.AdditionalProperties.ContainsKey(TopK))
        {
            request.AdditionalProperties[TopK] = new JValue(topK);
        }

        request.ReasoningEffort ??= ToEffort(options.Reasoning?.Effort);
        AddStops(options.StopSequences, request);
    }

    private static void RefuseState(ChatOptions options)
    {
        if (options.ConversationId is not null)
        {
            throw new NotSupportedException(
                "Chat completions keep no conversation on the server, so ChatOptions.ConversationId has no meaning. Send the whole "
                    + "history as messages.");
        }

        if (options.ContinuationToken is not null)
        {
            throw new NotSupportedException(
                "Chat completions cannot be continued, so ChatOptions.ContinuationToken has no meaning. "
                + "Send the request again without it.");
        }
    }

    // 0.7f is 0.7, not 0.699999988079071.
    private static double? ToDouble(float? value) => value is { } number ? (double)(decimal)number : null;

    private static ReasoningEffort? ToEffort(Microsoft.Extensions.AI.ReasoningEffort? effort) => effort switch
    {
        Microsoft.Extensions.AI.ReasoningEffort.None => (ReasoningEffort)"none",
        Microsoft.Extensions.AI.ReasoningEffort.Low => (ReasoningEffort)"low",
        Microsoft.Extensions.AI.ReasoningEffort.Medium => (ReasoningEffort)"medium",
        Microsoft.Extensions.AI.ReasoningEffort.High => (ReasoningEffort)"high",
        Microsoft.Extensions.AI.ReasoningEffort.ExtraHigh => (ReasoningEffort)"xhigh",
        { } other => throw new NotSupportedException(
            $"The reasoning effort {other} has no counterpart in chat completions. Set one of None to ExtraHigh."),
        null => (ReasoningEffort?)null,
    };

    private static void AddStops(IList<string>? stops, CreateChatCompletionRequest request)
    {
        if (stops is not { Count: > 0 })
        {
            return;
        }

        string[] given = request.Stop switch
        {
            { AsText: { } text } => [text],
            { AsTexts: { } texts } => [.. texts],
            _ => [],
        };
        request.Stop = (string[])[.. given, .. stops];
    }
}
