using OpenAIChat.Testing;

namespace OpenAIChat.Tests.Tools;

/// <summary>Runs that the caller cancels or leaves.</summary>
[TestFixture(false)]
[TestFixture(true)]
public sealed class ToolCancellationTests(bool isStreamed) : ToolRunFixture(isStreamed)
{
    [Test]
    public void Cancellation_in_the_middle_of_tools_ends_the_run_and_leaves_none_running()
    {
        using var cancellation = new CancellationTokenSource();
        int running = 0;
        using var all = new CountdownEvent(2);
        Server.Enqueue(ChatReply.ToolCall("done", new { }).AndToolCall("wait", new { }).AndToolCall("wait", new { }));
        ChatFunction wait = Function("wait", async (_, cancellationToken) =>
        {
            Interlocked.Increment(ref running);
            if (all.Signal())
            {
                await cancellation.CancelAsync();
            }

            try
            {
                await Task.Delay(Timeout.Infinite, cancellationToken);
            }
            finally
            {
                Interlocked.Decrement(ref running);
            }

            return "";
        });
        ToolRun run = Chat.RunTools(Request(), [Function("done", () => "done"), wait]);

        Assert.That(() => RunAsync(run, cancellation.Token), Throws.InstanceOf<OperationCanceledException>());

        Assert.That(running, Is.Zero);
        Assert.That(Server.Requests, Has.Count.EqualTo(1));
        AssertWhole(run.Messages);
        Assert.That(Results(run.Messages).Skip(1), Is.All.EqualTo("The call was canceled."));
    }

    [Test]
    public void Waits_for_a_tool_that_takes_no_notice_of_the_cancellation()
    {
        using var cancellation = new CancellationTokenSource();
        bool hasEnded = false;
        Server.Enqueue(ChatReply.ToolCall("stubborn", new { }));
        ChatFunction stubborn = Function("stubborn", async (_, _) =>
        {
            await cancellation.CancelAsync();
            await Task.Yield();
            hasEnded = true;
            return "done";
        });
        ToolRun run = Chat.RunTools(Request(), [stubborn]);

        Assert.That(() => RunAsync(run, cancellation.Token), Throws.InstanceOf<OperationCanceledException>());

        Assert.That(hasEnded, Is.True);
        Assert.That(Results(run.Messages), Is.EqualTo(["done"]));
    }

    [Test]
    public void A_tool_that_throws_when_it_is_cancelled_keeps_no_other_running()
    {
        using var cancellation = new CancellationTokenSource();
        using var stopping = new CancellationTokenSource();
        bool hasEnded = false;
        Server.Enqueue(ChatReply.ToolCall("loud", new { }).AndToolCall("slow", new { }));
        ChatFunction loud = Function("loud", async (_, cancellationToken) =>
        {
            using CancellationTokenRegistration registration = cancellationToken.Register(() => throw new IOException(Canary));
            await Task.Delay(Timeout.Infinite, stopping.Token);
            return "";
        });
        ChatFunction slow = Function("slow", async (_, _) =>
        {
            try
            {
                await cancellation.CancelAsync();
            }
            catch (AggregateException)
            {
                await stopping.CancelAsync();
            }

            await Task.Yield();
            hasEnded = true;
            return "";
        });
        ToolRun run = Chat.RunTools(Request(), [loud, slow]);

        Assert.That(() => RunAsync(run, cancellation.Token), Throws.InstanceOf<OperationCanceledException>());

        Assert.That(hasEnded, Is.True);
        AssertWhole(run.Messages);
    }

    [Test]
    public void Executes_nothing_that_has_not_started_when_it_is_cancelled()
    {
        using var cancellation = new CancellationTokenSource();
        int executed = 0;
        Server.Enqueue(ChatReply.ToolCall("cancel", new { }).AndToolCall("cancel", new { }).AndToolCall("cancel", new { }));
        ChatFunction cancel = Function("cancel", async (_, _) =>
        {
            executed++;
            await cancellation.CancelAsync();
            return "";
        });
        ToolRun run = Chat.RunTools(Request(), [cancel], new ToolRunOptions { MaxParallelCalls = 1 });

        Assert.That(() => RunAsync(run, cancellation.Token), Throws.InstanceOf<OperationCanceledException>());

        Assert.That(executed, Is.EqualTo(1));
        AssertWhole(run.Messages);
    }

    [Test]
    public void Sends_nothing_when_it_is_cancelled_before()
    {
        using var cancellation = new CancellationTokenSource();
        cancellation.Cancel();
        ToolRun run = Chat.RunTools(Request(), [Weather()]);

        Assert.That(() => RunAsync(run, cancellation.Token), Throws.InstanceOf<OperationCanceledException>());

        Assert.That(Server.Requests, Is.Empty);
    }

    [Test]
    public void Cancellation_while_the_model_answers_ends_the_run()
    {
        using var cancellation = new CancellationTokenSource();
        Server.OnRequest(async (_, gone) =>
        {
            await cancellation.CancelAsync();
            await Task.Delay(Timeout.Infinite, gone);
            return null;
        });
        ToolRun run = Chat.RunTools(Request(), [Weather()]);

        Assert.That(() => RunAsync(run, cancellation.Token), Throws.InstanceOf<OperationCanceledException>());

        Assert.That(Roles(run.Messages), Is.EqualTo(["user"]));
    }

    [Test]
    public async Task An_error_of_the_server_ends_the_run_with_what_was_said_before()
    {
        Server.Enqueue(ChatReply.ToolCall("get_weather", new { city = "Paris" }), ChatReply.Error(500));
        ToolRun run = Chat.RunTools(Request(), [Weather()]);

        Assert.That(() => RunAsync(run), Throws.InstanceOf<ServerException>());

        Assert.That(Results(run.Messages), Is.EqualTo(["Sunny in Paris."]));
        Server.Enqueue(ChatReply.Text("Sunny."));
        Assert.That((await RunAsync(Chat.RunTools(new([.. run.Messages], "gpt-5.4"), [Weather()]))).Text, Is.EqualTo("Sunny."));
    }
}
