using System.Net;
using System.Net.Sockets;
using OpenAIChat.Testing;

namespace OpenAIChat.Tests.Testing;

public sealed class FaultTests
{
    [Test]
    public async Task Disconnect_resets_the_connection_before_any_header()
    {
        await using ChatServer server = await ChatServer.StartAsync();
        server.Enqueue(ChatReply.Disconnect());
        using var client = new RawClient(server);

        HttpRequestException? failure = await Assert.CatchAsync<HttpRequestException>(async () => await client.PostAsync(RawClient.Hello));

        Assert.That(
            failure!.GetBaseException(),
            Is.InstanceOf<SocketException>().With.Property("SocketErrorCode").EqualTo(SocketError.ConnectionReset));
        Assert.That(await server.Requests[0].Finished, Is.EqualTo(RequestOutcome.Aborted));
    }

    [TestCase(0)]
    [TestCase(2)]
    public async Task DisconnectAfter_breaks_off_once_the_parts_have_arrived(int parts)
    {
        await using ChatServer server = await ChatServer.StartAsync();
        server.Enqueue(ChatReply.Text("a b c").DisconnectAfter(parts));
        using var client = new RawClient(server);
        using HttpResponseMessage response = await client.PostAsync(RawClient.HelloStream);
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync());
        int lines = 0;

        Assert.That(
            async () =>
            {
                while (await reader.ReadLineAsync() is { } line)
                {
                    lines += line.Length > 0 ? 1 : 0;
                }
            },
            Throws.InstanceOf<IOException>());
        Assert.That(lines, Is.EqualTo(parts));
        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.OK));
    }

    [Test]
    public async Task TruncateAfter_ends_without_the_rest()
    {
        await using ChatServer server = await ChatServer.StartAsync();
        server.Enqueue(ChatReply.Text("a b c").TruncateAfter(2));
        using var client = new RawClient(server);

        List<string> events = await client.PostStreamAsync();

        Assert.That(events, Has.Count.EqualTo(2));
    }

    [Test]
    public async Task Packets_cut_JSON_anywhere()
    {
        await using ChatServer server = await ChatServer.StartAsync();
        server.Enqueue(ChatReply.Text("a b c").InPacketsOf(10).TruncateAfter(3));
        using var client = new RawClient(server);

        using HttpResponseMessage response = await client.PostAsync(RawClient.Hello);

        Assert.That(await response.Content.ReadAsByteArrayAsync(), Has.Length.EqualTo(30));
    }

    [Test]
    public async Task StallAfter_lasts_until_the_client_goes_away()
    {
        await using ChatServer server = await ChatServer.StartAsync();
        server.Enqueue(ChatReply.Text("a b c").StallAfter(1));
        using var client = new RawClient(server);
        HttpResponseMessage response = await client.PostAsync(RawClient.HelloStream);
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync());
        string? first = await reader.ReadLineAsync();

        response.Dispose();

        RecordedRequest request = await server.WaitForRequestAsync();
        Assert.That(first, Does.Contain("assistant"));
        Assert.That(await request.Finished.WaitAsync(TimeSpan.FromSeconds(30)), Is.EqualTo(RequestOutcome.Abandoned));
    }

    [Test]
    public async Task ErrorAfter_and_MalformedAfter_end_a_stream_in_their_way()
    {
        await using ChatServer server = await ChatServer.StartAsync();
        server.Enqueue(ChatReply.Text("a").ErrorAfter(1, "Overloaded."), ChatReply.Text("a").MalformedAfter(1));
        using var client = new RawClient(server);

        List<string> failed = await client.PostStreamAsync();
        List<string> malformed = await client.PostStreamAsync();

        Assert.That(failed[^1], Does.StartWith("{\"error\":{\"message\":\"Overloaded.\""));
        Assert.That(malformed[^1], Is.EqualTo("{\"id\":\"chatcmpl-"));
    }

    [Test]
    public async Task Raw_content_is_sent_as_it_is()
    {
        await using ChatServer server = await ChatServer.StartAsync();
        server.Enqueue(
            ChatReply.Sse("data: 1\r\n\r\n: comment\n\ndata: 2"),
            ChatReply.Html(),
            ChatReply.Empty(204),
            ChatReply.Json("{\"id\":"));
        using var client = new RawClient(server);

        using HttpResponseMessage sse = await client.PostAsync(RawClient.Hello);
        using HttpResponseMessage html = await client.PostAsync(RawClient.Hello);
        using HttpResponseMessage empty = await client.PostAsync(RawClient.Hello);
        using HttpResponseMessage json = await client.PostAsync(RawClient.Hello);

        Assert.That(sse.Content.Headers.ContentType?.MediaType, Is.EqualTo("text/event-stream"));
        Assert.That(await sse.Content.ReadAsStringAsync(), Is.EqualTo("data: 1\r\n\r\n: comment\n\ndata: 2"));
        Assert.That(html.StatusCode, Is.EqualTo(HttpStatusCode.BadGateway));
        Assert.That(html.Content.Headers.ContentType?.MediaType, Is.EqualTo("text/html"));
        Assert.That(empty.StatusCode, Is.EqualTo(HttpStatusCode.NoContent));
        Assert.That(await json.Content.ReadAsStringAsync(), Is.EqualTo("{\"id\":"));
    }

    [Test]
    public async Task Delays_pass_on_the_given_clock()
    {
        var time = new ManualTime();
        await using ChatServer server = await ChatServer.StartAsync(new ChatServerOptions { TimeProvider = time });
        server.Enqueue(ChatReply.Text("late").After(TimeSpan.FromHours(1)));
        using var client = new RawClient(server);

        Task<HttpResponseMessage> pending = client.PostAsync(RawClient.Hello);
        await time.WhenWaitingFor(TimeSpan.FromHours(1));
        bool answeredEarly = pending.IsCompleted;
        time.Advance(TimeSpan.FromHours(1));
        using HttpResponseMessage response = await pending;

        Assert.That(answeredEarly, Is.False);
        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.OK));
    }

    [Test]
    public async Task Connections_are_counted()
    {
        await using ChatServer server = await ChatServer.StartAsync();
        using var client = new RawClient(server);

        using HttpResponseMessage response = await client.PostAsync(RawClient.Hello);

        Assert.That(server.OpenConnections, Is.EqualTo(1));
    }
}
