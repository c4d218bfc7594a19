using OpenAIChat.Runtime;

namespace OpenAIChat.Tests.Runtime.Transport;

/// <summary>A stream that was cut is never taken for a whole one, and a whole one never for a cut one.</summary>
internal sealed class StreamEndTests
{
    private const string Finished = "data: {\"text\":\"a\",\"end\":\"stop\"}\n\n";

    [Test]
    public async Task An_event_cut_anywhere_after_the_finish_reason_is_incomplete()
    {
        const string last = "event: message\ndata: {\"text\":\"b\"}";
        for (int length = 1; length < last.Length; length++)
        {
            using var server = new ScriptedServer(Replies.Events(Finished, last[..length]));
            using ApiTransport transport = server.Connect();

            var (texts, error) = await transport.Stream().ReadAllAsync();

            Assert.That(texts, Is.EqualTo(new[] { "a" }), last[..length]);
            Assert.That(error, Is.TypeOf<IncompleteStreamException>(), last[..length]);
        }
    }

    [TestCase("data: {\"text\":\"b\"}", 2)]
    [TestCase("data: {\"text\":\"b\"}\n", 2)]
    [TestCase("data: [DONE]", 1)]
    [TestCase("data: [DONE]\ndata: mo", 1)]
    [TestCase(": keep-al", 1)]
    [TestCase("\n", 1)]
    [TestCase("\r\n", 1)]
    public async Task What_is_whole_but_for_its_blank_line_is_read(string last, int chunks)
    {
        using var server = new ScriptedServer(Replies.Events(Finished,
            last.Replace("\ndata: mo", "\n\ndata: mo", StringComparison.Ordinal)));
        using ApiTransport transport = server.Connect();

        var (texts, error) = await transport.Stream().ReadAllAsync();

        Assert.That(error, Is.Null);
        Assert.That(texts, Has.Count.EqualTo(chunks));
    }

    [TestCase("""{"index":0,"delta":{},"finish_reason":"stop"}""", false)]
    [TestCase("""{"index":1,"delta":{},"finish_reason":"stop"}""", false)]
    [TestCase("""{"index":0,"delta":{},"finish_reason":"stop"},{"index":100,"delta":{},"finish_reason":"length"}""", false)]
    [TestCase("""{"index":0,"delta":{},"finish_reason":"stop"},{"index":1,"delta":{},"finish_reason":"stop"}""", true)]
    [TestCase("""{"index":0,"delta":{},"finish_reason":"stop"},{"index":1,"delta":{},"finish_reason":"stop"},{"index":0,"delta":{}}""",
        true)]
    public async Task Without_the_end_mark_every_choice_that_has_begun_must_have_ended(string last, bool isWhole)
    {
        string begin = """data: {"choices":[{"index":0,"delta":{"content":"a"}},{"index":1,"delta":{"content":"b"}}]}""" + "\n\n";
        using var server = new ScriptedServer(Replies.Events(begin, "data: {\"choices\":[" + last + "]}\n\n"));
        using var chat = new ChatApi(new ChatApiOptions { BaseUrl = server.BaseUrl, ApiKey = "key" });
        var request = new CreateChatCompletionRequest
        {
            Model = "m",
            N = 2,
            Messages = [new ChatCompletionRequestUserMessage { Content = "Hello" }]
        };

        Exception? error = null;
        try
        {
            await foreach (CreateChatCompletionStreamResponse _ in chat.CreateChatCompletionStreamAsync(request))
            {
            }
        }
        catch (ApiException thrown)
        {
            error = thrown;
        }

        Assert.That(error, isWhole ? Is.Null : Is.TypeOf<IncompleteStreamException>());
    }
}
