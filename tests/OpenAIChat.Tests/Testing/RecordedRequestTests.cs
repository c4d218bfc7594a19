using OpenAIChat.Testing;

namespace OpenAIChat.Tests.Testing;

public sealed class RecordedRequestTests
{
    [Test]
    public async Task Shows_what_was_sent()
    {
        await using ChatServer server = await ChatServer.StartAsync();
        using var client = new RawClient(server);
        client.Http.DefaultRequestHeaders.Add("X-Mine", "yes");

        await client.PostJsonAsync(RawClient.Hello, "/chat/completions?a=1%202");

        RecordedRequest request = server.Requests.Single();
        Assert.That(request.ToString(), Is.EqualTo("POST /v1/chat/completions?a=1%202"));
        Assert.That(request.Query["a"], Is.EqualTo("1 2"));
        Assert.That(request.Headers["x-mine"], Is.EqualTo("yes"));
        Assert.That(request.Body, Is.EqualTo(RawClient.Hello));
        Assert.That((string?)request.Json?["model"], Is.EqualTo("gpt-5.4"));
        Assert.That(request.Prompt, Is.EqualTo("Hello!"));
        Assert.That(request.Operation, Is.EqualTo("createChatCompletion"));
        Assert.That(await request.Finished, Is.EqualTo(RequestOutcome.Answered));
    }

    [Test]
    public async Task Has_no_JSON_when_the_body_is_none()
    {
        await using ChatServer server = await ChatServer.StartAsync();
        using var client = new RawClient(server);

        await client.PostJsonAsync("not JSON");

        Assert.That(server.Requests[0].Json, Is.Null);
        Assert.That(server.Requests[0].Body, Is.EqualTo("not JSON"));
    }

    [Test]
    public async Task Can_be_waited_for()
    {
        await using ChatServer server = await ChatServer.StartAsync();
        using var client = new RawClient(server);
        Task<RecordedRequest> second = server.WaitForRequestAsync(2);

        await client.PostJsonAsync(RawClient.Hello);
        bool early = second.IsCompleted;
        await client.GetJsonAsync("/chat/completions");

        Assert.That(early, Is.False);
        Assert.That((await second).Operation, Is.EqualTo("listChatCompletions"));
    }

    [Test]
    public async Task Are_not_kept_when_switched_off()
    {
        await using ChatServer server = await ChatServer.StartAsync(new ChatServerOptions { RecordRequests = false });
        using var client = new RawClient(server);

        await client.PostJsonAsync(RawClient.Hello);

        Assert.That(server.Requests, Is.Empty);
        Assert.That(() => server.WaitForRequestAsync(), Throws.InvalidOperationException);
    }
}
