using System.Net;
using System.Net.Http.Headers;
using OpenAIChat.Runtime;

namespace OpenAIChat.Tests;

/// <summary>A client over an HttpClient that was given, as a factory gives it.</summary>
internal sealed class GivenClientTests
{
    private const string Completion = """{"id":"c1","choices":[]}""";

    private static readonly CreateChatCompletionRequest Request =
        new() { Model = "m", Messages = [new ChatCompletionRequestUserMessage { Content = "Hello" }] };

    [TestCase("https://proxy.example/v1", null, "https://proxy.example/v1/chat/completions")]
    [TestCase("https://proxy.example/v1/", null, "https://proxy.example/v1/chat/completions")]
    [TestCase("https://proxy.example/v1/", "https://mine.example/v2", "https://mine.example/v2/chat/completions")]
    public async Task Its_BaseAddress_counts_where_the_options_give_none(string baseAddress, string? baseUrl, string address)
    {
        var handler = new InMemoryHandler(Completion);
        using var client = new HttpClient(handler) { BaseAddress = new Uri(baseAddress) };
        using var chat = new ChatApi(client, new ChatApiOptions { ApiKey = "key", BaseUrl = baseUrl is null ? null : new Uri(baseUrl) });

        await chat.CreateChatCompletionAsync(Request);

        Assert.That(handler.Requests.Single().RequestUri, Is.EqualTo(new Uri(address)));
    }

    [Test]
    public void Its_BaseAddress_counts_before_the_environment()
    {
        using var client = new HttpClient { BaseAddress = new Uri("https://proxy.example/v1") };

        TransportSettings settings = new ChatApiOptions { ApiKey = "key" }.ToSettings(name =>
            name == "OPENAI_BASE_URL" ? "https://environment.example" : null, client);

        Assert.That(settings.BaseUrl, Is.EqualTo(new Uri("https://proxy.example/v1")));
    }

    [Test]
    public async Task Its_authorization_counts_where_the_options_give_no_key()
    {
        var handler = new InMemoryHandler(Completion);
        using var client = new HttpClient(handler) { BaseAddress = new Uri("https://proxy.example/v1") };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "theirs");
        using var transport =
            new ApiTransport(client, new ChatApiOptions().ToSettings(name => name == "OPENAI_API_KEY" ? "environment" : null, client));

        await transport.PostAsync();

        Assert.That(handler.Requests.Single().Headers.Authorization!.Parameter, Is.EqualTo("theirs"));
    }

    [Test]
    public async Task The_key_of_the_options_wins_over_its_authorization()
    {
        var handler = new InMemoryHandler(Completion);
        using var client = new HttpClient(handler) { BaseAddress = new Uri("https://proxy.example/v1") };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "theirs");
        using var chat = new ChatApi(client, new ChatApiOptions { ApiKey = "mine" });

        await chat.CreateChatCompletionAsync(Request);

        Assert.That(handler.Requests.Single().Headers.Authorization!.Parameter, Is.EqualTo("mine"));
    }

    [TestCase("identity", "identity")]
    [TestCase("zstd", "zstd")]
    [TestCase(null, null)]
    public async Task Accept_Encoding_can_be_replaced_and_removed(string? header, string? sent)
    {
        using var server = new ScriptedServer(Replies.Json("""{"text":"a"}"""));
        using ApiTransport transport = server.Connect(options => options.DefaultHeaders["Accept-Encoding"] = header);

        await transport.PostAsync();

        server.Requests[0].Headers.TryGetValue("Accept-Encoding", out string? received);
        Assert.That(received, Is.EqualTo(sent));
    }

    [Test]
    public async Task A_call_may_replace_Accept_Encoding()
    {
        using var server = new ScriptedServer(Replies.Json("""{"text":"a"}"""));
        using ApiTransport transport = server.Connect().With(new RequestOptions { Headers = { ["accept-encoding"] = "identity" } });

        await transport.PostAsync();

        Assert.That(server.Requests[0].Headers["Accept-Encoding"], Is.EqualTo("identity"));
    }

    [Test]
    public async Task It_chooses_the_version_of_HTTP_where_the_framework_lets_it()
    {
        var handler = new InMemoryHandler(Completion);
        using var client = new HttpClient(handler)
        {
            DefaultRequestVersion = HttpVersion.Version20,
            DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact
        };
        using var chat = new ChatApi(client, new ChatApiOptions { ApiKey = "key", BaseUrl = new Uri("http://server.invalid") });

        await chat.CreateChatCompletionAsync(Request);

        bool isNetStandard = ContentDecoder.AcceptEncoding == "gzip, deflate";
        Assert.That(handler.Requests.Single().Version, Is.EqualTo(isNetStandard ? HttpVersion.Version11 : HttpVersion.Version20));
    }

    [Test]
    public async Task Options_of_calls_are_there_on_the_interface()
    {
        var handler = new InMemoryHandler(Completion);
        using var client = new HttpClient(handler);
        IChatApi chat = new ChatApi(client, new ChatApiOptions { ApiKey = "key", BaseUrl = new Uri("http://server.invalid") });

        await chat.WithOptions(new RequestOptions { Headers = { ["X-Other"] = "1" } }).CreateChatCompletionAsync(Request);

        Assert.That(handler.Requests.Single().Headers.Contains("X-Other"), Is.True);
    }
}
