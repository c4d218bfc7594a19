using OpenAIChat.Testing;

namespace OpenAIChat.Tests.FirstGuesses;

/// <summary>Streaming.</summary>
internal sealed class StreamingGuesses : GuessFixture
{
    [Test]
    public async Task Chunks_are_read_as_they_come()
    {
        string text = "";
        FinishReason? reason = null;
        await foreach (CreateChatCompletionStreamResponse chunk in Chat.CreateChatCompletionStreamAsync(Model, "Hello!"))
        {
            text += chunk.Text;
            reason = chunk.FinishReason ?? reason;
            Assert.That(chunk.ReasoningContent, Is.Empty);
            Assert.That(chunk.ToolCalls, Is.Empty);
            Assert.That(chunk.CreatedAt.Year, Is.GreaterThan(2020));
        }

        Assert.That(text, Is.EqualTo("You said: Hello!"));
        Assert.That(reason, Is.EqualTo(FinishReason.Stop));
    }

    [Test]
    public async Task A_stream_is_put_together()
    {
        var request = new CreateChatCompletionRequest
        {
            Model = Model,
            Messages = ["Hello!"],
            StreamOptions = new() { IncludeUsage = true }
        };
        var accumulator = new ChatCompletionAccumulator();
        await foreach (CreateChatCompletionStreamResponse chunk in Chat.CreateChatCompletionStreamAsync(request))
        {
            accumulator.Add(chunk);
        }

        CreateChatCompletionResponse whole = await Chat.CreateChatCompletionStreamAsync(request).ToResponseAsync();

        Assert.That(accumulator.ToResponse().Text, Is.EqualTo(whole.Text));
        Assert.That(accumulator.Text, Is.EqualTo("You said: Hello!"));
        Assert.That(accumulator.Usage!.TotalTokens, Is.EqualTo(whole.Usage!.TotalTokens));
        Assert.That(whole.FinishReason, Is.EqualTo(FinishReason.Stop));
    }

    [Test]
    public async Task The_text_alone_is_streamed()
    {
        var request = new CreateChatCompletionRequest { Model = Model, Messages = ["Hello!"] };
        string first = "";
        await foreach (string piece in Chat.StreamTextAsync(request))
        {
            first += piece;
        }

        string second = "";
        await foreach (string piece in Chat.CreateChatCompletionStreamAsync(request).TextAsync())
        {
            second += piece;
        }

        Assert.That(first, Is.EqualTo("You said: Hello!"));
        Assert.That(second, Is.EqualTo(first));
    }

    [Test]
    public async Task Thoughts_are_streamed_under_one_name()
    {
        Server.Enqueue(ChatReply.Sse("""
            data: {"choices":[{"index":0,"delta":{"reasoning":"H"}}]}

            data: {"choices":[{"index":0,"delta":{"reasoning":"m."}}]}

            data: {"choices":[{"index":0,"delta":{"content":"Yes."},"finish_reason":"stop"}]}

            data: [DONE]


            """));

        CreateChatCompletionResponse reply = await Chat.CreateChatCompletionStreamAsync(Model, "Well?").ToResponseAsync();

        Assert.That(reply.ReasoningContent, Is.EqualTo("Hm."));
        Assert.That(reply.Text, Is.EqualTo("Yes."));
    }
}
