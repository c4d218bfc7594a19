using OpenAIChat.Testing;

namespace OpenAIChat.Tests.Tools;

/// <summary>What a streamed run tells while it runs.</summary>
public sealed class ToolRunEventTests() : ToolRunFixture(isStreamed: true)
{
    [Test]
    public async Task Tells_text_calls_and_turns_in_their_order()
    {
        Server.Enqueue(ChatReply.Text("Let me see.").AndToolCall("get_weather", new { city = "Paris" }), ChatReply.Text("Sunny."));

        await RunAsync(Chat.RunTools(Request(), [Weather()]));

        Assert.That(string.Concat(Events.OfType<ToolRunText>()), Is.EqualTo("Let me see.Sunny."));
        Assert.That(
            Events.Where(happened => happened is not ToolRunText).Select(happened => happened.GetType()),
            Is.EqualTo([typeof(ToolCallStarted), typeof(ToolCallFinished), typeof(ToolTurnFinished), typeof(ToolTurnFinished)]));
        Assert.That(Events.OfType<ToolCallStarted>().Single().Call.Arguments, Is.EqualTo("""{"city":"Paris"}"""));
        Assert.That(Events.OfType<ToolCallFinished>().Single().Result.AsText, Is.EqualTo("Sunny in Paris."));
        Assert.That(Events.OfType<ToolTurnFinished>().Select(turn => turn.Turn), Is.EqualTo([1, 2]));
    }

    [Test]
    public async Task Tells_text_while_it_grows()
    {
        var gate = new SemaphoreSlim(1);
        ChatReply reply = ChatReply.Text("abcdef").InChunksOf(2);
        Server.Enqueue(reply.PacedBy((part, gone) => part < 3 ? Task.CompletedTask : gate.WaitAsync(gone)));
        await gate.WaitAsync();

        var texts = new List<string>();
        await foreach (ToolRunText text in Chat.RunTools(Request(), []).StreamAsync().OfType<ToolRunText>())
        {
            texts.Add(text.Text);
            gate.Release(100);
            break;
        }

        Assert.That(texts, Is.EqualTo(["ab"]));
    }

    [Test]
    public async Task Tells_of_failed_and_denied_calls()
    {
        Server.Enqueue(
            ChatReply.ToolCall("fail", new { }).AndToolCall("pay", new { }).AndToolCall("nothing", new { }),
            ChatReply.Text("Sorry."));
        ChatFunction fail = Function("fail", (_, _) => throw new IOException(Canary));
        var options = new ToolRunOptions { Approve = call => call.Name == "pay" ? ToolApproval.Deny("No money.") : ToolApproval.Allow };

        await RunAsync(Chat.RunTools(Request(), [fail, Function("pay", () => "paid")], options));

        ToolCallDenied denied = Events.OfType<ToolCallDenied>().Single();
        Assert.That((denied.Call.Name, denied.Reason), Is.EqualTo(("pay", "No money.")));
        ToolCallFailed[] failed = [.. Events.OfType<ToolCallFailed>()];
        Assert.That(failed.Select(call => call.Call.Name), Is.EqualTo(["nothing", "fail"]));
        Assert.That(failed[0].Exception, Is.TypeOf<ToolException>());
        Assert.That((failed[1].Exception.Message, failed[1].Result.AsText), Is.EqualTo((Canary, "The tool failed.")));
    }

    [Test]
    public async Task Tells_which_call_is_due()
    {
        Server.Enqueue(ChatReply.ToolCall("pay", new { }).AndToolCall("get_weather", new { city = "Paris" }));
        var options = new ToolRunOptions { Approve = call => call.Name == "pay" ? ToolApproval.Suspend : ToolApproval.Allow };

        await RunAsync(Chat.RunTools(Request(), [Weather(), Function("pay", () => "paid")], options));

        Assert.That(Events.OfType<ToolApprovalDue>().Select(due => due.Call.Name), Is.EqualTo(["pay"]));
        Assert.That(Events[^1], Is.TypeOf<ToolTurnFinished>());
    }

    [Test]
    public async Task A_caller_who_leaves_early_leaves_no_tool_running()
    {
        var started = new TaskCompletionSource();
        bool isRunning = false;
        Server.Enqueue(ChatReply.ToolCall("wait", new { }).AndToolCall("fast", new { }));
        ChatFunction wait = Function("wait", async (_, cancellationToken) =>
        {
            isRunning = true;
            started.SetResult();
            try
            {
                await Task.Delay(Timeout.Infinite, cancellationToken);
            }
            finally
            {
                isRunning = false;
            }

            return "";
        });
        ChatFunction fast = Function("fast", async (_, _) =>
        {
            await started.Task;
            return "fast";
        });
        ToolRun run = Chat.RunTools(Request(), [wait, fast]);

        await foreach (ToolRunEvent happened in run.StreamAsync())
        {
            if (happened is ToolCallFinished)
            {
                break;
            }
        }

        Assert.That(isRunning, Is.False);
        AssertWhole(run.Messages);
        Assert.That(Results(run.Messages), Is.EqualTo(["The call was canceled.", "fast"]));
    }

    [Test]
    public async Task Asks_for_the_usage_unless_the_request_speaks_of_it()
    {
        Server.Reply("Hello.");
        CreateChatCompletionRequest silent = Request();
        silent.StreamOptions = new ChatCompletionStreamOptions { IncludeUsage = false };

        await RunAsync(Chat.RunTools(Request(), []));
        await RunAsync(Chat.RunTools(silent, []));

        Assert.That(Server.Requests.Select(request => (bool?)request.Json!["stream_options"]!["include_usage"]), Is.EqualTo([true, false]));
    }
}
