using System.Globalization;
using System.Text;
using Newtonsoft.Json.Linq;

namespace OpenAIChat.Benchmarks;

/// <summary>The bytes that every contender sends or receives, made from a fixed seed.</summary>
internal static class Payloads
{
    private const string Sentence = "The quick brown fox jumps over the lazy dog, while the \"fast\" hound sleeps.\nPrice: 12 €. ";

    private const string ChunkStart =
        """{"id":"chatcmpl-9x2v7c3m5k8s1q4w6e0r","object":"chat.completion.chunk","created":1790000000,"model":"gpt-5.4","service_tier":"default","system_fingerprint":"fp_44709d6fcb","choices":[{"index":0,"delta":""";

    /// <summary>A request with one short message.</summary>
    public static string SmallRequest { get; } =
        """{"model":"gpt-5.4","messages":[{"role":"user","content":"What is the capital of France?"}],"temperature":0.5}""";

    /// <summary>A conversation of 200 messages, about 212 KB.</summary>
    public static string LongRequest { get; } = new JObject
    {
        ["model"] = "gpt-5.4",
        ["messages"] = new JArray(Enumerable.Range(0, 200).Select(index => new JObject
        {
            ["role"] = index % 2 == 0 ? "user" : "assistant",
            ["content"] = $"{index}: {Repeat(Sentence, 11)}",
        })),
    }.ToString(Newtonsoft.Json.Formatting.None);

    /// <summary>A request with 20 tools and their schemas, about 15 KB.</summary>
    public static string ToolsRequest { get; } = new JObject
    {
        ["model"] = "gpt-5.4",
        ["messages"] = new JArray(new JObject { ["role"] = "user", ["content"] = "Plan my trip." }),
        ["tools"] = new JArray(Enumerable.Range(0, 20).Select(index => new JObject
        {
            ["type"] = "function",
            ["function"] = new JObject
            {
                ["name"] = $"tool_{index}",
                ["description"] = $"Tool number {index}. {Sentence}",
                ["parameters"] = Schema(),
            },
        })),
    }.ToString(Newtonsoft.Json.Formatting.None);

    /// <summary>Creates the text of a message of about so many characters.</summary>
    public static string Text(int index, int characters) =>
        $"{index}: {Repeat(Sentence, 1 + (characters / Sentence.Length))}"[..characters];

    /// <summary>Creates a tool and its schema, as JSON.</summary>
    public static (string Name, string Description, string Schema) Tool(int index) =>
        ($"tool_{index}", $"Tool number {index}. {Sentence}", Schema().ToString(Newtonsoft.Json.Formatting.None));

    /// <summary>A small answer, about 1 KB.</summary>
    public static byte[] SmallResponse { get; }
        = Encoding.UTF8.GetBytes(Response(Repeat(Sentence, 4), logprobs: null).ToString(Newtonsoft.Json.Formatting.None));

    /// <summary>An answer with log probabilities, about 303 KB.</summary>
    public static byte[] LogprobsResponse { get; }
        = Encoding.UTF8.GetBytes(Response(Repeat(Sentence, 10), Logprobs(480)).ToString(Newtonsoft.Json.Formatting.None));

    /// <summary>Creates an event stream of chunks of about 250 bytes.</summary>
    public static byte[] Stream(int chunks, bool toolCalls = false)
    {
        var text = new StringBuilder();
        for (int index = 0; index < chunks; index++)
        {
            string delta = toolCalls
                ? $$$"""{"tool_calls":[{"index":{{{index % 4}}},"function":{"arguments":"part {{{index}}}, "}}]}"""
                : $$"""{"content":" word{{index % 97}}"}""";
            string reason = index == chunks - 1 ? "\"stop\"" : "null";
            text.Append("data: ").Append(ChunkStart).Append(delta).Append(",\"logprobs\":null,\"finish_reason\":").Append(reason)
                .Append("}]}\n\n");
        }

        return Encoding.UTF8.GetBytes(text.Append("data: [DONE]\n\n").ToString());
    }

    public static JObject Response(string content, JObject? logprobs) => new()
    {
        ["id"] = "chatcmpl-9x2v7c3m5k8s1q4w6e0r",
        ["object"] = "chat.completion",
        ["created"] = 1790000000,
        ["model"] = "gpt-5.4",
        ["choices"] = new JArray(new JObject
        {
            ["index"] = 0,
            ["message"] = new JObject { ["role"] = "assistant", ["content"] = content, ["refusal"] = null, ["annotations"] = new JArray() },
            ["logprobs"] = logprobs is null ? JValue.CreateNull() : logprobs,
            ["finish_reason"] = "stop",
        }),
        ["usage"] = new JObject
        {
            ["prompt_tokens"] = 19,
            ["completion_tokens"] = 210,
            ["total_tokens"] = 229,
            ["prompt_tokens_details"] = new JObject { ["cached_tokens"] = 0, ["audio_tokens"] = 0 },
            ["completion_tokens_details"] = new JObject
            {
                ["reasoning_tokens"] = 0,
                ["audio_tokens"] = 0,
                ["accepted_prediction_tokens"] = 0,
                ["rejected_prediction_tokens"] = 0,
            },
        },
        ["service_tier"] = "default",
        ["system_fingerprint"] = "fp_44709d6fcb",
    };

    private static JObject Schema() => new()
    {
        ["type"] = "object",
        ["properties"] = new JObject(Enumerable.Range(0, 6).Select(field => new JProperty($"field_{field}", new JObject
        {
            ["type"] = field % 2 == 0 ? "string" : "number",
            ["description"] = "What the field holds, in a few words.",
        }))),
        ["required"] = new JArray("field_0", "field_1"),
        ["additionalProperties"] = false,
    };

    private static JObject Logprobs(int tokens) => new()
    {
        ["content"] = new JArray(Enumerable.Range(0, tokens).Select(index => new JObject(Token(index))
        {
            ["top_logprobs"] = new JArray(Enumerable.Range(0, 8).Select(top => Token(index * 8 + top))),
        })),
        ["refusal"] = null,
    };

    private static JObject Token(int seed)
    {
        string text = " w" + (seed % 89).ToString(CultureInfo.InvariantCulture);
        return new JObject
        {
            ["token"] = text,
            ["logprob"] = -0.0001234567 * (seed + 1),
            ["bytes"] = new JArray(Encoding.UTF8.GetBytes(text).Select(value => (int)value)),
        };
    }

    private static string Repeat(string text, int times) => string.Concat(Enumerable.Repeat(text, times));
}
