namespace OpenAIChat.Tests.Accumulation;

public sealed class ChatCompletionStreamExtensionsTests
{
    [Test]
    public async Task Makes_a_response_of_a_stream()
    {
        CreateChatCompletionResponse reply = await CreateChatCompletionStreamResponse.StreamFromText("a", "b").ToResponseAsync();

        Assert.That(reply.Text, Is.EqualTo("ab"));
    }

    [Test]
    public async Task Reduces_a_stream_to_its_text()
    {
        List<string> texts = [];
        await foreach (string text in CreateChatCompletionStreamResponse.StreamFromText("a", "", "b").TextAsync())
        {
            texts.Add(text);
        }

        Assert.That(texts, Is.EqualTo(new[] { "a", "b" }));
    }

    [Test]
    public async Task Streams_text_of_any_IChatApi()
    {
        var chat = FakeChatApi.Of(stream: CreateChatCompletionStreamResponse.StreamFromText("a", "b"));
        string text = "";
        await foreach (string piece in chat.StreamTextAsync(new CreateChatCompletionRequest()))
        {
            text += piece;
        }

        Assert.That(text, Is.EqualTo("ab"));
    }

    [Test]
    public void Hands_the_token_to_the_stream()
    {
        using var source = new CancellationTokenSource();
        source.Cancel();

        Assert.That(
            async () => await Cancellable(source.Token).ToResponseAsync(source.Token),
            Throws.InstanceOf<OperationCanceledException>().With.Property("CancellationToken").EqualTo(source.Token));
    }

    [Test]
    public void Refuses_null() => Assert.That(
        () => ChatCompletionStreamExtensions.ToResponseAsync(null!), Throws.ArgumentNullException);

    private static async IAsyncEnumerable<CreateChatCompletionStreamResponse> Cancellable(
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.Yield();
        cancellationToken.ThrowIfCancellationRequested();
        yield return CreateChatCompletionStreamResponse.FromText("a");
    }
}
