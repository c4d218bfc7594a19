using System.Text.Json;

namespace OpenAIChat.Benchmarks.Contenders;

/// <summary>Reads answers and chunks by Utf8JsonReader into the plain classes; unknown members are skipped.</summary>
internal sealed class StockReader
{
    private readonly Dictionary<int, string> repeated = [];

    public StockResponse ReadResponse(ReadOnlySpan<byte> body)
    {
        var json = new Utf8JsonReader(body);
        json.Read();
        var response = new StockResponse();
        while (Next(ref json))
        {
            if (json.ValueTextEquals("id"u8)) { response.Id = Repeated(ref json); }
            else if (json.ValueTextEquals("object"u8)) { response.Object = Repeated(ref json); }
            else if (json.ValueTextEquals("created"u8)) { json.Read(); response.Created = json.GetInt64(); }
            else if (json.ValueTextEquals("model"u8)) { response.Model = Repeated(ref json); }
            else if (json.ValueTextEquals("choices"u8)) { response.Choices = List(ref json, ReadChoice); }
            else if (json.ValueTextEquals("usage"u8)) { response.Usage = ReadUsage(ref json); }
            else if (json.ValueTextEquals("service_tier"u8)) { response.ServiceTier = Repeated(ref json); }
            else if (json.ValueTextEquals("system_fingerprint"u8)) { response.SystemFingerprint = Repeated(ref json); }
            else { Skip(ref json); }
        }

        return response;
    }

    public StockChunk ReadChunk(ReadOnlySpan<byte> body)
    {
        var json = new Utf8JsonReader(body);
        json.Read();
        var chunk = new StockChunk();
        while (Next(ref json))
        {
            if (json.ValueTextEquals("id"u8)) { chunk.Id = Repeated(ref json); }
            else if (json.ValueTextEquals("object"u8)) { chunk.Object = Repeated(ref json); }
            else if (json.ValueTextEquals("created"u8)) { json.Read(); chunk.Created = json.GetInt64(); }
            else if (json.ValueTextEquals("model"u8)) { chunk.Model = Repeated(ref json); }
            else if (json.ValueTextEquals("choices"u8)) { chunk.Choices = List(ref json, ReadChunkChoice); }
            else if (json.ValueTextEquals("usage"u8)) { chunk.Usage = ReadUsage(ref json); }
            else if (json.ValueTextEquals("service_tier"u8)) { chunk.ServiceTier = Repeated(ref json); }
            else if (json.ValueTextEquals("system_fingerprint"u8)) { chunk.SystemFingerprint = Repeated(ref json); }
            else { Skip(ref json); }
        }

        return chunk;
    }

    private delegate T Item<T>(ref Utf8JsonReader json);

    private StockChoice ReadChoice(ref Utf8JsonReader json)
    {
        var choice = new StockChoice();
        while (Next(ref json))
        {
            if (json.ValueTextEquals("index"u8)) { json.Read(); choice.Index = json.GetInt32(); }
            else if (json.ValueTextEquals("message"u8)) { choice.Message = ReadMessage(ref json); }
            else if (json.ValueTextEquals("logprobs"u8)) { choice.Logprobs = ReadLogprobs(ref json); }
            else if (json.ValueTextEquals("finish_reason"u8)) { choice.FinishReason = Repeated(ref json); }
            else { Skip(ref json); }
        }

        return choice;
    }

    private StockChunkChoice ReadChunkChoice(ref Utf8JsonReader json)
    {
        var choice = new StockChunkChoice();
        while (Next(ref json))
        {
            if (json.ValueTextEquals("index"u8)) { json.Read(); choice.Index = json.GetInt32(); }
            else if (json.ValueTextEquals("delta"u8)) { choice.Delta = ReadMessage(ref json); }
            else if (json.ValueTextEquals("logprobs"u8)) { choice.Logprobs = ReadLogprobs(ref json); }
            else if (json.ValueTextEquals("finish_reason"u8)) { choice.FinishReason = Repeated(ref json); }
            else { Skip(ref json); }
        }

        return choice;
    }

    private StockMessage? ReadMessage(ref Utf8JsonReader json)
    {
        json.Read();
        if (json.TokenType == JsonTokenType.Null)
        {
            return null;
        }

        var message = new StockMessage();
        while (Next(ref json))
        {
            if (json.ValueTextEquals("role"u8)) { message.Role = Repeated(ref json); }
            else if (json.ValueTextEquals("content"u8)) { json.Read(); message.Content = json.GetString(); }
            else if (json.ValueTextEquals("refusal"u8)) { json.Read(); message.Refusal = json.GetString(); }
            else { Skip(ref json); }
        }

        return message;
    }

    private StockLogprobs? ReadLogprobs(ref Utf8JsonReader json)
    {
        json.Read();
        if (json.TokenType == JsonTokenType.Null)
        {
            return null;
        }

        var logprobs = new StockLogprobs();
        while (Next(ref json))
        {
            if (json.ValueTextEquals("content"u8)) { logprobs.Content = List(ref json, ReadToken); }
            else { Skip(ref json); }
        }

        return logprobs;
    }

    private StockToken ReadToken(ref Utf8JsonReader json)
    {
        var token = new StockToken();
        while (Next(ref json))
        {
            if (json.ValueTextEquals("token"u8)) { token.Token = Repeated(ref json); }
            else if (json.ValueTextEquals("logprob"u8)) { json.Read(); token.Logprob = json.GetDouble(); }
            else if (json.ValueTextEquals("bytes"u8)) { token.Bytes = Integers(ref json); }
            else if (json.ValueTextEquals("top_logprobs"u8)) { token.TopLogprobs = List(ref json, ReadToken); }
            else { Skip(ref json); }
        }

        return token;
    }

    private static StockUsage? ReadUsage(ref Utf8JsonReader json)
    {
        json.Read();
        if (json.TokenType == JsonTokenType.Null)
        {
            return null;
        }

        var usage = new StockUsage();
        while (Next(ref json))
        {
            if (json.ValueTextEquals("prompt_tokens"u8)) { json.Read(); usage.PromptTokens = json.GetInt32(); }
            else if (json.ValueTextEquals("completion_tokens"u8)) { json.Read(); usage.CompletionTokens = json.GetInt32(); }
            else if (json.ValueTextEquals("total_tokens"u8)) { json.Read(); usage.TotalTokens = json.GetInt32(); }
            else if (json.ValueTextEquals("prompt_tokens_details"u8)) { usage.PromptTokensDetails = Details(ref json); }
            else if (json.ValueTextEquals("completion_tokens_details"u8)) { usage.CompletionTokensDetails = Details(ref json); }
            else { Skip(ref json); }
        }

        return usage;
    }

    private static Dictionary<string, int> Details(ref Utf8JsonReader json)
    {
        json.Read();
        var details = new Dictionary<string, int>();
        while (Next(ref json))
        {
            string name = json.GetString()!;
            json.Read();
            details[name] = json.GetInt32();
        }

        return details;
    }

    private static List<T>? List<T>(ref Utf8JsonReader json, Item<T> item)
    {
        json.Read();
        if (json.TokenType == JsonTokenType.Null)
        {
            return null;
        }

        var list = new List<T>();
        while (json.Read() && json.TokenType != JsonTokenType.EndArray)
        {
            list.Add(item(ref json));
        }

        return list;
    }

    private static List<int> Integers(ref Utf8JsonReader json)
    {
        json.Read();
        var list = new List<int>();
        while (json.Read() && json.TokenType != JsonTokenType.EndArray)
        {
            list.Add(json.GetInt32());
        }

        return list;
    }

    // The same text most often comes again at once.
    private string? Repeated(ref Utf8JsonReader json)
    {
        json.Read();
        if (json.TokenType == JsonTokenType.Null)
        {
            return null;
        }

        var hash = new HashCode();
        hash.AddBytes(json.ValueSpan);
        int key = hash.ToHashCode();
        if (repeated.TryGetValue(key, out string? known) && json.ValueTextEquals(known))
        {
            return known;
        }

        return repeated[key] = json.GetString()!;
    }

    private static bool Next(ref Utf8JsonReader json) => json.Read() && json.TokenType == JsonTokenType.PropertyName;

    private static void Skip(ref Utf8JsonReader json)
    {
        json.Read();
        json.Skip();
    }
}
