using Newtonsoft.Json.Linq;
using OpenAIChat.Runtime;

namespace OpenAIChat;

/// <content>Takes what it lacks from another request.</content>
public sealed partial class CreateChatCompletionRequest
{
    /// <summary>Copies the request and sets, in the copy, the members that the defaults set and the request does not.</summary>
    /// <param name="defaults">The defaults; like this request, it is not changed.</param>
    /// <param name="streamed">Whether the request goes out by the streaming method.</param>
    /// <remarks>
    /// An explicit null in the request is a value too. Left out is what the request has no use for, and would be refused with: <c>stream</c>,
    /// which the method decides; <c>stream_options</c> unless streamed; <c>tool_choice</c> and <c>parallel_tool_calls</c> without tools;
    /// <c>top_logprobs</c> without <c>logprobs</c>; <c>audio</c> without the modality.
    /// </remarks>
    internal CreateChatCompletionRequest WithDefaults(CreateChatCompletionRequest defaults, bool streamed)
    {
        var copy = (CreateChatCompletionRequest)Copy();
        copy.Fill(new MemberFilling(copy, defaults, Members), defaults, streamed);
        copy.FillAdditional(defaults, streamed);
        return copy;
    }

    // One line for each member of the contract but stream; a test fails when one is missing.
    private void Fill(MemberFilling lacking, CreateChatCompletionRequest defaults, bool streamed)
    {
        Metadata = lacking.Choose("metadata", Metadata, defaults.Metadata);
        Temperature = lacking.Choose("temperature", Temperature, defaults.Temperature);
        TopP = lacking.Choose("top_p", TopP, defaults.TopP);
        user = lacking.Choose("user", user, defaults.user);
        SafetyIdentifier = lacking.Choose("safety_identifier", SafetyIdentifier, defaults.SafetyIdentifier);
        PromptCacheKey = lacking.Choose("prompt_cache_key", PromptCacheKey, defaults.PromptCacheKey);
        promptCacheRetention = lacking.Choose("prompt_cache_retention", promptCacheRetention, defaults.promptCacheRetention);
        PromptCacheOptions = lacking.Choose("prompt_cache_options", PromptCacheOptions, defaults.PromptCacheOptions);
        messages = lacking.Choose("messages", messages is UnsetList<ChatCompletionRequestMessage> { Count: 0 } ? null : messages, defaults.messages);
        modelField = lacking.Choose("model", modelField, defaults.modelField);
        ServiceTier = lacking.Choose("service_tier", ServiceTier, defaults.ServiceTier);
        Modalities = lacking.Choose("modalities", Modalities, defaults.Modalities);
        Verbosity = lacking.Choose("verbosity", Verbosity, defaults.Verbosity);
        ReasoningEffort = lacking.Choose("reasoning_effort", ReasoningEffort, defaults.ReasoningEffort);
        MaxCompletionTokens = lacking.Choose("max_completion_tokens", MaxCompletionTokens, defaults.MaxCompletionTokens);
        FrequencyPenalty = lacking.Choose("frequency_penalty", FrequencyPenalty, defaults.FrequencyPenalty);
        PresencePenalty = lacking.Choose("presence_penalty", PresencePenalty, defaults.PresencePenalty);
        WebSearchOptions = lacking.Choose("web_search_options", WebSearchOptions, defaults.WebSearchOptions);
        ResponseFormat = lacking.Choose("response_format", ResponseFormat, defaults.ResponseFormat);
        Store = lacking.Choose("store", Store, defaults.Store);
        Moderation = lacking.Choose("moderation", Moderation, defaults.Moderation);
        Stop = lacking.Choose("stop", Stop, defaults.Stop);
        LogitBias = lacking.Choose("logit_bias", LogitBias, defaults.LogitBias);
        Logprobs = lacking.Choose("logprobs", Logprobs, defaults.Logprobs);
        maxTokens = lacking.Choose("max_tokens", maxTokens, defaults.maxTokens);
        N = lacking.Choose("n", N, defaults.N);
        Prediction = lacking.Choose("prediction", Prediction, defaults.Prediction);
        seed = lacking.Choose("seed", seed, defaults.seed);
        Tools = lacking.Choose("tools", Tools, defaults.Tools);
        functionCall = lacking.Choose("function_call", functionCall, defaults.functionCall);
        functions = lacking.Choose("functions", functions, defaults.functions);

        // Those that need another member.
        TopLogprobs = Logprobs == true ? lacking.Choose("top_logprobs", TopLogprobs, defaults.TopLogprobs) : TopLogprobs;
        Audio = Modalities?.Contains(ResponseModality.Audio) == true ? lacking.Choose("audio", Audio, defaults.Audio) : Audio;
        StreamOptions = streamed ? lacking.Choose("stream_options", StreamOptions, defaults.StreamOptions) : StreamOptions;
        bool hasTools = Tools is { Count: > 0 } || Adds("tools");
        ToolChoice = hasTools ? lacking.Choose("tool_choice", ToolChoice, defaults.ToolChoice) : ToolChoice;
        ParallelToolCalls = hasTools ? lacking.Choose("parallel_tool_calls", ParallelToolCalls, defaults.ParallelToolCalls) : ParallelToolCalls;
    }

    private void FillAdditional(CreateChatCompletionRequest defaults, bool streamed)
    {
        if (defaults.Additional is not { Count: > 0 } additional)
        {
            return;
        }

        foreach (KeyValuePair<string, JToken> member in additional)
        {
            // What the request sets as a member wins when both are written.
            if (!AdditionalProperties.ContainsKey(member.Key) && (streamed || member.Key != "stream_options"))
            {
                AdditionalProperties[member.Key] = member.Value;
            }
        }
    }
}
