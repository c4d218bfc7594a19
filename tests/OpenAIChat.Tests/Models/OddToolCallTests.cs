using Newtonsoft.Json;

namespace OpenAIChat.Tests.Models;

/// <summary>What compatible servers send as tool calls is read, and goes back as the contract wants it.</summary>
internal sealed class OddToolCallTests
{
    [TestCase("""{"id":"call_1","type":"function","function":{"name":"f","arguments":{"a":1.50}}}""", "call_1", """{"a":1.50}""")]
    [TestCase("""{"id":7,"type":"function","function":{"name":"f","arguments":"{\"a\":1.50}"}}""", "7", """{"a":1.50}""")]
    [TestCase("""{"id":7,"function":{"name":"f","arguments":{"a":1.50}}}""", "7", """{"a":1.50}""")]
    [TestCase("""{"id":"call_1","type":"function","function":{"name":"f"}}""", "call_1", "{}")]
    [TestCase("""{"id":"call_1","type":"function","function":{"name":"f","arguments":null}}""", "call_1", "{}")]
    public void A_function_call_goes_back_with_its_id_and_arguments_as_text(string call, string id, string arguments)
    {
        ChatCompletionRequestAssistantMessage message = Read(call).ToRequestMessage();

        var sent = (ChatCompletionMessageToolCall)message.ToolCalls![0];
        Assert.That(sent.Id, Is.EqualTo(id));
        Assert.That(sent.Function.Arguments, Is.EqualTo(arguments));
        Assert.That(JsonConvert.SerializeObject(sent), Is.EqualTo(
            $$$"""{"id":"{{{id}}}","type":"function","function":{"name":"f","arguments":{{{JsonConvert.ToString(arguments)}}}}}"""));
    }

    [Test]
    public void What_the_server_sent_beside_them_is_kept_and_the_answer_is_not_changed()
    {
        ChatCompletionResponseMessage answer = Read(
            """{"id":7,"type":"function","function":{"name":"f","arguments":{},"x":1},"index":0}""");
        string before = JsonConvert.SerializeObject(answer);

        string sent = JsonConvert.SerializeObject(answer.ToRequestMessage().ToolCalls![0]);

        Assert.That(sent, Is.EqualTo("""{"id":"7","type":"function","function":{"name":"f","arguments":"{}","x":1},"index":0}"""));
        Assert.That(JsonConvert.SerializeObject(answer), Is.EqualTo(before));
    }

    [Test]
    public void A_custom_call_and_the_older_function_call_go_back_as_text_too()
    {
        var answer = JsonConvert.DeserializeObject<ChatCompletionResponseMessage>(
            """{"tool_calls":[{"id":7,"type":"custom","custom":{"name":"c","input":{"a":1}}}],"function_call":{"name":"f","arguments":{"b":2}}}""")!;

        ChatCompletionRequestAssistantMessage message = answer.ToRequestMessage();

        Assert.That(
            JsonConvert.SerializeObject(message.ToolCalls![0]),
            Is.EqualTo("""{"id":"7","type":"custom","custom":{"name":"c","input":"{\"a\":1}"}}"""));
        Assert.That(message.FunctionCall!.Arguments, Is.EqualTo("""{"b":2}"""));
    }

    [Test]
    public void The_arguments_are_read_whatever_they_came_as() =>
        Assert.That((double)((ChatCompletionMessageToolCall)Read("""{"id":7,"function":{"name":"f","arguments":{"a":1.5}}}""")
            .ToolCalls![0]).GetArguments()["a"]!, Is.EqualTo(1.5));

    [Test]
    public void A_call_that_is_as_it_should_be_is_passed_on_itself()
    {
        ChatCompletionResponseMessage answer = Read("""{"id":"call_1","type":"function","function":{"name":"f","arguments":"{}"}}""");

        Assert.That(answer.ToRequestMessage().ToolCalls![0], Is.SameAs(answer.ToolCalls![0]));
    }

    private static ChatCompletionResponseMessage Read(string call) =>
        JsonConvert.DeserializeObject<ChatCompletionResponseMessage>($$"""{"role":"assistant","content":null,"tool_calls":[{{call}}]}""")!;
}
