using System.Globalization;
using System.Text;

namespace OpenAIChat.Benchmarks;

/// <summary>Event streams as servers send them.</summary>
internal static class StreamPayloads
{
    private const string Head = """{"id":"chatcmpl-9x2v7c3m5k8s1q4w6e0r","object":"chat.completion.chunk","created":1790000000,"model":"gpt-5.4","service_tier":"default","system_fingerprint":"fp_44709d6fcb",""";

    private const string Filter = """{"hate":{"filtered":false,"severity":"safe"},"self_harm":{"filtered":false,"severity":"safe"},"sexual":{"filtered":false,"severity":"safe"},"violence":{"filtered":false,"severity":"safe"}}""";

    public static readonly IReadOnlyDictionary<string, Func<int, string>> Chunks = new Dictionary<string, Func<int, string>>
    {
        ["obfuscation"] = index => $$$"""{{{Head}}}"choices":[{"index":0,"delta":{"content":" word{{{index % 97}}}"},"logprobs":null,"finish_reason":null}],"usage":null,"obfuscation":"{{{new string('x', 3 + (index % 12))}}}"}""",
        ["azure"] = index => $$$"""{"choices":[{"content_filter_results":{{{Filter}}},"delta":{"content":" word{{{index % 97}}}"},"finish_reason":null,"index":0,"logprobs":null}],"created":1790000000,"id":"chatcmpl-9x2v7c3m5k8s1q4w6e0r","model":"gpt-5.4","object":"chat.completion.chunk","system_fingerprint":"fp_44709d6fcb","usage":null}""",
        ["vLLM"] = index => $$$"""{"id":"chatcmpl-9x2v7c3m5k8s1q4w6e0r9x2v7c3m5k8s","object":"chat.completion.chunk","created":1790000000,"model":"Qwen/Qwen3-8B","choices":[{"index":0,"delta":{"content":" word{{{index % 97}}}"},"logprobs":null,"finish_reason":null,"token_ids":null}]}""",
        ["llama-server"] = index => $$$"""{"choices":[{"finish_reason":null,"index":0,"delta":{"content":" word{{{index % 97}}}"}}],"created":1790000000,"id":"chatcmpl-9x2v7c3m5k8s1q4w6e0r","model":"gpt-3.5-turbo","system_fingerprint":"b6140-44709d6f","object":"chat.completion.chunk"}""",
        ["deepseek"] = index => $$$"""{"id":"9x2v7c3m-5k8s-1q4w","object":"chat.completion.chunk","created":1790000000,"model":"deepseek-reasoner","system_fingerprint":"fp_44709d6fcb","choices":[{"index":0,"delta":{"content":null,"reasoning_content":" word{{{index % 97}}}"},"logprobs":null,"finish_reason":null}]}""",
        ["openrouter"] = index => $$$"""{"id":"gen-1790000000-9x2v7c3m","provider":"Someone","model":"a/b","object":"chat.completion.chunk","created":1790000000,"choices":[{"index":0,"delta":{"role":"assistant","content":" word{{{index % 97}}}"},"finish_reason":null,"native_finish_reason":null,"logprobs":null}]}""",
        ["new ids"] = index => $$$"""{{{Head.Replace("9x2v7c3m5k8s1q4w6e0r", $"{index:00000000}")}}}"choices":[{"index":0,"delta":{"content":" word{{{index % 97}}}"},"logprobs":null,"finish_reason":null}]}""",
        ["big deltas"] = index => $$$"""{{{Head}}}"choices":[{"index":0,"delta":{"content":"{{{string.Concat(Enumerable.Repeat("Several words at once, ", 20))}}}{{{index}}}"},"logprobs":null,"finish_reason":null}]}""",
        ["tool calls"] = index => $$$"""{{{Head}}}"choices":[{"index":0,"delta":{"tool_calls":[{"index":{{{index % 4}}},"function":{"arguments":"part {{{index}}}, "}}]},"logprobs":null,"finish_reason":null}]}""",
        ["logprobs"] = index => $$$"""{{{Head}}}"choices":[{"index":0,"delta":{"content":" word"},"logprobs":{"content":[{"token":" word","logprob":-0.0{{{index}}},"bytes":[32,119,111,114,100],"top_logprobs":[{"token":" word","logprob":-0.0{{{index}}},"bytes":[32,119,111,114,100]},{"token":" other","logprob":-3.25,"bytes":[32,111,116,104,101,114]}]}],"refusal":null},"finish_reason":null}]}""",
        ["n = 4"] = index => $$$"""{{{Head}}}"choices":[{"index":{{{index % 4}}},"delta":{"content":" word{{{index % 97}}}"},"logprobs":null,"finish_reason":null}]}""",
    };

    public static byte[] Stream(string which, int chunks)
    {
        var text = new StringBuilder();
        for (int index = 0; index < chunks; index++)
        {
            string chunk = Chunks[which](index);
            text.Append("data: ")
                .Append(index == chunks - 1 ? chunk.Replace("\"finish_reason\":null", "\"finish_reason\":\"stop\"") : chunk)
                .Append("\n\n");
            if (index >= chunks - 4 && which == "n = 4" && index < chunks - 1)
            {
                text.Append("data: ").Append(chunk.Replace("\"finish_reason\":null", "\"finish_reason\":\"stop\"")).Append("\n\n");
            }
        }

        return Encoding.UTF8.GetBytes(text.Append(CultureInfo.InvariantCulture, $"data: [DONE]\n\n").ToString());
    }
}
