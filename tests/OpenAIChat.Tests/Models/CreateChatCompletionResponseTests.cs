using Newtonsoft.Json;

namespace OpenAIChat.Tests.Models;

public sealed class CreateChatCompletionResponseTests
{
    [TestCase("")]
    [TestCase("\"type\":null,")]
    public async Task A_tool_call_without_a_type_is_told_by_its_member(string type)
    {
        string json = $$$"""{"choices":[{"message":{"tool_calls":[{"id":"a",{{{type}}}"custom":null,"function":{"name":"f","arguments":"{}"}},{"id":"b","browser":{}}]}}]}""";
        using var server = new ScriptedServer(Replies.Json(json));
        using var chat = new ChatApi(new ChatApiOptions { ApiKey = TransportFixture.Key, BaseUrl = server.BaseUrl });

        CreateChatCompletionResponse sent = await chat.CreateChatCompletionAsync(new([ChatCompletionRequestMessage.User("Hi")], "m"));
        var read = JsonConvert.DeserializeObject<CreateChatCompletionResponse>(json)!;

        foreach (CreateChatCompletionResponse reply in new[] { sent, read })
        {
            Assert.That(
                reply.ToolCalls.Select(call => call.GetType()),
                Is.EqualTo(new[] { typeof(ChatCompletionMessageToolCall), typeof(ChatCompletionToolCall.Unknown) }));
            Assert.That(JsonConvert.SerializeObject(reply), Does.Contain("tool_calls").And.Length.EqualTo(json.Length));
        }
    }

    [Test]
    public void Shows_the_text_of_the_first_answer()
    {
        var reply = JsonConvert.DeserializeObject<CreateChatCompletionResponse>(
            """{"choices":[{"message":{"content":"One"}},{"message":{"content":"Two"}}]}""")!;

        Assert.That(reply.Text, Is.EqualTo("One"));
    }

    [Test]
    public void Shows_the_text_of_an_answer_in_parts()
    {
        var reply = JsonConvert.DeserializeObject<CreateChatCompletionResponse>(
            """{"choices":[{"message":{"content":[{"type":"thinking"},{"type":"text","text":"One"}]}}]}""")!;

        Assert.That(reply.Text, Is.EqualTo("One"));
        Assert.That(reply.ToRequestMessage().Content?.ToString(), Is.EqualTo("One"));
        Assert.That(JsonConvert.SerializeObject(reply.ToRequestMessage(keepUnknown: true)), Does.Contain("thinking"));
    }

    [TestCase("{}")]
    [TestCase("""{"choices":[]}""")]
    [TestCase("""{"choices":[{}]}""")]
    [TestCase("""{"choices":[{"message":{"content":null}}]}""")]
    public void Shows_nothing_where_nothing_is(string json)
    {
        var reply = JsonConvert.DeserializeObject<CreateChatCompletionResponse>(json)!;

        Assert.That((reply.Text, reply.Refusal, reply.ToolCalls.Count), Is.EqualTo(("", (string?)null, 0)));
    }

    [Test]
    public void Shows_tool_calls_and_refusal()
    {
        var reply = JsonConvert.DeserializeObject<CreateChatCompletionResponse>(
            """{"choices":[{"message":{"refusal":"No.","tool_calls":[{"type":"custom"}]}}]}""")!;

        Assert.That((reply.Refusal, reply.ToolCalls[0].Type), Is.EqualTo(("No.", "custom")));
    }

    [Test]
    public void Is_made_of_text_for_tests()
    {
        string reply = JsonConvert.SerializeObject(CreateChatCompletionResponse.FromText("hi", model: "gpt-x"));

        Assert.That(
            reply,
            Is.EqualTo(
                """{"id":"chatcmpl-fake","choices":[{"finish_reason":"stop","index":0,"message":{"content":"hi","refusal":null,"role":"assistant"},"logprobs":null}],"created":0,"model":"gpt-x","object":"chat.completion"}"""));
    }

    [Test]
    public void Is_made_of_tool_calls_for_tests()
    {
        var reply = CreateChatCompletionResponse.FromToolCalls(new ChatCompletionMessageToolCall("c1", new ToolCallFunction("now", "{}")));

        Assert.That((reply.Choices[0].FinishReason, reply.ToolCalls.Count), Is.EqualTo((FinishReason.ToolCalls, 1)));
    }
}
