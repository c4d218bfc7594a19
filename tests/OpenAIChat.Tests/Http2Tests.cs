using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;

namespace OpenAIChat.Tests;

/// <summary>HTTP/2 is the choice of a given HttpClient, over a server that speaks nothing else.</summary>
internal sealed class Http2Tests
{
    [Test]
    public async Task A_given_client_that_asks_for_HTTP_2_speaks_it_whole_and_streamed()
    {
        if (typeof(ChatApi).Assembly.GetReferencedAssemblies().Any(name => name.Name == "netstandard"))
        {
            Assert.Ignore("An HttpClient of netstandard2.0 has no version to choose.");
        }

        var protocols = new List<string>();
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
            kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http2));
        await using WebApplication server = builder.Build();
        server.MapPost("/v1/chat/completions", async (HttpContext context) =>
        {
            protocols.Add(context.Request.Protocol);
            bool isStream = context.Request.Headers.Accept == "text/event-stream";
            context.Response.ContentType = isStream ? "text/event-stream" : "application/json";
            string body = isStream ? "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"Hi\"}}]}\n\ndata: [DONE]\n\n"
                : """{"id":"c1","choices":[]}""";
            await context.Response.WriteAsync(body);
        });
        await server.StartAsync();
        using var client = new HttpClient
        {
            DefaultRequestVersion = HttpVersion.Version20,
            DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact
        };
        using var chat = new ChatApi(client, new ChatApiOptions { ApiKey = "key", BaseUrl = new Uri(server.Urls.First() + "/v1") });
        var request = new CreateChatCompletionRequest
        {
            Model = "m",
            Messages = [new ChatCompletionRequestUserMessage { Content = "Hello" }]
        };

        CreateChatCompletionResponse reply = await chat.CreateChatCompletionAsync(request);
        string text = string.Concat(await chat.StreamTextAsync(request).ToListAsync());

        Assert.That(reply.Id, Is.EqualTo("c1"));
        Assert.That(text, Is.EqualTo("Hi"));
        Assert.That(protocols, Is.EqualTo(new[] { "HTTP/2", "HTTP/2" }));
    }
}
