using OpenAIChat.Runtime;

namespace OpenAIChat.Tests;

/// <summary>Both forms of address of Azure OpenAI, and both ways to authenticate.</summary>
internal sealed class AzureOptionsTests
{
    private const string Resource = "https://my-resource.openai.azure.com";

    private static readonly CreateChatCompletionRequest Request =
        new() { Messages = [new ChatCompletionRequestUserMessage { Content = "Hello" }] };

    [TestCase(Resource, "gpt 4", null, Resource + "/openai/deployments/gpt%204/chat/completions?api-version=2024-10-21")]
    [TestCase(Resource + "/", "d", "2025-01-01-preview", Resource
        + "/openai/deployments/d/chat/completions?api-version=2025-01-01-preview")]
    [TestCase(Resource + "/openai", "d", null, Resource + "/openai/deployments/d/chat/completions?api-version=2024-10-21")]
    [TestCase(Resource + "/openai/v1/", "d", null, Resource + "/openai/deployments/d/chat/completions?api-version=2024-10-21")]
    [TestCase(Resource + "/openai/deployments/d?api-version=1", null, null, Resource
        + "/openai/deployments/d/chat/completions?api-version=1")]
    [TestCase("https://gateway.example/team", "d", "1", "https://gateway.example/team/openai/deployments/d/chat/completions?api-version=1")]
    [TestCase(Resource, null, null, Resource + "/openai/v1/chat/completions")]
    [TestCase(Resource, null, "preview", Resource + "/openai/v1/chat/completions?api-version=preview")]
    [TestCase(Resource + "/openai/v1", null, null, Resource + "/openai/v1/chat/completions")]
    public async Task Calls_go_to_the_address_of_the_deployment_or_of_the_version(string endpoint, string? deployment, string? apiVersion,
        string address)
    {
        HttpRequestMessage sent = await SendAsync(ChatApiOptions.ForAzure(endpoint, deployment, apiVersion));

        Assert.That(sent.RequestUri!.AbsoluteUri, Is.EqualTo(address));
        Assert.That(sent.Headers.GetValues("api-key"), Is.EqualTo(new[] { "azure-key" }));
        Assert.That(sent.Headers.Authorization, Is.Null);
    }

    [Test]
    public async Task A_token_of_Entra_is_the_bearer_token()
    {
        var options = ChatApiOptions.ForAzure(new Uri(Resource), "d");
        options.ApiKeyProvider = _ => new ValueTask<string>("token");

        HttpRequestMessage sent = await SendAsync(options, key: null);

        Assert.That(sent.Headers.Authorization!.ToString(), Is.EqualTo("Bearer token"));
        Assert.That(sent.Headers.Contains("api-key"), Is.False);
    }

    [Test]
    public async Task A_call_may_have_another_key()
    {
        HttpRequestMessage sent = await SendAsync(ChatApiOptions.ForAzure(Resource, "d"), call: new RequestOptions { ApiKey = "other" });

        Assert.That(sent.Headers.GetValues("api-key"), Is.EqualTo(new[] { "other" }));
    }

    [Test]
    public void The_key_comes_from_the_variable_of_Azure_and_from_no_other()
    {
        TransportSettings settings = ChatApiOptions.ForAzure(Resource, "d").ToSettings(name => name);

        Assert.That(settings.ApiKey, Is.EqualTo("AZURE_OPENAI_API_KEY"));
        Assert.That(settings.Headers, Is.Empty);
        Assert.That(
            () => ChatApiOptions.ForAzure(Resource, "d").ToSettings(name => name == "OPENAI_API_KEY" ? "key" : null),
            Throws.ArgumentException.With.Message.Contains("AZURE_OPENAI_API_KEY"));
    }

    [TestCase("my-resource", "d")]
    [TestCase(Resource, " ")]
    public void A_mistake_is_told_at_once(string endpoint, string deployment) =>
        Assert.That(() => ChatApiOptions.ForAzure(endpoint, deployment), Throws.ArgumentException);

    private static async Task<HttpRequestMessage> SendAsync(ChatApiOptions options, string? key = "azure-key", RequestOptions? call = null)
    {
        options.ApiKey = key;
        var handler = new InMemoryHandler("""{"id":"c1","choices":[]}""");
        using var client = new HttpClient(handler);
        using var chat = new ChatApi(client, options);
        CreateChatCompletionRequest request = options.Defaults is null
            ? new CreateChatCompletionRequest { Model = "d", Messages = Request.Messages } : Request;
        await chat.WithOptions(call ?? new RequestOptions()).CreateChatCompletionAsync(request);
        return handler.Requests.Single();
    }
}
