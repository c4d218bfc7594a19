using System.Net;
using System.Net.Sockets;
using Newtonsoft.Json.Linq;
using OpenAIChat.Testing;

namespace OpenAIChat.Tests.Testing;

/// <summary>What the server takes in: bounded, and only from those who may send.</summary>
internal sealed class RequestLimitTests
{
    [Test]
    public async Task A_body_that_is_too_long_is_answered_with_413()
    {
        await using ChatServer server = await ChatServer.StartAsync(new ChatServerOptions { MaxRequestBytes = 100 });
        using var client = new RawClient(server);

        using HttpResponseMessage refused = await client.PostAsync($$"""{"model":"{{new string('m', 100)}}"}""");
        using HttpResponseMessage answered = await client.PostAsync(RawClient.Hello);

        Assert.That((int)refused.StatusCode, Is.EqualTo(413));
        Assert.That((string?)JObject.Parse(await refused.Content.ReadAsStringAsync())["error"]!["code"], Is.EqualTo("request_too_large"));
        Assert.That(answered.StatusCode, Is.EqualTo(HttpStatusCode.OK));
    }

    [Test]
    public async Task A_body_of_unknown_length_is_bounded_too()
    {
        await using ChatServer server = await ChatServer.StartAsync(new ChatServerOptions { MaxRequestBytes = 100 });
        using var client = new RawClient(server);
        using var request = new HttpRequestMessage(HttpMethod.Post, server.BaseUrl + "/chat/completions")
        {
            Content = new ByteArrayContent(new byte[1000]),
            Headers = { TransferEncodingChunked = true },
        };

        using HttpResponseMessage response = await client.Http.SendAsync(request);

        Assert.That((int)response.StatusCode, Is.EqualTo(413));
    }

    [Test]
    public async Task The_key_is_checked_before_the_body_is_read()
    {
        await using ChatServer server = await ChatServer.StartAsync(new ChatServerOptions { ApiKey = "right" });
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, server.BaseUrl.Port);
        NetworkStream stream = client.GetStream();

        // Of a million bytes that it announces, it sends none.
        await stream.WriteAsync("POST /v1/chat/completions HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer wrong\r\nContent-Length: 1000000\r\n\r\n"u8.ToArray());
        string? status = await new StreamReader(stream).ReadLineAsync();

        Assert.That(status, Does.StartWith("HTTP/1.1 401"));
        Assert.That(server.Requests.Single().Body, Is.Empty);
    }
}
