using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace OpenAIChat.Benchmarks.Contenders;

// What a generator prints without further thought: attributes, read by reflection.
internal sealed class StockRequest
{
    [JsonProperty("model", NullValueHandling = NullValueHandling.Ignore)]
    public string? Model { get; set; }

    [JsonProperty("messages", NullValueHandling = NullValueHandling.Ignore)]
    public List<StockMessage>? Messages { get; set; }

    [JsonProperty("temperature", NullValueHandling = NullValueHandling.Ignore)]
    public double? Temperature { get; set; }

    [JsonProperty("stream", NullValueHandling = NullValueHandling.Ignore)]
    public bool? Stream { get; set; }

    [JsonProperty("tools", NullValueHandling = NullValueHandling.Ignore)]
    public List<StockTool>? Tools { get; set; }
}

internal sealed class StockTool
{
    [JsonProperty("type", NullValueHandling = NullValueHandling.Ignore)]
    public string? Type { get; set; }

    [JsonProperty("function", NullValueHandling = NullValueHandling.Ignore)]
    public StockFunction? Function { get; set; }
}

internal sealed class StockFunction
{
    [JsonProperty("name", NullValueHandling = NullValueHandling.Ignore)]
    public string? Name { get; set; }

    [JsonProperty("description", NullValueHandling = NullValueHandling.Ignore)]
    public string? Description { get; set; }

    [JsonProperty("parameters", NullValueHandling = NullValueHandling.Ignore)]
    public JObject? Parameters { get; set; }

    [JsonProperty("strict", NullValueHandling = NullValueHandling.Ignore)]
    public bool? Strict { get; set; }
}

internal sealed class StockMessage
{
    [JsonProperty("role", NullValueHandling = NullValueHandling.Ignore)]
    public string? Role { get; set; }

    [JsonProperty("content", NullValueHandling = NullValueHandling.Ignore)]
    public object? Content { get; set; }

    [JsonProperty("refusal", NullValueHandling = NullValueHandling.Ignore)]
    public string? Refusal { get; set; }

    [JsonProperty("annotations", NullValueHandling = NullValueHandling.Ignore)]
    public List<JObject>? Annotations { get; set; }
}

internal sealed class StockResponse
{
    [JsonProperty("id", NullValueHandling = NullValueHandling.Ignore)]
    public string? Id { get; set; }

    [JsonProperty("object", NullValueHandling = NullValueHandling.Ignore)]
    public string? Object { get; set; }

    [JsonProperty("created", NullValueHandling = NullValueHandling.Ignore)]
    public long? Created { get; set; }

    [JsonProperty("model", NullValueHandling = NullValueHandling.Ignore)]
    public string? Model { get; set; }

    [JsonProperty("choices", NullValueHandling = NullValueHandling.Ignore)]
    public List<StockChoice>? Choices { get; set; }

    [JsonProperty("usage", NullValueHandling = NullValueHandling.Ignore)]
    public StockUsage? Usage { get; set; }

    [JsonProperty("service_tier", NullValueHandling = NullValueHandling.Ignore)]
    public string? ServiceTier { get; set; }

    [JsonProperty("system_fingerprint", NullValueHandling = NullValueHandling.Ignore)]
    public string? SystemFingerprint { get; set; }
}

internal sealed class StockChunk
{
    [JsonProperty("id", NullValueHandling = NullValueHandling.Ignore)]
    public string? Id { get; set; }

    [JsonProperty("object", NullValueHandling = NullValueHandling.Ignore)]
    public string? Object { get; set; }

    [JsonProperty("created", NullValueHandling = NullValueHandling.Ignore)]
    public long? Created { get; set; }

    [JsonProperty("model", NullValueHandling = NullValueHandling.Ignore)]
    public string? Model { get; set; }

    [JsonProperty("choices", NullValueHandling = NullValueHandling.Ignore)]
    public List<StockChunkChoice>? Choices { get; set; }

    [JsonProperty("usage", NullValueHandling = NullValueHandling.Ignore)]
    public StockUsage? Usage { get; set; }

    [JsonProperty("service_tier", NullValueHandling = NullValueHandling.Ignore)]
    public string? ServiceTier { get; set; }

    [JsonProperty("system_fingerprint", NullValueHandling = NullValueHandling.Ignore)]
    public string? SystemFingerprint { get; set; }
}

internal sealed class StockChoice
{
    [JsonProperty("index", NullValueHandling = NullValueHandling.Ignore)]
    public int? Index { get; set; }

    [JsonProperty("message", NullValueHandling = NullValueHandling.Ignore)]
    public StockMessage? Message { get; set; }

    [JsonProperty("logprobs", NullValueHandling = NullValueHandling.Ignore)]
    public StockLogprobs? Logprobs { get; set; }

    [JsonProperty("finish_reason", NullValueHandling = NullValueHandling.Ignore)]
    public string? FinishReason { get; set; }
}

internal sealed class StockChunkChoice
{
    [JsonProperty("index", NullValueHandling = NullValueHandling.Ignore)]
    public int? Index { get; set; }

    [JsonProperty("delta", NullValueHandling = NullValueHandling.Ignore)]
    public StockMessage? Delta { get; set; }

    [JsonProperty("logprobs", NullValueHandling = NullValueHandling.Ignore)]
    public StockLogprobs? Logprobs { get; set; }

    [JsonProperty("finish_reason", NullValueHandling = NullValueHandling.Ignore)]
    public string? FinishReason { get; set; }
}

internal sealed class StockLogprobs
{
    [JsonProperty("content", NullValueHandling = NullValueHandling.Ignore)]
    public List<StockToken>? Content { get; set; }

    [JsonProperty("refusal", NullValueHandling = NullValueHandling.Ignore)]
    public List<StockToken>? Refusal { get; set; }
}

internal sealed class StockToken
{
    [JsonProperty("token", NullValueHandling = NullValueHandling.Ignore)]
    public string? Token { get; set; }

    [JsonProperty("logprob", NullValueHandling = NullValueHandling.Ignore)]
    public double? Logprob { get; set; }

    [JsonProperty("bytes", NullValueHandling = NullValueHandling.Ignore)]
    public List<int>? Bytes { get; set; }

    [JsonProperty("top_logprobs", NullValueHandling = NullValueHandling.Ignore)]
    public List<StockToken>? TopLogprobs { get; set; }
}

internal sealed class StockUsage
{
    [JsonProperty("prompt_tokens", NullValueHandling = NullValueHandling.Ignore)]
    public int? PromptTokens { get; set; }

    [JsonProperty("completion_tokens", NullValueHandling = NullValueHandling.Ignore)]
    public int? CompletionTokens { get; set; }

    [JsonProperty("total_tokens", NullValueHandling = NullValueHandling.Ignore)]
    public int? TotalTokens { get; set; }

    [JsonProperty("prompt_tokens_details", NullValueHandling = NullValueHandling.Ignore)]
    public Dictionary<string, int>? PromptTokensDetails { get; set; }

    [JsonProperty("completion_tokens_details", NullValueHandling = NullValueHandling.Ignore)]
    public Dictionary<string, int>? CompletionTokensDetails { get; set; }
}
