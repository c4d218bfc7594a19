using Newtonsoft.Json;
using OpenAIChat.Tests.Accumulation;

namespace OpenAIChat.Tests.Paging;

public sealed class ChatApiPagingTests
{
    [Test]
    public async Task Goes_on_after_the_last_item()
    {
        List<string?> asked = [];
        IChatApi chat = Completions(
            asked,
            """{"data":[{"id":"a"},{"id":"b"}],"has_more":true}""",
            """{"data":[{"id":"c"}],"has_more":false}""");

        List<string> ids = await IdsAsync(chat.ListAllChatCompletionsAsync(new ListChatCompletionsParameters { Limit = 2 }));

        Assert.That(ids, Is.EqualTo(new[] { "a", "b", "c" }));
        Assert.That(asked, Is.EqualTo(new[] { null, "b" }));
    }

    [Test]
    public async Task Begins_after_an_id()
    {
        List<string?> asked = [];
        IChatApi chat = Completions(asked, """{"data":[{"id":"c"}],"has_more":false}""");

        await IdsAsync(chat.ListAllChatCompletionsAsync(new ListChatCompletionsParameters { After = "b" }));

        Assert.That(asked, Is.EqualTo(new[] { "b" }));
    }

    [Test]
    public async Task Ends_at_an_empty_page_when_the_server_does_not_say_whether_there_is_more()
    {
        List<string?> asked = [];
        IChatApi chat = Completions(asked, """{"data":[{"id":"a"}]}""", """{"data":[]}""");

        List<string> ids = await IdsAsync(chat.ListAllChatCompletionsAsync());

        Assert.That((ids.Count, asked.Count), Is.EqualTo((1, 2)));
    }

    [TestCase("{}")]
    [TestCase("""{"data":[],"has_more":true}""")]
    public async Task Ends_at_a_page_without_items(string page)
    {
        List<string> ids = await IdsAsync(Completions([], page).ListAllChatCompletionsAsync());

        Assert.That(ids, Is.Empty);
    }

    [TestCase("""{"data":[{"id":"a"}],"has_more":true}""", """{"data":[{"id":"a"}],"has_more":true}""")]
    [TestCase(
        """{"data":[{"id":"a"}],"has_more":true}""",
        """{"data":[{"id":"b"}],"has_more":true}""",
        """{"data":[{"id":"a"}],"has_more":true}""")]
    public async Task Stops_when_the_server_repeats_a_page(params string[] pages)
    {
        List<string> ids = [];

        ApiResponseException fault = (await Assert.ThrowsAsync<ApiResponseException>(
            () => IdsAsync(Completions([], pages).ListAllChatCompletionsAsync(), ids)))!;

        Assert.That(fault.Message, Does.Contain("repeats a page"));
        Assert.That(ids, Is.Unique);
    }

    [Test]
    public void Stops_when_there_is_no_id_to_go_on_from()
    {
        IChatApi chat = Completions([], """{"data":[{}],"has_more":true}""");

        Assert.That(() => IdsAsync(chat.ListAllChatCompletionsAsync()), Throws.InstanceOf<ApiResponseException>());
    }

    [Test]
    public async Task Goes_on_from_last_id_when_items_have_none()
    {
        List<string?> asked = [];
        IChatApi chat = Completions(asked, """{"data":[{}],"last_id":"x","has_more":true}""", """{"data":[]}""");

        await IdsAsync(chat.ListAllChatCompletionsAsync());

        Assert.That(asked, Is.EqualTo(new[] { null, "x" }));
    }

    [Test]
    public void Can_be_cancelled_between_pages()
    {
        using var source = new CancellationTokenSource();
        List<string?> asked = [];
        IChatApi chat = Completions(asked, """{"data":[{"id":"a"}],"has_more":true}""", """{"data":[{"id":"b"}],"has_more":true}""");

        Assert.That(
            async () =>
            {
                await foreach (CreateChatCompletionResponse item in chat.ListAllChatCompletionsAsync().WithCancellation(source.Token))
                {
                    source.Cancel();
                }
            },
            Throws.InstanceOf<OperationCanceledException>().With.Property("CancellationToken").EqualTo(source.Token));
        Assert.That(asked, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Asks_for_no_page_that_nobody_wants()
    {
        List<string?> asked = [];
        IChatApi chat = Completions(asked, """{"data":[{"id":"a"}],"has_more":true}""");

        await foreach (CreateChatCompletionResponse item in chat.ListAllChatCompletionsAsync())
        {
            break;
        }

        Assert.That(asked, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Lists_messages()
    {
        List<string?> asked = [];
        var pages = new Queue<string>(
            ["""{"data":[{"id":"m1","role":"user","content":"Hi"}],"has_more":true}""", """{"data":[{"id":"m2"}],"has_more":false}"""]);
        IChatApi chat = FakeChatApi.Of(messages: (after, _) =>
        {
            asked.Add(after);
            return JsonConvert.DeserializeObject<ChatCompletionMessageList>(pages.Dequeue())!;
        });
        List<string> ids = [];
        await foreach (ChatCompletionMessageListItem item in chat.ListAllChatCompletionMessagesAsync("c1"))
        {
            ids.Add(item.Id);
        }

        Assert.That(ids, Is.EqualTo(new[] { "m1", "m2" }));
        Assert.That(asked, Is.EqualTo(new[] { null, "m1" }));
    }

    [Test]
    public void Refuses_a_missing_completion_at_once() =>
        Assert.That(() => FakeChatApi.Of().ListAllChatCompletionMessagesAsync(""), Throws.ArgumentException);

    private static IChatApi Completions(List<string?> asked, params string[] pages)
    {
        var rest = new Queue<string>(pages);
        return FakeChatApi.Of(list: (after, _) =>
        {
            asked.Add(after);
            return JsonConvert.DeserializeObject<ChatCompletionList>(rest.Dequeue())!;
        });
    }

    private static async Task<List<string>> IdsAsync(IAsyncEnumerable<CreateChatCompletionResponse> completions, List<string>? ids = null)
    {
        ids ??= [];
        await foreach (CreateChatCompletionResponse completion in completions)
        {
            ids.Add(completion.Id);
        }

        return ids;
    }
}
