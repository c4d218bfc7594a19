using Newtonsoft.Json;
using OpenAIChat.Testing;

namespace OpenAIChat.Tests.Tools;

/// <summary>Calls that are approved, denied and suspended, and runs that continue others.</summary>
[TestFixture(false)]
[TestFixture(true)]
public sealed class ToolApprovalTests(bool isStreamed) : ToolRunFixture(isStreamed)
{
    [Test]
    public async Task Executes_what_is_allowed()
    {
        Server.Enqueue(ChatReply.ToolCall("get_weather", new { city = "Paris" }), ChatReply.Text("Sunny."));

        await RunAsync(Chat.RunTools(Request(), [Weather()], new ToolRunOptions { Approve = _ => ToolApproval.Allow }));

        Assert.That(Server.Requests[1].ToolResults, Is.EqualTo(["Sunny in Paris."]));
    }

    [TestCase("Only Europe.", "The call was denied: Only Europe.")]
    [TestCase(null, "The call was denied.")]
    public async Task Tells_the_model_why_a_call_is_denied(string? reason, string told)
    {
        bool isExecuted = false;
        Server.Enqueue(ChatReply.ToolCall("work", new { }), ChatReply.Text("Sorry."));

        CreateChatCompletionResponse reply = await RunAsync(Chat.RunTools(
            Request(), [Function("work", () => $"{isExecuted = true}")], new ToolRunOptions { Approve = _ => ToolApproval.Deny(reason) }));

        Assert.That((reply.Text, isExecuted), Is.EqualTo(("Sorry.", false)));
        Assert.That(Server.Requests[1].ToolResults, Is.EqualTo([told]));
    }

    [Test]
    public async Task Asks_for_each_call_in_its_order_before_any_is_executed()
    {
        var log = new List<string>();
        Server.Enqueue(ChatReply.ToolCall("work", "{\"n\":1}").AndToolCall("work", "{\"n\":2}"), ChatReply.Text("Done."));
        var options = new ToolRunOptions
        {
            MaxParallelCalls = 1,
            Approve = async call =>
            {
                log.Add("asked " + call.Arguments);
                await Task.Yield();
                return ToolApproval.Allow;
            },
        };
        ChatFunction work = Function("work", () =>
        {
            log.Add("executed");
            return "";
        });

        await RunAsync(Chat.RunTools(Request(), [work], options));

        Assert.That(log, Is.EqualTo(["asked {\"n\":1}", "asked {\"n\":2}", "executed", "executed"]));
    }

    [Test]
    public async Task Is_not_asked_for_a_tool_that_is_unknown()
    {
        Server.Enqueue(ChatReply.ToolCall("nothing", new { }), ChatReply.Text("Sorry."));

        var options = new ToolRunOptions { Approve = _ => throw new NotSupportedException() };
        CreateChatCompletionResponse reply = await RunAsync(Chat.RunTools(Request(), [Weather()], options));

        Assert.That(reply.Text, Is.EqualTo("Sorry."));
    }

    [Test]
    public async Task A_suspended_run_ends_with_the_calls_that_are_due()
    {
        Server.Enqueue(ChatReply.ToolCall("get_weather", new { city = "Paris" }));

        ToolRun run = Chat.RunTools(Request(), [Weather()], new ToolRunOptions { Approve = _ => ToolApproval.Suspend });
        CreateChatCompletionResponse reply = await RunAsync(run);

        string id = reply.ToolCalls.OfType<ChatCompletionMessageToolCall>().Single().Id;
        Assert.That(run.PendingCalls.Select(call => call.ToString()), Is.EqualTo([$"get_weather ({id})"]));
        Assert.That(Roles(run.Messages), Is.EqualTo(["user", "assistant"]));
        Assert.That(Events.OfType<ToolApprovalDue>().Count(), Is.EqualTo(IsStreamed ? 1 : 0));
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task A_run_that_was_saved_as_messages_is_resumed(bool isAllowed)
    {
        Server.Enqueue(
            ChatReply.ToolCall("pay", new { }).AndToolCall("get_weather", new { city = "Paris" }),
            ChatReply.Text("Done."));
        ChatFunction pay = Function("pay", () => "paid");
        var options = new ToolRunOptions { Approve = call => call.Name == "pay" ? ToolApproval.Suspend : ToolApproval.Allow };
        ToolRun suspended = Chat.RunTools(Request(), [pay, Weather()], options);
        await RunAsync(suspended);
        string saved = JsonConvert.SerializeObject(suspended.Messages);

        var asked = new List<string>();
        var request = new CreateChatCompletionRequest(JsonConvert.DeserializeObject<List<ChatCompletionRequestMessage>>(saved)!, "gpt-5.4");
        ToolRun resumed = Chat.RunTools(request, [pay, Weather()], new ToolRunOptions
        {
            Approve = call =>
            {
                asked.Add($"{call.Name} {call.Turn}");
                return isAllowed ? ToolApproval.Allow : ToolApproval.Deny("Too much.");
            },
        });
        CreateChatCompletionResponse reply = await RunAsync(resumed);

        Assert.That((reply.Text, resumed.Turns), Is.EqualTo(("Done.", 1)));
        Assert.That(asked, Is.EqualTo(["pay 0"]));
        Assert.That(Server.Requests[1].ToolResults, Is.EqualTo([isAllowed ? "paid" : "The call was denied: Too much.", "Sunny in Paris."]));
    }

    [Test]
    public async Task A_run_that_is_suspended_again_has_no_turn()
    {
        Server.Enqueue(ChatReply.ToolCall("get_weather", new { city = "Paris" }));
        var options = new ToolRunOptions { Approve = _ => ToolApproval.Suspend };
        ToolRun first = Chat.RunTools(Request(), [Weather()], options);
        await first.ToResponseAsync();

        ToolRun second = Chat.RunTools(new([.. first.Messages], "gpt-5.4"), [Weather()], options);
        CreateChatCompletionResponse reply = await second.ToResponseAsync();

        Assert.That((second.Turns, second.PendingCalls.Count, reply.ToolCalls.Count), Is.EqualTo((0, 1, 1)));
        Assert.That(second.Messages, Has.Count.EqualTo(2));
    }

    [Test]
    public void Ends_with_what_Approve_throws()
    {
        bool isExecuted = false;
        Server.Enqueue(ChatReply.ToolCall("work", new { }).AndToolCall("work", new { }));
        var options = new ToolRunOptions { Approve = _ => throw new NotSupportedException(Canary) };
        ToolRun run = Chat.RunTools(Request(), [Function("work", () => $"{isExecuted = true}")], options);

        Assert.That(() => RunAsync(run), Throws.TypeOf<NotSupportedException>());
        Assert.That(isExecuted, Is.False);
        AssertWhole(run.Messages);
    }

    [Test]
    public async Task A_resumed_run_demands_no_further_call()
    {
        Server.Enqueue(ChatReply.ToolCall("get_weather", new { city = "Paris" }), ChatReply.Text("Sunny."));
        CreateChatCompletionRequest request = Request();
        request.ToolChoice = ChatCompletionToolChoiceOption.Required;
        ToolRun run = Chat.RunTools(request, [Weather()], new ToolRunOptions { Approve = _ => ToolApproval.Suspend });
        await RunAsync(run);

        request.Messages = [.. run.Messages];
        await RunAsync(Chat.RunTools(request, [Weather()]));

        Assert.That((string?)Server.Requests[1].Json!["tool_choice"], Is.EqualTo("auto"));
    }
}
