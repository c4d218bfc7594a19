using Newtonsoft.Json;

namespace OpenAIChat.Tests.Models;

public sealed class RequestMessageTests
{
    [Test]
    public void Makes_a_message_of_each_role()
    {
        ChatCompletionRequestMessage[] messages =
        [
            ChatCompletionRequestMessage.System("Be brief."),
            ChatCompletionRequestMessage.Developer("Be kind."),
            new ChatCompletionRequestUserMessage("Hello!") { Name = "ann" },
            ChatCompletionRequestMessage.Assistant("Hi."),
            ChatCompletionRequestMessage.Tool("call_1", """{"ok":true}"""),
        ];

        Assert.That(
            JsonConvert.SerializeObject(messages),
            Is.EqualTo(
                """[{"content":"Be brief.","role":"system"},{"content":"Be kind.","role":"developer"},{"content":"Hello!","role":"user","name":"ann"},"""
                + """{"content":"Hi.","role":"assistant"},{"role":"tool","content":"{\"ok\":true}","tool_call_id":"call_1"}]"""));
    }

    [Test]
    public void Makes_a_user_message_of_parts()
    {
        ChatCompletionRequestMessage[] messages =
        [
            ChatCompletionRequestMessage.User([ContentPart.Text("What is it?"), ContentPart.ImageUrl("https://example.org/a.png")]),
            ChatCompletionRequestMessage.User("What is it?", ContentPart.ImageUrl("https://example.org/a.png")),
        ];

        Assert.That(JsonConvert.SerializeObject(messages[0]), Is.EqualTo(JsonConvert.SerializeObject(messages[1])));
        Assert.That(((ChatCompletionRequestUserMessage)messages[1]).Content.AsParts, Has.Count.EqualTo(2));
    }

    [Test]
    public void Makes_an_assistant_message_of_tool_calls()
    {
        var call = new ChatCompletionMessageToolCall("call_1", new ToolCallFunction("now", "{}"));

        ChatCompletionRequestAssistantMessage message = ChatCompletionRequestMessage.Assistant([call]);

        Assert.That(
            JsonConvert.SerializeObject(message),
            Is.EqualTo(
                """{"role":"assistant","tool_calls":[{"id":"call_1","type":"function","function":{"name":"now","arguments":"{}"}}]}"""));
    }

    [Test]
    public void Answers_a_tool_call_that_the_server_gave_no_id()
    {
        var call = new ChatCompletionMessageToolCall("", new ToolCallFunction("now", "{}"));
        var request = new CreateChatCompletionRequest(
            [ChatCompletionRequestMessage.User("?"), ChatCompletionRequestMessage.Assistant([call]), ChatCompletionRequestMessage.Tool(
                call.Id,
                "noon")], "m");

        Assert.That(request.Validate(), Is.Empty);
    }

    [Test]
    public void Repeats_an_answer_with_its_tool_calls()
    {
        var answer = JsonConvert.DeserializeObject<ChatCompletionResponseMessage>("""
            {"role":"assistant","content":null,"refusal":null,"annotations":[],"reasoning_content":"Hm.",
             "tool_calls":[{"id":"call_1","type":"function","function":{"name":"now","arguments":"{}"},"extra_content":{"signature":"abc"}}]}
            """)!;

        string message = JsonConvert.SerializeObject(answer.ToRequestMessage());

        Assert.That(
            message,
            Is.EqualTo("""{"role":"assistant","tool_calls":[{"id":"call_1","type":"function","function":{"name":"now","arguments":"{}"},"extra_content":{"signature":"abc"}}],"content":null}"""));
    }

    [TestCase(
        """{"role":"assistant","content":"Wait.","tool_calls":[{"id":"c","type":"function","function":{"name":"now","arguments":"{}"}}]}""",
        "\"Wait.\"")]
    [TestCase("""{"role":"assistant","tool_calls":[{"id":"c","type":"function","function":{"name":"now","arguments":"{}"}}]}""", "null")]
    [TestCase("""{"role":"assistant","content":null,"function_call":{"name":"now","arguments":"{}"}}""", "null")]
    public void Repeats_an_answer_that_calls_with_its_content_or_null(string answer, string content)
    {
        ChatCompletionRequestAssistantMessage message = JsonConvert.DeserializeObject<ChatCompletionResponseMessage>(answer)!
            .ToRequestMessage();

        Assert.That(JsonConvert.SerializeObject(message), Does.Contain($"\"content\":{content}"));
    }

    [Test]
    public void Repeats_unknown_members_when_asked()
    {
        var answer = JsonConvert.DeserializeObject<ChatCompletionResponseMessage>(
            """{"role":"assistant","content":"Hi.","refusal":null,"reasoning_content":"Hm."}""")!;

        string message = JsonConvert.SerializeObject(answer.ToRequestMessage(keepUnknown: true));

        Assert.That(message, Is.EqualTo("""{"content":"Hi.","role":"assistant","reasoning_content":"Hm."}"""));
    }

    [Test]
    public void Repeats_audio_by_its_id_and_a_refusal_as_it_is()
    {
        var answer = JsonConvert.DeserializeObject<ChatCompletionResponseMessage>("""
            {"role":"assistant","content":null,"refusal":"No.","audio":{"id":"audio_1","expires_at":1,"data":"AAAA","transcript":"No."}}
            """)!;

        string message = JsonConvert.SerializeObject(answer.ToRequestMessage());

        Assert.That(message, Is.EqualTo("""{"refusal":"No.","role":"assistant","audio":{"id":"audio_1"}}"""));
    }

    [TestCase("""{"role":"user","content":"Hi","id":"m1","name":"ann"}""", """{"content":"Hi","role":"user","name":"ann"}""")]
    [TestCase(
        """{"role":"user","content":null,"id":"m1","content_parts":[{"type":"text","text":"Hi"}]}""",
        """{"content":[{"type":"text","text":"Hi"}],"role":"user"}""")]
    [TestCase("""{"role":"system","content":"Be brief.","id":"m1"}""", """{"content":"Be brief.","role":"system"}""")]
    [TestCase("""{"role":"developer","content":"Be brief.","id":"m1"}""", """{"content":"Be brief.","role":"developer"}""")]
    [TestCase("""{"role":"tool","content":"4","tool_call_id":"c1","id":"m1"}""", """{"role":"tool","content":"4","tool_call_id":"c1"}""")]
    [TestCase("""{"role":"assistant","content":"Hi","refusal":null,"id":"m1"}""", """{"content":"Hi","role":"assistant"}""")]
    [TestCase("""{"role":"critic","content":"Bad.","id":"m1","stars":1}""", """{"content":"Bad.","role":"critic","stars":1}""")]
    public void Repeats_a_stored_message(string stored, string expected)
    {
        var item = JsonConvert.DeserializeObject<ChatCompletionMessageListItem>(stored)!;

        Assert.That(JsonConvert.SerializeObject(item.ToRequestMessage()), Is.EqualTo(expected));
    }
}
