using Newtonsoft.Json.Linq;
using OpenAIChat.Testing;

namespace OpenAIChat.Tests.Tools;

/// <summary>Runs from their first turn to their last.</summary>
[TestFixture(false)]
[TestFixture(true)]
public sealed class ToolRunTests(bool isStreamed) : ToolRunFixture(isStreamed)
{
    [Test]
    public async Task Answers_without_a_tool()
    {
        Server.Enqueue(ChatReply.Text("Hello."));

        ToolRun run = Chat.RunTools(Request(), [Weather()]);
        CreateChatCompletionResponse reply = await RunAsync(run);

        Assert.That((reply.Text, run.Turns), Is.EqualTo(("Hello.", 1)));
        Assert.That(Roles(run.Messages), Is.EqualTo(["user", "assistant"]));
    }

    [Test]
    public async Task Tells_the_model_the_result_of_its_call()
    {
        Server.Enqueue(ChatReply.ToolCall("get_weather", new { city = "Paris" }), ChatReply.Text("It is sunny."));

        ToolRun run = Chat.RunTools(Request(), [Weather()]);
        CreateChatCompletionResponse reply = await RunAsync(run);

        Assert.That((reply.Text, run.Turns), Is.EqualTo(("It is sunny.", 2)));
        Assert.That(Server.Requests[1].ToolResults, Is.EqualTo(["Sunny in Paris."]));
        Assert.That(Roles(run.Messages), Is.EqualTo(["user", "assistant", "tool", "assistant"]));
    }

    [Test]
    public async Task Goes_on_while_the_model_calls()
    {
        Server.Enqueue(
            ChatReply.ToolCall("get_weather", new { city = "Paris" }),
            ChatReply.ToolCall("get_weather", new { city = "Rome" }),
            ChatReply.ToolCall("get_weather", new { city = "Oslo" }),
            ChatReply.Text("Sunny everywhere."));

        ToolRun run = Chat.RunTools(Request(), [Weather()]);
        await RunAsync(run);

        Assert.That(Results(run.Messages), Is.EqualTo(["Sunny in Paris.", "Sunny in Rome.", "Sunny in Oslo."]));
        Assert.That(Server.Requests[3].Json!["messages"]!.Count(), Is.EqualTo(7));
    }

    [Test]
    public async Task Leaves_the_request_as_it_is()
    {
        Server.Enqueue(ChatReply.ToolCall("get_weather", new { city = "Paris" }), ChatReply.Text("Sunny."));
        CreateChatCompletionRequest request = Request();
        request.ToolChoice = ChatCompletionToolChoiceOption.Required;
        string before = JObject.FromObject(request).ToString();

        await RunAsync(Chat.RunTools(request, [Weather()]));

        Assert.That(JObject.FromObject(request).ToString(), Is.EqualTo(before));
    }

    [Test]
    public async Task Sums_up_the_usage_of_all_turns()
    {
        Server.Enqueue(
            ChatReply.ToolCall("get_weather", new { city = "Paris" }).WithUsage(10, 5),
            ChatReply.Text("Sunny.").WithUsage(20, 2));

        ToolRun run = Chat.RunTools(Request(), [Weather()]);
        await RunAsync(run);

        Assert.That((run.Usage.PromptTokens, run.Usage.CompletionTokens, run.Usage.TotalTokens), Is.EqualTo((30, 7, 37)));
    }

    [Test]
    public async Task Runs_only_once()
    {
        Server.Reply("Hello.");
        ToolRun run = Chat.RunTools(Request(), [Weather()]);
        await RunAsync(run);

        Assert.That(() => RunAsync(run), Throws.InvalidOperationException);
        Assert.That(Server.Requests, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Keeps_what_the_model_says_beside_its_calls()
    {
        Server.Enqueue(ChatReply.Text("Let me see.").AndToolCall("get_weather", new { city = "Paris" }), ChatReply.Text("Sunny."));

        await RunAsync(Chat.RunTools(Request(), [Weather()]));

        Assert.That((string?)Server.Requests[1].Json!["messages"]![1]!["content"], Is.EqualTo("Let me see."));
    }

    [Test]
    public async Task Takes_the_first_of_several_answers()
    {
        Server.Enqueue(ChatReply.ToolCall("get_weather", new { city = "Paris" }), ChatReply.Text("Sunny.", "Warm."));
        CreateChatCompletionRequest request = Request();
        request.N = 2;

        ToolRun run = Chat.RunTools(request, [Weather()]);
        CreateChatCompletionResponse reply = await RunAsync(run);

        Assert.That((reply.Text, reply.Choices.Count), Is.EqualTo(("Sunny.", 2)));
        Assert.That(Results(run.Messages), Is.EqualTo(["Sunny in Paris."]));
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task Sends_unknown_members_back_when_it_is_to(bool keeps)
    {
        var message = new ChatCompletionResponseMessage
        {
            Content = null,
            Refusal = null,
            ToolCalls = [new ChatCompletionMessageToolCall("c1", new ToolCallFunction("get_weather", "{}"))],
            AdditionalProperties = { ["reasoning_content"] = "Hm." },
        };
        // The contract knows no such member, so that the request which repeats it is not judged.
        IChatApi fake = SubstituteChatApi.Create(
            CreateChatCompletionResponse.FromMessage(message, FinishReason.ToolCalls), CreateChatCompletionResponse.FromText("Sunny."));

        ToolRun run = fake.RunTools(Request(), [Weather()], new ToolRunOptions { KeepUnknown = keeps });
        await RunAsync(run);

        Assert.That((string?)JToken.FromObject(run.Messages)[1]!["reasoning_content"], Is.EqualTo(keeps ? "Hm." : null));
    }

    [TestCase("\"required\"")]
    [TestCase("""{"type":"function","function":{"name":"get_weather"}}""")]
    [TestCase("""
        {"type":"allowed_tools","allowed_tools":{"mode":"required","tools":[{"type":"function","function":{"name":"get_weather"}}]}}
        """)]
    public async Task Demands_a_call_only_once(string choice)
    {
        Server.Enqueue(ChatReply.ToolCall("get_weather", new { city = "Paris" }), ChatReply.Text("Sunny."));
        CreateChatCompletionRequest request = Request();
        request.ToolChoice = JToken.Parse(choice).ToObject<ChatCompletionToolChoiceOption>();

        await RunAsync(Chat.RunTools(request, [Weather()]));

        Assert.That(Server.Requests[0].Json!["tool_choice"], Is.EqualTo(JToken.Parse(choice)).Using(JToken.EqualityComparer));
        Assert.That(Server.Requests[1].Json!["tool_choice"]!.ToString(), Does.Contain("auto").And.Not.Contain("required"));
    }

    [Test]
    public async Task Calls_tools_on_the_way_to_structured_output()
    {
        Server.Enqueue(ChatReply.ToolCall("get_weather", new { city = "Paris" }), ChatReply.Text("""{"sky":"blue"}"""));
        CreateChatCompletionRequest request = Request();
        request.ResponseFormat = ResponseFormat.JsonSchema<Report>();

        CreateChatCompletionResponse reply = await RunAsync(Chat.RunTools(request, [Weather()]));

        Assert.That(reply.Parse<Report>().Value.Sky, Is.EqualTo("blue"));
        Assert.That(Server.Requests.Select(sent => (string?)sent.Json!["response_format"]!["type"]), Is.All.EqualTo("json_schema"));
    }

    [Test]
    public async Task Needs_no_function()
    {
        Server.Reply("Hello.");

        CreateChatCompletionResponse reply = await RunAsync(Chat.RunTools(Request(), []));

        Assert.That(reply.Text, Is.EqualTo("Hello."));
        Assert.That(Server.Requests[0].Json, Does.Not.ContainKey("tools"));
    }

    [Test]
    public async Task Ends_at_an_answer_without_a_choice()
    {
        Server.Enqueue(ChatReply.Completion(new JObject { ["choices"] = new JArray(), ["usage"] = new JObject { ["total_tokens"] = 3 } }));

        ToolRun run = Chat.RunTools(Request(), [Weather()], new ToolRunOptions());

        Assert.That((await RunAsync(run)).Choices, Is.Empty);
        Assert.That(Roles(run.Messages), Is.EqualTo(["user"]));
    }

    private sealed record Report([property: Newtonsoft.Json.JsonProperty("sky")] string Sky);
}
