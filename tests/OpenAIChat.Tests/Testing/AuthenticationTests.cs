using System.Net;
using System.Net.Http.Headers;
using OpenAIChat.Testing;

namespace OpenAIChat.Tests.Testing;

public sealed class AuthenticationTests
{
    [TestCase(null, "anything", 200)]
    [TestCase(null, null, 401)]
    [TestCase("sk-only", "sk-only", 200)]
    [TestCase("sk-only", "sk-other", 401)]
    public async Task Accepts_any_key_or_the_one_it_was_given(string? serverKey, string? clientKey, int status)
    {
        await using ChatServer server = await ChatServer.StartAsync(new ChatServerOptions { ApiKey = serverKey });
        using var client = new RawClient(server);
        client.Http.DefaultRequestHeaders.Authorization = clientKey is null ? null : new AuthenticationHeaderValue("Bearer", clientKey);

        using HttpResponseMessage response = await client.PostAsync(RawClient.Hello);

        Assert.That((int)response.StatusCode, Is.EqualTo(status));
        Assert.That(await response.Content.ReadAsStringAsync(), Does.Not.Contain("sk-other"));
    }

    [Test]
    public async Task Asks_for_no_key_when_switched_off()
    {
        await using ChatServer server = await ChatServer.StartAsync(new ChatServerOptions { RequireApiKey = false });
        using var client = new RawClient(server);
        client.Http.DefaultRequestHeaders.Authorization = null;

        using HttpResponseMessage response = await client.PostAsync(RawClient.Hello);

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.OK));
    }

    [Test]
    public async Task A_refused_request_uses_no_scripted_reply()
    {
        await using ChatServer server = await ChatServer.StartAsync();
        server.Enqueue(ChatReply.Text("for later"));
        using var client = new RawClient(server);
        client.Http.DefaultRequestHeaders.Authorization = null;

        using HttpResponseMessage response = await client.PostAsync(RawClient.Hello);

        Assert.That(server.QueuedReplies, Is.EqualTo(1));
        Assert.That(server.Requests, Has.Count.EqualTo(1));
    }
}
