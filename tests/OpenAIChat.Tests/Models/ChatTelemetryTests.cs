using System.Collections.Concurrent;
using System.Diagnostics;

namespace OpenAIChat.Tests.Models;

/// <summary>What a span tells of a chat: parameters and figures, never a word of it.</summary>
internal sealed class ChatTelemetryTests
{
    [Test]
    public async Task A_span_tells_the_parameters_and_the_figures_of_a_completion()
    {
        using var server = new ScriptedServer(Replies.Json("""
            {"id":"c1","object":"chat.completion","created":1,"model":"gpt-5.4-2026","service_tier":"flex","system_fingerprint":"fp",
            "choices":[{"index":0,"finish_reason":"stop","message":{"role":"assistant","content":"secret reply"}}],
            "usage":{"prompt_tokens":11,"completion_tokens":3,"total_tokens":14,"prompt_tokens_details":{"cached_tokens":8}}}
            """));
        var request = new CreateChatCompletionRequest
        {
            Model = "gpt-5.4",
            Messages = [new ChatCompletionRequestUserMessage { Content = "secret prompt for JSON" }],
            Temperature = 0.5,
            MaxCompletionTokens = 100,
            N = 1,
            Stop = "secret stop",
            ResponseFormat = new ResponseFormatJsonObject(),
        };

        Activity span = await SpanAsync(server, chat => chat.CreateChatCompletionAsync(request));

        Assert.That(span.DisplayName, Is.EqualTo("chat gpt-5.4"));
        Assert.That(span.TagObjects, Is.SupersetOf(new Dictionary<string, object?>
        {
            ["gen_ai.request.model"] = "gpt-5.4",
            ["gen_ai.request.temperature"] = 0.5,
            ["gen_ai.request.max_tokens"] = 100,
            ["gen_ai.output.type"] = "json",
            ["gen_ai.response.id"] = "c1",
            ["gen_ai.response.model"] = "gpt-5.4-2026",
            ["gen_ai.usage.input_tokens"] = 11L,
            ["gen_ai.usage.output_tokens"] = 3L,
            ["gen_ai.usage.cache_read.input_tokens"] = 8,
            ["openai.response.service_tier"] = "flex",
            ["openai.response.system_fingerprint"] = "fp",
        }));
        Assert.That(span.GetTagItem("gen_ai.request.choice.count"), Is.Null);
        Assert.That(span.GetTagItem("gen_ai.response.finish_reasons"), Is.EqualTo(new[] { "stop" }));
        Assert.That(string.Join(' ', span.TagObjects), Does.Not.Contain("secret"));
    }

    [Test]
    public async Task A_span_tells_what_the_chunks_of_a_stream_tell_together()
    {
        using var server = new ScriptedServer(Replies.Events(
            """data: {"id":"c2","model":"gpt-5.4-2026","choices":[{"index":0,"delta":{"content":"secret"}}]}""" + "\n\n",
            """data: {"id":"c2","choices":[{"index":0,"delta":{},"finish_reason":"length"}]}""" + "\n\n",
            """data: {"id":"c2","choices":[],"usage":{"prompt_tokens":11,"completion_tokens":3,"total_tokens":14}}""" + "\n\n",
            "data: [DONE]\n\n"));
        var request = new CreateChatCompletionRequest
        {
            Model = "gpt-5.4",
            Messages = [new ChatCompletionRequestUserMessage { Content = "secret" }],
            N = 2
        };

        Activity span = await SpanAsync(server, async chat =>
        {
            await foreach (CreateChatCompletionStreamResponse _ in chat.CreateChatCompletionStreamAsync(request))
            {
            }
        });

        Assert.That(span.TagObjects, Is.SupersetOf(new Dictionary<string, object?>
        {
            ["gen_ai.request.choice.count"] = 2,
            ["gen_ai.response.id"] = "c2",
            ["gen_ai.response.model"] = "gpt-5.4-2026",
            ["gen_ai.usage.input_tokens"] = 11L,
            ["gen_ai.usage.output_tokens"] = 3L,
        }));
        Assert.That(span.GetTagItem("gen_ai.response.finish_reasons"), Is.EqualTo(new[] { "length" }));
        Assert.That(string.Join(' ', span.TagObjects), Does.Not.Contain("secret"));
    }

    // Listeners hear every test: the port tells which span is meant.
    private static async Task<Activity> SpanAsync(ScriptedServer server, Func<ChatApi, Task> call)
    {
        var spans = new ConcurrentQueue<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = static source => source.Name == "OpenAIChat",
            Sample = static (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = spans.Enqueue,
        };
        ActivitySource.AddActivityListener(listener);
        using var chat = new ChatApi(new ChatApiOptions { ApiKey = TransportFixture.Key, BaseUrl = server.BaseUrl });

        await call(chat);

        return spans.Single(span => Equals(span.GetTagItem("server.port"), server.BaseUrl.Port));
    }
}
