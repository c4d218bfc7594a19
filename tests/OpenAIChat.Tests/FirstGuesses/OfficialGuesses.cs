using System.Text.Json;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using OpenAIChat.Testing;

namespace OpenAIChat.Tests.FirstGuesses;

/// <summary>What users of the official package, Anthropic's and Microsoft.Extensions.AI type, with their habits.</summary>
internal sealed class OfficialGuesses : GuessFixture
{
    private sealed record City(string Name, string Country);

    private static ChatApiOptions Azure()
    {
        ChatApiOptions options = ChatApiOptions.ForAzure(new Uri("https://me.openai.azure.com"), "gpt", "2025-01-01-preview");
        options.ApiKey = "0123456789abcdef0123";
        return options;
    }

    [Test]
    public async Task Members_that_one_provider_deprecates_are_set_without_a_warning()
    {
        using ChatApi lenient = Chat.WithOptions(new RequestOptions { MaxRetries = 0 });
        var request = new CreateChatCompletionRequest { Model = Model, Messages = ["Hello!"], MaxTokens = 100, Seed = 42, User = "ann" };

        CreateChatCompletionResponse reply = await lenient.CreateChatCompletionAsync(request);

        Assert.That(((int?)Sent()["max_tokens"], (long?)Sent()["seed"], (string?)Sent()["user"]), Is.EqualTo((100, 42, "ann")));
        Assert.That(reply.SystemFingerprint ?? "", Is.Not.Null);
        Assert.That(reply.Message!.FunctionCall, Is.Null);
    }

    [Test]
    public void Clients_are_made_in_every_way()
    {
        ChatApi[] clients =
        [
            new("sk-offline-test-key"),
            new(new ChatApiOptions { ApiKey = "sk-offline-test-key" }),
            new(new ChatApiOptions { ApiKeyProvider = _ => new("sk-offline-test-key") }),
            new(new ChatApiOptions { ApiKey = "sk-offline-test-key", BaseUrl = new Uri("http://localhost:11434/v1") }),
            new(new ChatApiOptions { Anonymous = true, BaseUrl = new Uri("http://localhost:11434/v1/") }),
            new(new HttpClient(), new ChatApiOptions { ApiKey = "sk-offline-test-key" }),
            new(Azure()),
        ];

        foreach (ChatApi client in clients)
        {
            Assert.That(client.BaseUrl.IsAbsoluteUri);
            client.Dispose();
        }
    }

    [Test]
    public async Task One_call_has_settings_of_its_own()
    {
        var once = new RequestOptions
        {
            Timeout = TimeSpan.FromMinutes(1),
            MaxRetries = 0,
            Headers = { ["X-Trace"] = "42" },
            ExtraBody = { ["seed"] = 42 },
        };

        CreateChatCompletionResponse reply = await Chat.WithOptions(once).CreateChatCompletionAsync(Model, "Hello!");

        Assert.That(reply.Text, Is.EqualTo("You said: Hello!"));
        Assert.That(Server.Requests[^1].Headers["X-Trace"], Is.EqualTo("42"));
    }

    [Test]
    public async Task Answers_are_values_of_a_type()
    {
        Server.Reply("""{"Name":"Paris","Country":"France"}""");
        var request = new CreateChatCompletionRequest { Model = Model, Messages = ["The capital of France?"] };

        City city = (await Chat.CreateChatCompletionAsync<City>(request)).Value;
        City? same = JsonSerializer.Deserialize<City>((await Chat.CreateChatCompletionAsync(request)).Text);
        City parsed = (await Chat.CreateChatCompletionAsync(request)).Parse<City>().Value;
        request.ResponseFormat = ResponseFormat.JsonSchema<City>();
        ParsedChatCompletion<City> completion = await Chat.CreateChatCompletionAsync<City>(request);

        Assert.That(city, Is.EqualTo(new City("Paris", "France")));
        Assert.That((same, parsed), Is.EqualTo((city, city)));
        Assert.That(completion.TryGetValue(out City? known) && known == city);
    }

    [Test]
    public async Task A_method_is_a_tool()
    {
        Server.Enqueue(ChatReply.ToolCall("get_weather", new { city = "Paris" }), ChatReply.Text("Sunny."));
        var request = new CreateChatCompletionRequest { Model = Model, Messages = ["Weather in Paris?"] };

        ToolRun run = Chat.RunTools(request, [ChatFunction.Create((string city) => $"Sunny in {city}.", "get_weather")]);
        CreateChatCompletionResponse reply = await run.ToResponseAsync();

        Assert.That(reply.Text, Is.EqualTo("Sunny."));
        Assert.That(run.Messages, Has.Count.EqualTo(4));
        Assert.That(run.Usage.TotalTokens, Is.Positive);
    }

    [Test]
    public async Task A_client_of_Microsoft_Extensions_AI_is_one_call_away()
    {
        IChatClient client = Chat.AsIChatClient(Model);

        ChatResponse response = await client.GetResponseAsync("Hello!");
        ChatResponse longer = await client.GetResponseAsync([new(ChatRole.System, "Be brief."), new(ChatRole.User, "Hello!")]);
        string streamed = "";
        await foreach (ChatResponseUpdate update in client.GetStreamingResponseAsync("Hello!", new ChatOptions { Temperature = 0.5f, MaxOutputTokens = 9 }))
        {
            streamed += update.Text;
        }

        Assert.That((response.Text, longer.Text, streamed), Is.EqualTo(("You said: Hello!", "You said: Hello!", "You said: Hello!")));
        Assert.That(client.GetService<IChatApi>(), Is.SameAs(Chat));
    }

    [Test]
    public void Services_have_the_client()
    {
        var services = new ServiceCollection();
        services.AddChatApi(options => options.ApiKey = "sk-offline-test-key");
        services.AddKeyedChatApi("local", options => (options.BaseUrl, options.Anonymous) = (new Uri("http://localhost:11434/v1"), true));
        services.AddChatClient(Model);
        using ServiceProvider provider = services.BuildServiceProvider();

        Assert.That(provider.GetRequiredService<IChatApi>(), Is.SameAs(provider.GetRequiredService<ChatApi>()));
        Assert.That(provider.GetRequiredKeyedService<IChatApi>("local"), Is.Not.SameAs(provider.GetRequiredService<IChatApi>()));
        Assert.That(provider.GetRequiredService<IChatClient>().GetService<ChatClientMetadata>()!.DefaultModelId, Is.EqualTo(Model));
    }

    [Test]
    public async Task Stored_completions_are_listed_read_changed_and_deleted()
    {
        CreateChatCompletionResponse kept = await Chat.CreateChatCompletionAsync(new() { Model = Model, Messages = ["Hello!"], Store = true });

        var listed = new List<string>();
        await foreach (CreateChatCompletionResponse one in Chat.ListAllChatCompletionsAsync())
        {
            listed.Add(one.Id);
        }
        CreateChatCompletionResponse read = await Chat.GetChatCompletionAsync(kept.Id);
        CreateChatCompletionResponse changed = await Chat.UpdateChatCompletionAsync(kept.Id, new() { Metadata = { ["a"] = "b" } });
        ChatCompletionDeleted deleted = await Chat.DeleteChatCompletionAsync(kept.Id);

        Assert.That(listed, Is.EqualTo(new[] { kept.Id }));
        Assert.That((read.Text, changed.Metadata!["a"], deleted.Deleted), Is.EqualTo((kept.Text, "b", true)));
    }
}
