using OpenAIChat.Testing;

namespace OpenAIChat.Tests.Tools;

/// <summary>Functions that fail, and what the model may know of it.</summary>
[TestFixture(false)]
[TestFixture(true)]
public sealed class ToolErrorTests(bool isStreamed) : ToolRunFixture(isStreamed)
{
    [Test]
    public async Task Tells_the_model_only_that_a_tool_failed()
    {
        Server.Enqueue(ChatReply.ToolCall("fail", new { }), ChatReply.Text("Sorry."));

        ChatFunction fail = Failing(new InvalidOperationException(Canary, new IOException(Canary)));
        CreateChatCompletionResponse reply = await RunAsync(Chat.RunTools(Request(), [fail]));

        Assert.That(reply.Text, Is.EqualTo("Sorry."));
        Assert.That(Server.Requests[1].ToolResults, Is.EqualTo(["The tool failed."]));
    }

    [Test]
    public async Task Tells_the_model_what_a_ToolException_says_but_not_its_cause()
    {
        Server.Enqueue(ChatReply.ToolCall("fail", new { }), ChatReply.Text("Sorry."));

        await RunAsync(Chat.RunTools(Request(), [Failing(new ToolException("There is no such city.", new IOException(Canary)))]));

        Assert.That(Server.Requests[1].ToolResults, Is.EqualTo(["There is no such city."]));
    }

    [Test]
    public async Task Tells_the_model_what_OnError_makes_of_an_exception()
    {
        Server.Enqueue(ChatReply.ToolCall("fail", new { }), ChatReply.Text("Sorry."));
        var options = new ToolRunOptions { OnError = (call, exception) => $"{call.Name}: {exception.GetType().Name}" };

        await RunAsync(Chat.RunTools(Request(), [Failing(new IOException(Canary))], options));

        Assert.That(Server.Requests[1].ToolResults, Is.EqualTo(["fail: IOException"]));
    }

    [Test]
    public async Task Tells_the_model_the_neutral_sentence_when_OnError_has_none()
    {
        Server.Enqueue(ChatReply.ToolCall("fail", new { }), ChatReply.Text("Sorry."));

        await RunAsync(Chat.RunTools(Request(), [Failing(new IOException(Canary))], new ToolRunOptions { OnError = (_, _) => null }));

        Assert.That(Server.Requests[1].ToolResults, Is.EqualTo(["The tool failed."]));
    }

    [Test]
    public void Ends_with_what_OnError_throws_and_leaves_no_tool_running()
    {
        bool isRunning = false;
        var started = new TaskCompletionSource();
        Server.Enqueue(ChatReply.ToolCall("wait", new { }).AndToolCall("fail", new { }));
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
        ChatFunction fail = Function("fail", async (_, _) =>
        {
            await started.Task;
            throw new IOException(Canary);
        });
        var options = new ToolRunOptions { OnError = (_, exception) => throw new NotSupportedException("Stop.", exception) };
        ToolRun run = Chat.RunTools(Request(), [wait, fail], options);

        Assert.That(() => RunAsync(run), Throws.TypeOf<NotSupportedException>());
        Assert.That(isRunning, Is.False);
        AssertWhole(run.Messages);
    }

    [Test]
    public async Task A_time_out_of_a_tool_is_an_error_of_that_tool()
    {
        Server.Enqueue(ChatReply.ToolCall("fail", new { }).AndToolCall("get_weather", new { city = "Paris" }), ChatReply.Text("Sorry."));
        ChatFunction fail = Function("fail", async (_, cancellationToken) =>
        {
            using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            await timeout.CancelAsync();
            await Task.Delay(Timeout.Infinite, timeout.Token);
            return "";
        });

        await RunAsync(Chat.RunTools(Request(), [fail, Weather()]));

        Assert.That(Server.Requests[1].ToolResults, Is.EqualTo(["The tool was canceled or timed out.", "Sunny in Paris."]));
    }

    [Test]
    public async Task One_failure_leaves_the_other_calls_and_their_order()
    {
        Server.Enqueue(
            ChatReply.ToolCall("get_weather", new { city = "Paris" })
                .AndToolCall("fail", new { })
                .AndToolCall("get_weather", new { city = "Rome" }),
            ChatReply.Text("Sorry."));

        await RunAsync(Chat.RunTools(Request(), [Weather(), Failing(new IOException(Canary))]));

        Assert.That(Server.Requests[1].ToolResults, Is.EqualTo(["Sunny in Paris.", "The tool failed.", "Sunny in Rome."]));
    }

    [Test]
    public async Task A_function_that_throws_before_it_awaits_fails_like_any_other()
    {
        Server.Enqueue(ChatReply.ToolCall("fail", new { }).AndToolCall("fail", new { }), ChatReply.Text("Sorry."));
        ChatFunction fail = Function("fail", (_, _) => throw new IOException(Canary));

        await RunAsync(Chat.RunTools(Request(), [fail]));

        Assert.That(Server.Requests[1].ToolResults, Is.EqualTo(["The tool failed.", "The tool failed."]));
    }

    private static ChatFunction Failing(Exception exception) => Function("fail", async (_, _) =>
    {
        await Task.Yield();
        throw exception;
    });
}
