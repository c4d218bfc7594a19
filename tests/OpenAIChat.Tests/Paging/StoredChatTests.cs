using OpenAIChat.Testing;

namespace OpenAIChat.Tests.Paging;

/// <summary>Stored completions as users list them, over real connections.</summary>
public sealed class StoredChatTests
{
    [Test]
    public async Task Lists_all_completions_page_by_page()
    {
        await using ChatServer server = await ChatServer.StartAsync();
        using ChatApi chat = Client(server);
        string[] ids = await StoreAsync(chat, 5, "gpt-5.4");
        await StoreAsync(chat, 1, "other");

        string[] listed = await IdsAsync(
            chat.ListAllChatCompletionsAsync(new ListChatCompletionsParameters { Model = "gpt-5.4", Limit = 2 }));

        Assert.That(listed, Is.EqualTo(ids));
        Assert.That(server.Requests.Count(request => request.Method == "GET"), Is.EqualTo(3));
    }

    [Test]
    public async Task Goes_on_after_an_id_in_the_other_order()
    {
        await using ChatServer server = await ChatServer.StartAsync();
        using ChatApi chat = Client(server);
        string[] ids = await StoreAsync(chat, 4, "gpt-5.4");

        string[] listed = await IdsAsync(
            chat.ListAllChatCompletionsAsync(new ListChatCompletionsParameters { After = ids[2], Limit = 1, Order = SortOrder.Desc }));

        Assert.That(listed, Is.EqualTo(new[] { ids[1], ids[0] }));
    }

    [Test]
    public async Task Lists_by_metadata()
    {
        await using ChatServer server = await ChatServer.StartAsync();
        using ChatApi chat = Client(server);
        string[] ids = await StoreAsync(chat, 3, "gpt-5.4");

        string[] listed = await IdsAsync(chat.ListAllChatCompletionsAsync(
            new ListChatCompletionsParameters { Metadata = new Dictionary<string, string> { ["number"] = "1" } }));

        Assert.That(listed, Is.EqualTo(new[] { ids[1] }));
    }

    [Test]
    public async Task Lists_all_messages_and_repeats_them()
    {
        await using ChatServer server = await ChatServer.StartAsync();
        using ChatApi chat = Client(server);
        var request = new CreateChatCompletionRequest
        {
            Model = "gpt-5.4",
            Store = true,
            Messages = [ChatCompletionRequestMessage.User("a"), ChatCompletionRequestMessage.Assistant("b"), ChatCompletionRequestMessage
                .User("c")],
        };
        CreateChatCompletionResponse reply = await chat.CreateChatCompletionAsync(request);

        List<string> texts = [];
        await foreach (ChatCompletionMessageListItem item in chat.ListAllChatCompletionMessagesAsync(
            reply.Id,
            new GetChatCompletionMessagesParameters { Limit = 1 }))
        {
            texts.Add(item.ToRequestMessage().ToString());
        }

        Assert.That(texts, Is.EqualTo(request.Messages.Select(static message => message.ToString())));
    }

    private static async Task<string[]> StoreAsync(ChatApi chat, int count, string model)
    {
        string[] ids = new string[count];
        for (int i = 0; i < count; i++)
        {
            CreateChatCompletionResponse reply = await chat.CreateChatCompletionAsync(new CreateChatCompletionRequest
            {
                Model = model,
                Store = true,
                Metadata = new Dictionary<string, string> { ["number"] = $"{i}" },
                Messages = [ChatCompletionRequestMessage.User("Hello!")],
            });
            ids[i] = reply.Id;
        }

        return ids;
    }

    private static async Task<string[]> IdsAsync(IAsyncEnumerable<CreateChatCompletionResponse> completions)
    {
        List<string> ids = [];
        await foreach (CreateChatCompletionResponse completion in completions)
        {
            ids.Add(completion.Id);
        }

        return [.. ids];
    }

    private static ChatApi Client(ChatServer server) => new(new ChatApiOptions { BaseUrl = server.BaseUrl, ApiKey = server.ApiKey });
}
