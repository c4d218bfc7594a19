using Microsoft.Extensions.AI;
using Newtonsoft.Json.Linq;
using NSubstitute;

namespace OpenAIChat.Extensions.Tests.AI;

/// <summary>Messages of Microsoft.Extensions.AI as the server receives them.</summary>
public sealed class MessageTests : ChatClientFixture
{
    [TestCase("system")]
    [TestCase("user")]
    [TestCase("developer")]
    public async Task One_text_is_sent_as_a_string(string role)
    {
        JArray sent = await SendAsync(new ChatMessage(new ChatRole(role), "Hello"));

        JsonAssert.AreEqual(sent, $$"""[{"role":"{{role}}","content":"Hello"}]""");
    }

    [TestCase("system")]
    [TestCase("user")]
    [TestCase("developer")]
    public async Task Several_texts_are_sent_as_parts(string role)
    {
        JArray sent = await SendAsync(new ChatMessage(new ChatRole(role), [new TextContent("a"), new TextContent("b")]));

        JsonAssert.AreEqual(sent[0]["content"]!, """[{"type":"text","text":"a"},{"type":"text","text":"b"}]""");
    }

    [TestCase("system")]
    [TestCase("user")]
    [TestCase("assistant")]
    public async Task No_content_is_sent_as_an_empty_text(string role)
    {
        JArray sent = await SendAsync(new ChatMessage(new ChatRole(role), new List<AIContent>()));

        Assert.That((string?)sent[0]["content"], Is.Empty);
    }

    [Test]
    public async Task The_instructions_come_before_all_messages()
    {
        JObject sent = await SendAsync(new ChatOptions { Instructions = "Be brief." });

        JsonAssert.AreEqual(sent["messages"]!, """[{"role":"system","content":"Be brief."},{"role":"user","content":"Hi"}]""");
    }

    [TestCase("Ann Lee-Smith", "AnnLeeSmith")]
    [TestCase("user_1", "user_1")]
    [TestCase("Jürgen", "Jrgen")]
    public async Task A_name_keeps_letters_digits_and_underscores(string author, string expected)
    {
        JArray sent = await SendAsync(new ChatMessage(ChatRole.User, "Hi") { AuthorName = author });

        Assert.That((string?)sent[0]["name"], Is.EqualTo(expected));
    }

    [Test]
    public async Task A_name_is_at_most_64_characters_long()
    {
        JArray sent = await SendAsync(new ChatMessage(ChatRole.User, "Hi") { AuthorName = new string('a', 100) });

        Assert.That(((string?)sent[0]["name"])!, Has.Length.EqualTo(64));
    }

    [Test]
    public async Task A_name_of_which_nothing_is_left_is_not_sent()
    {
        JArray sent = await SendAsync(new ChatMessage(ChatRole.User, "Hi") { AuthorName = "李" });

        Assert.That(sent[0]["name"], Is.Null);
    }

    [Test]
    public async Task Each_result_is_a_tool_message_of_its_own()
    {
        JArray sent = await SendAsync(
            Calls("a", "b", "c"), new ChatMessage(
                ChatRole.Tool,
                [new FunctionResultContent("a", "one"), new FunctionResultContent("b", null), new FunctionResultContent("c", 3)]));

        JsonAssert.AreEqual(new JArray(sent.Skip(1)), """
            [{"role":"tool","content":"one","tool_call_id":"a"},{"role":"tool","content":"","tool_call_id":"b"},{"role":"tool","content":"3","tool_call_id":"c"}]
            """);
    }

    [Test]
    public async Task A_result_that_is_no_text_is_sent_as_json()
    {
        var result = new Dictionary<string, object?> { ["degrees"] = 21.5, ["sky"] = "blue" };

        JArray sent = await SendAsync(Calls("a"), new ChatMessage(ChatRole.Tool, [new FunctionResultContent("a", result)]));

        JsonAssert.AreEqual(JToken.Parse((string)sent[1]["content"]!), """{"degrees":21.5,"sky":"blue"}""");
    }

    [Test]
    public async Task Results_within_a_user_message_come_before_its_text()
    {
        JArray sent = await SendAsync(
            Calls("a"),
            new ChatMessage(ChatRole.User, [new TextContent("And now?"), new FunctionResultContent("a", "one")]));

        Assert.That(sent.Select(static message => (string?)message["role"]), Is.EqualTo(new[] { "assistant", "tool", "user" }));
    }

    [Test]
    public async Task Calls_without_text_send_no_content()
    {
        var call = new FunctionCallContent("c1", "f", new Dictionary<string, object?> { ["x"] = 1 });

        JArray sent = await SendAsync(new ChatMessage(ChatRole.Assistant, [call]), Result("c1"));

        JsonAssert.AreEqual(sent[0], """
            {"role":"assistant","tool_calls":[{"id":"c1","type":"function","function":{"name":"f","arguments":"{\"x\":1}"}}],"content":null}
            """);
    }

    [Test]
    public async Task Empty_arguments_are_an_empty_object()
    {
        JArray sent = await SendAsync(Calls("c1"), Result("c1"));

        Assert.That((string?)sent[0]["tool_calls"]![0]!["function"]!["arguments"], Is.EqualTo("{}"));
    }

    [Test]
    public async Task A_refusal_goes_back_as_one()
    {
        JArray sent = await SendAsync(new ChatMessage(ChatRole.Assistant, [new ErrorContent("No.") { ErrorCode = "Refusal" }]));

        JsonAssert.AreEqual(sent[0], """{"role":"assistant","refusal":"No."}""");
    }

    [Test]
    public async Task A_role_that_nobody_knows_is_sent_as_it_is()
    {
        // The server for tests refuses such a role, as the provider does; other servers know more of them.
        IChatApi api = Substitute.For<IChatApi>();
        CreateChatCompletionRequest? sent = null;
        api.CreateChatCompletionAsync(Arg.Do<CreateChatCompletionRequest>(request => sent = request))
            .Returns(CreateChatCompletionResponse.FromText("ok"));

        await api.AsIChatClient("m").GetResponseAsync([new ChatMessage(new ChatRole("critic"), "Weak.")]);

        JsonAssert.AreEqual(JToken.Parse(sent!.Messages[0].ToString()), """{"role":"critic","content":"Weak."}""");
    }

    [Test]
    public async Task A_message_with_a_raw_representation_is_that()
    {
        var raw = new ChatCompletionRequestUserMessage { Content = "raw", Name = "me" };

        JArray sent = await SendAsync(new ChatMessage(ChatRole.User, "other") { RawRepresentation = raw });

        JsonAssert.AreEqual(sent[0], """{"role":"user","content":"raw","name":"me"}""");
    }

    [Test]
    public void No_messages_are_an_argument_error()
    {
        Assert.That(() => Client.GetResponseAsync((IEnumerable<ChatMessage>)null!), Throws.ArgumentNullException);
        Assert.That(() => Client.GetStreamingResponseAsync((IEnumerable<ChatMessage>)null!), Throws.ArgumentNullException);
    }

    [Test]
    public async Task Messages_and_options_stay_as_they_are()
    {
        var message = new ChatMessage(ChatRole.User, [new TextContent("Hi"), new FunctionResultContent("a", "one")]);
        var options = new ChatOptions
        {
            Instructions = "Be brief.",
            StopSequences = ["x"],
            Tools = [AIFunctionFactory.Create(() => 1, "f")]
        };
        Server.Reply("ok");

        await Client.GetResponseAsync([Calls("a"), message], options);
        await foreach (ChatResponseUpdate unused in Client.GetStreamingResponseAsync([Calls("a"), message], options))
        {
            _ = unused;
        }

        Assert.That(message.Contents, Has.Count.EqualTo(2));
        Assert.That(options.StopSequences, Is.EqualTo(new[] { "x" }));
        Assert.That(options.Tools, Has.Count.EqualTo(1));
    }

    private static ChatMessage Calls(params string[] ids) =>
        new(ChatRole.Assistant, [.. ids.Select(static id => new FunctionCallContent(id, "f"))]);

    private static ChatMessage Result(string id) => new(ChatRole.Tool, [new FunctionResultContent(id, "done")]);
}
