using Newtonsoft.Json.Linq;
using OpenAIChat.Testing;

namespace OpenAIChat.Tests.Testing;

/// <summary>The typed client against the server: both sides read the contract in the same way.</summary>
public sealed class ClientTests
{
    [Test]
    public async Task Streams_choices_tool_calls_and_usage()
    {
        await using ChatServer server = await ChatServer.StartAsync();
        server.Reply(ChatReply.ToolCall("get_weather", new { city = "Paris" }).WithUsage(3, 4));
        using ChatApi chat = Connect(server);
        CreateChatCompletionRequest request = Ask("Weather?");
        request.StreamOptions = new() { IncludeUsage = true };
        var chunks = new List<CreateChatCompletionStreamResponse>();

        await foreach (CreateChatCompletionStreamResponse chunk in chat.CreateChatCompletionStreamAsync(request))
        {
            chunks.Add(chunk);
        }

        IEnumerable<ChatCompletionMessageToolCallChunk> calls = chunks.SelectMany(chunk => chunk.Choices)
            .SelectMany(choice => choice.Delta.ToolCalls ?? []);
        Assert.That(string.Concat(calls.Select(call => call.Function?.Arguments)), Is.EqualTo("""{"city":"Paris"}"""));
        Assert.That(chunks[^1].Usage?.TotalTokens, Is.EqualTo(7));
        Assert.That(request.Stream, Is.Null);
    }

    [TestCaseSource(nameof(Replies))]
    public async Task A_stream_adds_up_to_the_whole_reply(ChatReply reply)
    {
        await using ChatServer server = await ChatServer.StartAsync();
        server.Reply(reply);
        using ChatApi chat = Connect(server);
        CreateChatCompletionRequest request = Ask("?");
        request.N = 2;
        request.Logprobs = true;
        CreateChatCompletionResponse whole = await chat.CreateChatCompletionAsync(request);
        request.StreamOptions = new() { IncludeUsage = true };
        var sum = new ChatCompletionAccumulator();

        await foreach (CreateChatCompletionStreamResponse chunk in chat.CreateChatCompletionStreamAsync(request))
        {
            sum.Add(chunk);
        }

        CreateChatCompletionResponse added = sum.ToResponse();
        added.Id = whole.Id;
        added.Created = whole.Created;
        Assert.That(Comparable(added), Is.EqualTo(Comparable(whole)).Using(JToken.EqualityComparer));
    }

    [Test]
    public async Task Stores_lists_updates_and_deletes()
    {
        await using ChatServer server = await ChatServer.StartAsync();
        using ChatApi chat = Connect(server);
        CreateChatCompletionRequest request = Ask("Hello!");
        request.Store = true;
        request.Metadata = new Dictionary<string, string> { ["team"] = "a b&c" };

        CreateChatCompletionResponse stored = await chat.CreateChatCompletionAsync(request);
        ChatCompletionList found = await chat.ListChatCompletionsAsync(
            new ListChatCompletionsParameters { Metadata = new Dictionary<string, string> { ["team"] = "a b&c" }, Limit = 1 });
        ChatCompletionMessageList messages = await chat.GetChatCompletionMessagesAsync(stored.Id);
        ChatCompletionDeleted deleted = await chat.DeleteChatCompletionAsync(stored.Id);

        Assert.That(found.Data.Single().Id, Is.EqualTo(stored.Id));
        Assert.That(messages.Data.Single().Content, Is.EqualTo("Hello!"));
        Assert.That(deleted.Deleted, Is.True);
        Assert.That(async () => await chat.GetChatCompletionAsync(stored.Id), Throws.TypeOf<NotFoundException>());
    }

    [Test]
    public async Task Reports_a_broken_stream()
    {
        await using ChatServer server = await ChatServer.StartAsync();
        server.Reply(ChatReply.Text("a b c").TruncateAfter(2));
        using ChatApi chat = Connect(server);
        int chunks = 0;

        Assert.That(
            async () =>
            {
                await foreach (CreateChatCompletionStreamResponse chunk in chat.CreateChatCompletionStreamAsync(Ask("?")))
                {
                    chunks++;
                }
            },
            Throws.TypeOf<IncompleteStreamException>());
        Assert.That(chunks, Is.EqualTo(2));
    }

    [Test]
    public async Task Shows_when_the_client_leaves_a_stream()
    {
        await using ChatServer server = await ChatServer.StartAsync();
        server.Reply(ChatReply.Text("a b c").StallAfter(2));
        using ChatApi chat = Connect(server);

        await foreach (CreateChatCompletionStreamResponse chunk in chat.CreateChatCompletionStreamAsync(Ask("?")))
        {
            break;
        }

        Assert.That(await server.Requests[0].Finished.WaitAsync(TimeSpan.FromSeconds(30)), Is.EqualTo(RequestOutcome.Abandoned));
    }

    private static IEnumerable<TestCaseData> Replies()
    {
        yield return new TestCaseData(ChatReply.Text("Grüße, 世界 🙂!", "one\n\ntwo")).SetArgDisplayNames("text");
        yield return new TestCaseData(ChatReply.Text("in small pieces").InChunksOf(2)).SetArgDisplayNames("pieces");
        yield return new TestCaseData(ChatReply.Refusal("I would rather not.")).SetArgDisplayNames("refusal");
        yield return new TestCaseData(ChatReply.ToolCall("a", new { b = 1 }).AndToolCall("c", "{}")).SetArgDisplayNames("tool calls");
    }

    // Call ids count the completions, and are not the same for two of them.
    private static JObject Comparable(CreateChatCompletionResponse completion)
    {
        var json = JObject.FromObject(completion);
        foreach (JToken id in json.SelectTokens("choices[*].message.tool_calls[*].id").ToArray())
        {
            id.Replace("call");
        }

        return json;
    }

    private static ChatApi Connect(ChatServer server) => new(new ChatApiOptions { BaseUrl = server.BaseUrl, ApiKey = server.ApiKey });

    private static CreateChatCompletionRequest Ask(string prompt) => new()
    {
        Model = "gpt-5.4",
        Messages = [new ChatCompletionRequestUserMessage { Content = prompt }],
    };
}
