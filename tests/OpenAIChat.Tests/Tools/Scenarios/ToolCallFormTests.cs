using Newtonsoft.Json.Linq;
using OpenAIChat.Testing;

namespace OpenAIChat.Tests.Tools;

/// <summary>Calls as models and compatible servers make them: unknown, without ids, cut off, refused, of other kinds.</summary>
[TestFixture(false)]
[TestFixture(true)]
public sealed class ToolCallFormTests(bool isStreamed) : ToolRunFixture(isStreamed)
{
    [Test]
    public async Task Tells_the_model_the_names_when_it_calls_an_unknown_tool()
    {
        Server.Enqueue(ChatReply.ToolCall("get_wether", new { }), ChatReply.Text("Sorry."));

        await RunAsync(Chat.RunTools(Request(), [Weather(), Function("get_time", () => "noon")]));

        const string told = "There is no tool \"get_wether\". Call one of these instead: get_weather, get_time.";
        Assert.That(Server.Requests[1].ToolResults, Is.EqualTo([told]));
    }

    [Test]
    public async Task Tells_the_model_that_there_are_no_tools()
    {
        Server.Enqueue(ChatReply.ToolCall("get_weather", new { }), ChatReply.Text("Sorry."));

        await RunAsync(Chat.RunTools(Request(), []));

        Assert.That(Server.Requests[1].ToolResults, Is.EqualTo(["There is no tool \"get_weather\". Answer without a tool."]));
    }

    [Test]
    public async Task Makes_up_ids_that_are_missing()
    {
        ChatReply two = ChatReply.ToolCall("get_weather", new { city = "Paris" }).AndToolCall("get_weather", new { city = "Rome" });
        Server.Enqueue(
            two.WithoutToolCallIds(),
            ChatReply.ToolCall("get_weather", new { city = "Oslo" }).WithoutToolCallIds(),
            ChatReply.Text("Sunny."));

        ToolRun run = Chat.RunTools(Request(), [Weather()]);
        await RunAsync(run);

        Assert.That(Results(run.Messages), Is.EqualTo(["Sunny in Paris.", "Sunny in Rome.", "Sunny in Oslo."]));
    }

    [Test]
    public async Task Replaces_ids_that_were_given_before()
    {
        Server.Enqueue(
            ChatReply.ToolCall("get_weather", new { city = "Paris" }).WithToolCallIds("call_0"),
            ChatReply.ToolCall("get_weather", new { city = "Rome" }).WithToolCallIds("call_0"),
            ChatReply.Text("Sunny."));

        ToolRun run = Chat.RunTools(Request(), [Weather()]);
        await RunAsync(run);

        Assert.That(Results(run.Messages), Is.EqualTo(["Sunny in Paris.", "Sunny in Rome."]));
        Assert.That((string?)Server.Requests[1].Json!["messages"]![1]!["tool_calls"]![0]!["id"], Is.EqualTo("call_0"));
    }

    [Test]
    public async Task Replaces_an_id_that_two_calls_share()
    {
        var message = JObject.Parse("""
            {"role":"assistant","content":null,"refusal":null,"tool_calls":[
            {"id":"x","type":"function","function":{"name":"get_weather","arguments":"{\"city\":\"Paris\"}"}},
            {"id":"x","type":"function","function":{"name":"get_weather","arguments":"{\"city\":\"Rome\"}"}}]}
            """);
        Server.Enqueue(Whole(message), ChatReply.Text("Sunny."));

        await RunAsync(Chat.RunTools(Request(), [Weather()]));

        Assert.That(Server.Requests[1].ToolResults, Is.EqualTo(["Sunny in Paris.", "Sunny in Rome."]));
    }

    [TestCase("")]
    [TestCase("  ")]
    public async Task Empty_arguments_are_an_empty_object(string arguments)
    {
        Server.Enqueue(ChatReply.ToolCall("count", arguments), ChatReply.Text("Done."));
        ChatFunction count = Function("count", (given, _) => Task.FromResult($"{given.Count} arguments"));

        await RunAsync(Chat.RunTools(Request(), [count]));

        Assert.That(Server.Requests[1].ToolResults, Is.EqualTo(["0 arguments"]));
    }

    [TestCase("{\"city\":", "The arguments are not JSON")]
    [TestCase("{} {}", "The arguments are not JSON")]
    [TestCase("{'city':'Paris'}", "The arguments are not JSON")]
    [TestCase("[1]", "The arguments are wrong: the value must be an object")]
    [TestCase("null", "The arguments are wrong: the value must be an object")]
    public async Task Tells_the_model_that_its_arguments_are_no_JSON_object(string arguments, string told)
    {
        Server.Enqueue(ChatReply.ToolCall("get_weather", arguments), ChatReply.Text("Sorry."));

        await RunAsync(Chat.RunTools(Request(), [Weather()]));

        Assert.That(Server.Requests[1].ToolResults.Single(), Does.StartWith(told));
    }

    [Test]
    public async Task Executes_nothing_of_an_answer_that_is_cut_off()
    {
        bool isExecuted = false;
        Server.Enqueue(
            ChatReply.Text("Let me").AndToolCall("work", "{}").AndToolCall("work", "{\"city\":\"Pa").WithFinishReason("length"),
            ChatReply.Text("Hello again."));
        ToolRun run = Chat.RunTools(Request(), [Function("work", () => $"{isExecuted = true}")]);

        CreateChatCompletionResponse reply = await RunAsync(run);

        Assert.That((isExecuted, run.Turns, reply.Choices[0].FinishReason), Is.EqualTo((false, 1, FinishReason.Length)));
        AssertWhole(run.Messages);
        await AssertGoesOnAsync(run);
    }

    [Test]
    public async Task Executes_nothing_of_an_answer_that_is_filtered()
    {
        bool isExecuted = false;
        Server.Enqueue(ChatReply.ToolCall("work", "{}").WithFinishReason("content_filter"), ChatReply.Text("Hello again."));
        ToolRun run = Chat.RunTools(Request(), [Function("work", () => $"{isExecuted = true}")]);

        await RunAsync(run);

        Assert.That((isExecuted, run.Turns), Is.EqualTo((false, 1)));
        await AssertGoesOnAsync(run);
    }

    [Test]
    public async Task A_refusal_ends_the_run()
    {
        Server.Enqueue(ChatReply.Refusal("I can't help with that."), ChatReply.Text("Hello again."));
        ToolRun run = Chat.RunTools(Request(), [Weather()]);

        CreateChatCompletionResponse reply = await RunAsync(run);

        Assert.That((reply.Refusal, run.Turns), Is.EqualTo(("I can't help with that.", 1)));
        await AssertGoesOnAsync(run);
    }

    [Test]
    public async Task Executes_nothing_of_an_answer_that_refuses()
    {
        bool isExecuted = false;
        Server.Enqueue(ChatReply.Refusal("No.").AndToolCall("work", "{}"), ChatReply.Text("Hello again."));
        ToolRun run = Chat.RunTools(Request(), [Function("work", () => $"{isExecuted = true}")]);

        await RunAsync(run);

        Assert.That((isExecuted, run.Turns), Is.EqualTo((false, 1)));
        await AssertGoesOnAsync(run);
    }

    [Test]
    public async Task Hands_a_custom_tool_its_input()
    {
        Server.Enqueue(
            ChatReply.ToolCall("python", "print('hi')").AndToolCall("get_weather", new { city = "Paris" }),
            ChatReply.Text("Done."));
        var python = ChatFunction.CreateCustom("python", "Runs Python.", (input, _) => $"ran {input}");

        await RunAsync(Chat.RunTools(Request(), [python, Weather()]));

        Assert.That(Server.Requests[1].ToolResults, Is.EqualTo(["ran print('hi')", "Sunny in Paris."]));
        Assert.That((string?)Server.Requests[1].Json!["messages"]![1]!["tool_calls"]![0]!["type"], Is.EqualTo("custom"));
    }

    [Test]
    public async Task Sends_the_format_of_a_custom_tool()
    {
        Server.Reply("Hello.");
        var format = CustomToolFormat.Regex("[0-9]+");
        var digits = ChatFunction.CreateCustom("digits", null, (input, _) => Task.FromResult(input), format);

        await RunAsync(Chat.RunTools(Request(), [digits]));

        Assert.That((string?)Server.Requests[0].Json!["tools"]![0]!["custom"]!["format"]!["grammar"]!["definition"], Is.EqualTo("[0-9]+"));
    }

    [Test]
    public async Task Tells_the_model_that_it_knows_no_calls_of_another_kind()
    {
        var message = JObject.Parse("""
            {"role":"assistant","content":null,"refusal":null,"tool_calls":[{"id":"c1","type":"telepathy","telepathy":{"thought":"?"}},
            {"id":"c2","type":"function","function":{"name":"get_weather","arguments":"{\"city\":\"Paris\"}"}}]}
            """);
        // The contract knows no such call, so that the request which repeats it is not judged.
        IChatApi fake = SubstituteChatApi.Create(CompletionOf(message), CreateChatCompletionResponse.FromText("Sorry."));

        ToolRun run = fake.RunTools(Request(), [Weather()]);
        await RunAsync(run);

        const string told = "Tool calls of type \"telepathy\" are not supported. Call one of these instead: get_weather.";
        Assert.That(Results(run.Messages), Is.EqualTo([told, "Sunny in Paris."]));
        AssertWhole(run.Messages);
    }

    [Test]
    public async Task Takes_a_call_without_a_type_for_what_it_looks_like()
    {
        var message = JObject.Parse("""
            {"role":"assistant","content":null,"refusal":null,
            "tool_calls":[{"id":"c1","function":{"name":"get_weather","arguments":"{\"city\":\"Paris\"}"}}]}
            """);
        Server.Enqueue(Whole(message), ChatReply.Text("Sunny."));

        await RunAsync(Chat.RunTools(Request(), [Weather()]));

        Assert.That(Server.Requests[1].ToolResults, Is.EqualTo(["Sunny in Paris."]));
    }

    [Test]
    public async Task Takes_arguments_that_are_an_object()
    {
        var message = JObject.Parse("""
            {"role":"assistant","content":null,"refusal":null,
            "tool_calls":[{"id":"c1","type":"function","function":{"name":"get_weather","arguments":{"city":"Paris"}}}]}
            """);
        IChatApi fake = SubstituteChatApi.Create(CompletionOf(message), CreateChatCompletionResponse.FromText("Sunny."));

        ToolRun run = fake.RunTools(Request(), [Weather()]);
        await RunAsync(run);

        Assert.That(Results(run.Messages), Is.EqualTo(["Sunny in Paris."]));
        Assert.That(JToken.FromObject(run.Messages)[1]!["tool_calls"]![0]!["function"]!["arguments"]!.Type, Is.EqualTo(JTokenType.String));
    }

    [Test]
    public async Task Takes_an_older_function_call_for_a_tool_call()
    {
        var message = JObject.Parse("""
            {"role":"assistant","content":null,"refusal":null,"function_call":{"name":"get_weather","arguments":"{\"city\":\"Paris\"}"}}
            """);
        Server.Enqueue(Whole(message, "function_call"), ChatReply.Text("Sunny."));

        await RunAsync(Chat.RunTools(Request(), [Weather()]));

        Assert.That(Server.Requests[1].ToolResults, Is.EqualTo(["Sunny in Paris."]));
    }

    [Test]
    public async Task Executes_calls_whatever_the_finish_reason_says_of_them()
    {
        Server.Enqueue(ChatReply.ToolCall("get_weather", new { city = "Paris" }).WithFinishReason("stop"), ChatReply.Text("Sunny."));

        await RunAsync(Chat.RunTools(Request(), [Weather()]));

        Assert.That(Server.Requests[1].ToolResults, Is.EqualTo(["Sunny in Paris."]));
    }

    [Test]
    public async Task Leaves_the_calls_of_other_tools_to_the_caller()
    {
        Server.Enqueue(
            ChatReply.ToolCall("ask_user", new { }).AndToolCall("get_weather", new { city = "Paris" }),
            ChatReply.Text("Sunny."));
        CreateChatCompletionRequest request = Request();
        request.Tools = [ChatTool.Function("ask_user", "Asks the user.")];

        ToolRun run = Chat.RunTools(request, [Weather()]);
        CreateChatCompletionResponse reply = await RunAsync(run);

        Assert.That(run.PendingCalls.Select(call => call.Name), Is.EqualTo(["ask_user"]));
        Assert.That((reply.ToolCalls.Count, run.Turns), Is.EqualTo((2, 1)));

        request.Messages = [.. run.Messages, ChatCompletionRequestMessage.Tool(run.PendingCalls[0].Id, "Yes.")];
        Events.Clear();
        await RunAsync(Chat.RunTools(request, [Weather()]));
        Assert.That(Server.Requests[1].ToolResults, Is.EquivalentTo(["Yes.", "Sunny in Paris."]));
    }

    private async Task AssertGoesOnAsync(ToolRun run)
    {
        var next = new CreateChatCompletionRequest([.. run.Messages, ChatCompletionRequestMessage.User("Are you there?")], "gpt-5.4");

        Assert.That((await RunAsync(Chat.RunTools(next, [Weather()]))).Text, Is.EqualTo("Hello again."));
    }

    private static ChatReply Whole(JObject message, string finishReason = "tool_calls") => ChatReply.Completion(new JObject
    {
        ["choices"] = new JArray(new JObject { ["index"] = 0, ["finish_reason"] = finishReason, ["message"] = message }),
    });

    private static CreateChatCompletionResponse CompletionOf(JObject message) =>
        CreateChatCompletionResponse.FromMessage(message.ToObject<ChatCompletionResponseMessage>()!, FinishReason.ToolCalls);
}
