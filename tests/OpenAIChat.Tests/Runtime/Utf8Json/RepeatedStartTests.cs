using System.Text;
using Newtonsoft.Json;
using OpenAIChat.Runtime;
using OpenAIChat.Tests.Runtime.Models;

namespace OpenAIChat.Tests.Runtime.Utf8Json;

/// <summary>A chunk means the same whatever came before it.</summary>
internal sealed class RepeatedStartTests
{
    private static readonly string[] Chunks =
    [
        """{"id":"chatcmpl-1","object":"chat.completion.chunk","created":1790000000,"model":"gpt-5.4","service_tier":"default","system_fingerprint":"fp_1","choices":[{"index":0,"delta":{"content":" a"},"logprobs":null,"finish_reason":null}]}""",
        """{"id":"chatcmpl-1","object":"chat.completion.chunk","created":1790000000,"model":"gpt-5.4","choices":[{"index":0,"delta":{"tool_calls":[{"index":0,"id":"call_1","type":"function","function":{"name":"f","arguments":"{\"a"}},{"index":1,"function":{"arguments":"1"}}]}},{"index":1,"delta":{}}]}""",
        """{"id":"chatcmpl-1","x":{"id":1},"object":null,"created":1790000000.0,"model":"\u00e9t\u00e9","choices":[],"usage":{"prompt_tokens":1,"completion_tokens":2,"total_tokens":3}}""",
        """ { "id" : "été 😀" , "created" : "soon", "created": 12, "model": 7, "model":"m" , "choices" : [ { "index" : 0 , "delta" : { "role" : "assistant" , "content" : "日本" } } ] } """,
        """{"choices":[{"delta":{"content":"a","reasoning_content":"b"},"logprobs":{"content":[{"token":"a","logprob":-1,"bytes":[97],"top_logprobs":[{"token":"a","logprob":-0.5,"bytes":null}]}],"refusal":null},"index":0}],"created":1,"id":"é"}""",
    ];

    [Test]
    public void What_came_before_a_chunk_changes_nothing_in_how_it_is_read()
    {
        var random = new Random(1);
        var mutilation = new RandomJson(2);
        var start = new RepeatedStart();
        int repeated = 0;
        byte[] last = [];
        for (int i = 0; i < 60_000; i++)
        {
            string chunk = Chunks[random.Next(random.Next(3) == 0 ? Chunks.Length : 1 + (i / 100 % Chunks.Length))];
            byte[] json = random.Next(3) switch
            {
                0 => last,
                1 => Encoding.UTF8.GetBytes(chunk),
                _ => mutilation.Mutilate(chunk),
            };

            string alone = Outcome(() => JsonText.Read(json, CreateChatCompletionStreamResponse.Read));
            string behindOthers = Outcome(() => JsonText.Read(start.Take(json), CreateChatCompletionStreamResponse.Read, start));

            if (behindOthers != alone)
            {
                Assert.That(behindOthers, Is.EqualTo(alone), $"{Encoding.UTF8.GetString(json)} behind {Encoding.UTF8.GetString(last)}");
            }

            repeated += json.AsSpan().CommonPrefixLength(last) > 20 ? 1 : 0;
            last = json;
            if (alone.StartsWith("Newtonsoft", StringComparison.Ordinal))
            {
                // No stream goes on behind an error.
                start = new RepeatedStart();
                last = [];
            }
        }

        Assert.That(repeated, Is.GreaterThan(10_000));
    }

    private static string Outcome(Func<CreateChatCompletionStreamResponse> read)
    {
        try
        {
            return JsonConvert.SerializeObject(read());
        }
        catch (JsonException fault)
        {
            return fault.GetType() + fault.Message;
        }
    }
}
