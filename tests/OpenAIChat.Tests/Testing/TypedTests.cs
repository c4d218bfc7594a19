using Newtonsoft.Json.Linq;
using OpenAIChat.Testing;

namespace OpenAIChat.Tests.Testing;

public sealed class TypedTests
{
    [Test]
    public async Task A_recorded_request_is_typed()
    {
        await using ChatServer server = await ChatServer.StartAsync();
        using var client = new RawClient(server);

        await client.PostJsonAsync(RawClient.Hello);

        CreateChatCompletionRequest request = server.Requests.Single().Request;
        Assert.That(request.Model.ToString(), Is.EqualTo("gpt-5.4"));
        Assert.That(request.Messages.Single(), Is.InstanceOf<ChatCompletionRequestUserMessage>());
    }

    [Test]
    public async Task Says_why_a_request_is_not_typed()
    {
        await using ChatServer server = await ChatServer.StartAsync();
        using var client = new RawClient(server);

        await client.GetJsonAsync("/chat/completions");
        await client.PostJsonAsync("{");

        Assert.That(() => server.Requests[0].Request, Throws.InvalidOperationException.With.Message.Contains("GET /v1/chat/completions"));
        Assert.That(
            () => server.Requests[1].Request,
            Throws.InvalidOperationException.With.Message.Contains("CreateChatCompletionRequest"));
    }

    [Test]
    public async Task A_typed_completion_is_answered_whole_or_streamed()
    {
        var given = new CreateChatCompletionResponse
        {
            Choices = [new() { FinishReason = "stop", Message = new() { Content = "typed" } }],
        };
        await using ChatServer server = await ChatServer.StartAsync();
        server.Reply(ChatReply.Completion(given));
        using var client = new RawClient(server);

        JObject whole = await client.PostJsonAsync(RawClient.Hello);
        List<string> events = await client.PostStreamAsync();

        Assert.That((string?)whole.SelectToken("choices[0].message.content"), Is.EqualTo("typed"));
        Assert.That((string?)whole["id"], Does.StartWith("chatcmpl-"));
        Assert.That(RawClient.TextOf(events), Is.EqualTo("typed"));
    }

    [Test]
    public async Task Chunks_are_streamed_as_given()
    {
        await using ChatServer server = await ChatServer.StartAsync();
        server.Reply(ChatReply.Chunks(
            new CreateChatCompletionStreamResponse { Id = "c", Choices = [new() { Delta = new() { Content = "one" } }] },
            new CreateChatCompletionStreamResponse
            {
                Id = "c",
                Choices = [new() { Delta = new() { Content = " two" }, FinishReason = "stop" }]
            }));
        using var client = new RawClient(server);

        List<string> events = await client.PostStreamAsync();

        Assert.That(events, Has.Count.EqualTo(3));
        Assert.That(events[^1], Is.EqualTo("[DONE]"));
        Assert.That(
            string.Concat(events.SkipLast(1).Select(data => (string?)JObject.Parse(data).SelectToken("choices[0].delta.content"))),
            Is.EqualTo("one two"));
    }
}
