using System.Net;
using Newtonsoft.Json.Linq;
using OpenAIChat.Testing;

namespace OpenAIChat.Tests.Testing;

public sealed class ReplyScriptTests
{
    [Test]
    public async Task Plays_queued_replies_in_order_then_the_fallback()
    {
        await using ChatServer server = await ChatServer.StartAsync();
        server.Reply("always").Enqueue(ChatReply.Text("first"), ChatReply.Refusal("No."));
        using var client = new RawClient(server);

        JObject[] completions = [await client.PostJsonAsync(RawClient.Hello), await client.PostJsonAsync(RawClient.Hello), await client
            .PostJsonAsync(RawClient.Hello)];

        Assert.That(
            completions.Select(c => (string?)c.SelectToken("choices[0].message.content")),
            Is.EqualTo(new[] { "first", null, "always" }));
        Assert.That((string?)completions[1].SelectToken("choices[0].message.refusal"), Is.EqualTo("No."));
    }

    [Test]
    public async Task A_completion_waits_for_the_next_request_that_creates_one()
    {
        await using ChatServer server = await ChatServer.StartAsync();
        server.Enqueue(ChatReply.Text("kept"));
        using var client = new RawClient(server);

        JObject list = await client.GetJsonAsync("/chat/completions");
        JObject completion = await client.PostJsonAsync(RawClient.Hello);

        Assert.That((string?)list["object"], Is.EqualTo("list"));
        Assert.That((string?)completion.SelectToken("choices[0].message.content"), Is.EqualTo("kept"));
    }

    [Test]
    public async Task An_error_meets_whatever_request_comes_next()
    {
        await using ChatServer server = await ChatServer.StartAsync();
        server.Enqueue(ChatReply.Error(429, "Slow down.").WithHeader("Retry-After", "3"));
        using var client = new RawClient(server);

        using HttpResponseMessage response = await client.SendAsync(HttpMethod.Get, "/chat/completions");

        var body = JObject.Parse(await response.Content.ReadAsStringAsync());
        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.TooManyRequests));
        Assert.That(response.Headers.RetryAfter?.Delta, Is.EqualTo(TimeSpan.FromSeconds(3)));
        Assert.That((string?)body["error"]!["message"], Is.EqualTo("Slow down."));
        Assert.That((string?)body["error"]!["code"], Is.EqualTo("rate_limit_exceeded"));
    }

    [Test]
    public async Task The_latest_handler_answers_first_and_may_pass()
    {
        await using ChatServer server = await ChatServer.StartAsync();
        server.OnRequest(request => ChatReply.Text("old: " + request.Prompt));
        server.OnRequest(request => request.Prompt == "Hello!" ? null : ChatReply.Text("new"));
        using var client = new RawClient(server);

        JObject completion = await client.PostJsonAsync(RawClient.Hello);

        Assert.That((string?)completion.SelectToken("choices[0].message.content"), Is.EqualTo("old: Hello!"));
    }

    [Test]
    public async Task Tells_what_a_handler_threw()
    {
        await using ChatServer server = await ChatServer.StartAsync();
        server.OnRequest(_ => throw new InvalidOperationException("Oops."));
        using var client = new RawClient(server);

        using HttpResponseMessage response = await client.PostAsync(RawClient.Hello);

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.InternalServerError));
        Assert.That(await response.Content.ReadAsStringAsync(), Does.Contain("InvalidOperationException: Oops."));
    }

    [Test]
    public async Task A_custom_tool_gets_a_custom_call()
    {
        await using ChatServer server = await ChatServer.StartAsync();
        server.Enqueue(ChatReply.ToolCall("shell", "ls"));
        using var client = new RawClient(server);

        JObject completion = await client.PostJsonAsync(
            RawClient.Hello[..^1] + ",\"tools\":[{\"type\":\"custom\",\"custom\":{\"name\":\"shell\"}}]}");

        Assert.That((string?)completion.SelectToken("choices[0].message.tool_calls[0].custom.input"), Is.EqualTo("ls"));
    }

    [Test]
    public async Task A_reply_is_not_changed_by_what_is_derived_from_it()
    {
        var plain = ChatReply.Text("same");
        ChatReply derived = plain.WithHeader("x-new", "1").WithFinishReason("length");
        await using ChatServer server = await ChatServer.StartAsync();
        server.Enqueue(plain, derived);
        using var client = new RawClient(server);

        using HttpResponseMessage first = await client.PostAsync(RawClient.Hello);
        using HttpResponseMessage second = await client.PostAsync(RawClient.Hello);

        Assert.That(first.Headers.Contains("x-new"), Is.False);
        Assert.That(second.Headers.Contains("x-new"), Is.True);
        Assert.That(await second.Content.ReadAsStringAsync(), Does.Contain("\"finish_reason\":\"length\""));
    }

    [Test]
    public void Only_a_completion_has_a_finish_reason() =>
        Assert.That(() => ChatReply.Error(500).WithFinishReason("stop"), Throws.InvalidOperationException);
}
