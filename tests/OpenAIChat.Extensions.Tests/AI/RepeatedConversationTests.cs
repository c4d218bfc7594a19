using Microsoft.Extensions.AI;
using Newtonsoft.Json.Linq;
using OpenAIChat.Testing;

namespace OpenAIChat.Extensions.Tests.AI;

/// <summary>A conversation that is sent again is sent as it is now, whatever was changed in it since the call before.</summary>
public sealed class RepeatedConversationTests : ChatClientFixture
{
    private readonly ChatMessage system = new(ChatRole.System, "Be brief.");
    private readonly ChatMessage question = new(ChatRole.User, "What?");
    private readonly ChatMessage answer = new(ChatRole.Assistant, "That.");
    private readonly ChatMessage call = new(
        ChatRole.Assistant,
        [new FunctionCallContent("call_1", "get", new Dictionary<string, object?> { ["city"] = "Rome" })]);
    private readonly ChatMessage result = new(ChatRole.Tool, [new FunctionResultContent("call_1", "sunny")]);

    private ChatMessage[] Conversation => [system, question, answer, call, result];

    private static IEnumerable<TestCaseData> Changes()
    {
        yield return Change("nothing", static _ => { });
        yield return Change("a text", static messages => ((TextContent)messages[1].Contents[0]).Text = "Why?");
        yield return Change("a content more", static messages => messages[2].Contents.Add(new TextContent("And this.")));
        yield return Change(
            "other contents",
            static messages => messages[2].Contents = [new ErrorContent("No.") { ErrorCode = "Refusal" }]);
        yield return Change("no contents", static messages => messages[1].Contents.Clear());
        yield return Change("a name", static messages => messages[1].AuthorName = "Ann");
        yield return Change("the role", static messages => messages[0].Role = ChatRole.User);
        yield return Change("an argument", static messages => ((FunctionCallContent)messages[3].Contents[0]).Arguments!["city"] = "Oslo");
        yield return Change("a result", static messages => ((FunctionResultContent)messages[4].Contents[0]).Result = "rainy");
        yield return Change("a result's call", static messages => messages[4].Contents[0] = new FunctionResultContent("call_2", "sunny"));
        yield return Change("two results", static messages => messages[4].Contents.Add(new FunctionResultContent("call_2", "rainy")));
        yield return Change("a raw message", static messages => messages[1].RawRepresentation = ChatCompletionRequestMessage.User("Raw"));
        yield return Change("a message replaced", static messages => messages[1] = new ChatMessage(ChatRole.User, "What?"));
    }

    [TestCaseSource(nameof(Changes))]
    public async Task What_changed_is_sent(Action<ChatMessage[]> change)
    {
        ChatMessage[] conversation = Conversation;
        await SendAsync(conversation);
        change(conversation);

        JArray again = await SendAsync(conversation);

        // A list of fewer messages takes no notice of the call before.
        JArray afresh = [];
        foreach (ChatMessage message in conversation)
        {
            foreach (JToken sent in await SendAsync(message))
            {
                afresh.Add(sent);
            }
        }

        JsonAssert.AreEqual(again, afresh.ToString());
    }

    [TestCase(1)]
    [TestCase(4)]
    public async Task A_shorter_conversation_is_sent_after_a_longer_one(int length)
    {
        await SendAsync(Conversation);

        JArray sent = await SendAsync([.. Conversation.Take(length)]);

        Assert.That(sent, Has.Count.EqualTo(length));
    }

    [Test]
    public async Task Conversations_at_once_do_not_mix()
    {
        for (int i = 0; i < 200; i++)
        {
            Server.Reply(ChatReply.Completion(CreateChatCompletionResponse.FromText("ok")));
        }

        await Parallel.ForAsync(0, 200, async (i, cancellationToken) =>
            await Client.GetResponseAsync(
                [.. Enumerable.Range(0, 6).Select(_ => new ChatMessage(ChatRole.User, $"{i}"))],
                cancellationToken: cancellationToken));

        Assert.That(Server.Requests.Select(
            static request => request.Json!["messages"]!.Select(static message => (string)message["content"]!).Distinct().Count()),
                Is.All.EqualTo(1));
    }

    private static TestCaseData Change(string name, Action<ChatMessage[]> change) => new TestCaseData(change).SetArgDisplayNames(name);
}
