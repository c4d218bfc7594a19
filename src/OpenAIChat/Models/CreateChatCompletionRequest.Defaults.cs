using Newtonsoft.Json.Linq;
using OpenAIChat.Runtime;

namespace OpenAIChat;

/// <content>Takes what it lacks from another request.</content>
public sealed partial class CreateChatCompletionRequest
{
    /// <summary>Copies the request and sets, in the copy, the members that the defaults set and the request does not.</summary>
    /// <param name="defaults">The defaults; like this request, they are not changed.</param>
    /// <param name="extra">The members that are put over the request afterwards: they count as set.</param>
    /// <param name="streamed">Whether the request goes out by the streaming method.</param>
    /// <remarks>An explicit null in the request is a value too. A default that does not go with the request is left out.</remarks>
    internal CreateChatCompletionRequest WithDefaults(CreateChatCompletionRequest defaults, JObject? extra, bool streamed)
    {
        CreateChatCompletionRequest sent = extra is { Count: > 0 } ? extra.ToModel(Read).FilledFrom(this) : this;
        return FilledFrom(defaults.ApplicableTo(sent, streamed));
    }

    /// <summary>Copies the request without an empty list of tools, which the API refuses ("[] is too short"); any other request stays as
    /// it is.</summary>
    internal CreateChatCompletionRequest WithoutEmptyTools()
    {
        if (Tools is not { Count: 0 } or UnsetList<ChatCompletionRequestTool>)
        {
            return this;
        }

        var copy = (CreateChatCompletionRequest)Copy();
        copy.Tools = null;
        return copy;
    }

    private CreateChatCompletionRequest FilledFrom(CreateChatCompletionRequest other)
    {
        var copy = (CreateChatCompletionRequest)Copy();
        copy.Fill(new MemberFilling(copy, other, Members), other);
        copy.FillAdditional(other);
        return copy;
    }

    // One line for each member of the contract but stream; a test fails when one is missing.
    private void Fill(MemberFilling lacking, CreateChatCompletionRequest defaults)
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
        TopLogprobs = lacking.Choose("top_logprobs", TopLogprobs, defaults.TopLogprobs);
        Audio = lacking.Choose("audio", Audio, defaults.Audio);
        StreamOptions = lacking.Choose("stream_options", StreamOptions, defaults.StreamOptions);
        ToolChoice = lacking.Choose("tool_choice", ToolChoice, defaults.ToolChoice);
        ParallelToolCalls = lacking.Choose("parallel_tool_calls", ParallelToolCalls, defaults.ParallelToolCalls);
    }

    private void FillAdditional(CreateChatCompletionRequest defaults)
    {
        if (defaults.Additional is not { Count: > 0 } additional)
        {
            return;
        }

        foreach (KeyValuePair<string, JToken> member in additional)
        {
            // What the request sets as a member wins when both are written; so does an explicit null that it was read with.
            int known = Members.IndexOf(member.Key);
            if (!AdditionalProperties.ContainsKey(member.Key) && (known < 0 || !IsMarked(known)))
            {
                AdditionalProperties[member.Key] = member.Value;
            }
        }
    }
}
