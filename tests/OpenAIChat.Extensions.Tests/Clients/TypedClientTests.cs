using System.Net.Http.Headers;
using Microsoft.Extensions.DependencyInjection;
using NSubstitute;
using OpenAIChat.Testing;

namespace OpenAIChat.Extensions.Tests.Clients;

/// <summary>Clients of IHttpClientFactory as people write them without our package, and substitutes of the interface.</summary>
internal sealed class TypedClientTests
{
    private static readonly CreateChatCompletionRequest Request =
        new() { Model = "m", Messages = [new ChatCompletionRequestUserMessage { Content = "Hello" }] };

    [Test]
    public async Task A_typed_client_takes_address_and_authorization_of_its_HttpClient()
    {
        await using ChatServer server = await ChatServer.StartAsync();
        var services = new ServiceCollection();
        services.AddHttpClient<IChatApi, ChatApi>(client =>
        {
            client.BaseAddress = server.BaseUrl;
            client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "any-key");
        });
        await using ServiceProvider provider = services.BuildServiceProvider();

        CreateChatCompletionResponse reply = await provider.GetRequiredService<IChatApi>().CreateChatCompletionAsync(Request);

        Assert.That(reply.Text, Is.Not.Empty);
        Assert.That(server.Requests, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task A_typed_client_takes_options_from_the_container()
    {
        await using ChatServer server = await ChatServer.StartAsync();
        var services = new ServiceCollection();
        services.AddSingleton(new ChatApiOptions { ApiKey = "any-key", BaseUrl = server.BaseUrl });
        services.AddHttpClient<ChatApi>();
        await using ServiceProvider provider = services.BuildServiceProvider();

        CreateChatCompletionResponse reply = await provider.GetRequiredService<ChatApi>().CreateChatCompletionAsync(Request);

        Assert.That(reply.Text, Is.Not.Empty);
    }

    [Test]
    public async Task A_substitute_works_with_options_and_with_the_extensions()
    {
        var chat = Substitute.For<IChatApi>();
        chat.WithOptions(Arg.Any<RequestOptions>()).Returns(chat);
        chat.CreateChatCompletionStreamAsync(Arg.Any<CreateChatCompletionRequest>(), Arg.Any<CancellationToken>()).Returns(_ => Chunks());

        var pieces = new List<string>();
        await foreach (string piece in chat.WithOptions(new RequestOptions { MaxRetries = 0 }).StreamTextAsync(Request))
        {
            pieces.Add(piece);
        }

        Assert.That(pieces, Is.EqualTo(new[] { "Hello" }));
    }

    private static async IAsyncEnumerable<CreateChatCompletionStreamResponse> Chunks()
    {
        await Task.Yield();
        const string json = """{"choices":[{"index":0,"delta":{"content":"Hello"}}]}""";
        yield return Newtonsoft.Json.JsonConvert.DeserializeObject<CreateChatCompletionStreamResponse>(json)!;
    }
}
