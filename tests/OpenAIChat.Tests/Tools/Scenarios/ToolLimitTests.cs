using OpenAIChat.Testing;

namespace OpenAIChat.Tests.Tools;

/// <summary>Limits of turns, calls and calls at the same time.</summary>
[TestFixture(false)]
[TestFixture(true)]
public sealed class ToolLimitTests(bool isStreamed) : ToolRunFixture(isStreamed)
{
    [Test]
    public async Task Ends_at_the_limit_of_turns_with_everything_so_far()
    {
        Server.Reply(ChatReply.ToolCall("get_weather", new { city = "Paris" }).WithUsage(3, 4));
        ToolRun run = Chat.RunTools(Request(), [Weather()], new ToolRunOptions { MaxTurns = 3 });

        var limit = (await Assert.ThrowsAsync<ToolRunLimitException>(() => RunAsync(run)))!;

        Assert.That((limit.Limit, limit.Maximum, limit.Turns, limit.Usage.TotalTokens), Is.EqualTo((ToolRunLimit.Turns, 3, 3, 21)));
        Assert.That(limit.Completion!.ToolCalls, Has.Count.EqualTo(1));
        Assert.That(Server.Requests, Has.Count.EqualTo(3));
        Assert.That(Results(limit.Messages).Count(), Is.EqualTo(3));
        AssertWhole(limit.Messages);
    }

    [Test]
    public async Task Ends_after_ten_turns_by_default()
    {
        Server.Reply(ChatReply.ToolCall("get_weather", new { city = "Paris" }));

        var limit = (await Assert.ThrowsAsync<ToolRunLimitException>(() => RunAsync(Chat.RunTools(Request(), [Weather()]))))!;

        Assert.That(limit.Message, Does.Contain("10 turns"));
        Assert.That(Server.Requests, Has.Count.EqualTo(10));
    }

    [Test]
    public async Task Ends_at_the_limit_of_calls()
    {
        int executed = 0;
        Server.Reply(ChatReply.ToolCall("count", new { }).AndToolCall("count", new { }));
        ChatFunction count = Function("count", () => $"{Interlocked.Increment(ref executed)}");
        ToolRun run = Chat.RunTools(Request(), [count], new ToolRunOptions { MaxToolCalls = 5 });

        var limit = (await Assert.ThrowsAsync<ToolRunLimitException>(() => RunAsync(run)))!;

        Assert.That((limit.Limit, limit.Maximum, executed), Is.EqualTo((ToolRunLimit.ToolCalls, 5, 4)));
        AssertWhole(limit.Messages);
    }

    [Test]
    public async Task Executes_160_calls_of_one_turn_in_their_order()
    {
        Server.Enqueue(Calls(160, "echo"), ChatReply.Text("Done."));
        ChatFunction echo = Function("echo", (arguments, _) => Task.FromResult($"{arguments["n"]}"));

        await RunAsync(Chat.RunTools(Request(), [echo], new ToolRunOptions { MaxToolCalls = 160 }));

        Assert.That(Server.Requests[1].ToolResults, Is.EqualTo(Enumerable.Range(0, 160).Select(n => $"{n}")));
    }

    [Test]
    public async Task Executes_none_of_160_calls_that_are_too_many()
    {
        int executed = 0;
        Server.Reply(Calls(160, "count"));
        ToolRun run = Chat.RunTools(Request(), [Function("count", () => $"{Interlocked.Increment(ref executed)}")]);

        await Assert.ThrowsAsync<ToolRunLimitException>(() => RunAsync(run));

        Assert.That((executed, Server.Requests.Count, run.Turns), Is.EqualTo((0, 1, 1)));
        AssertWhole(run.Messages);
    }

    [Test]
    public async Task Another_run_continues_after_a_limit()
    {
        Server.Enqueue(ChatReply.ToolCall("get_weather", new { city = "Paris" }), ChatReply.Text("Sunny."));
        ToolRun run = Chat.RunTools(Request(), [Weather()], new ToolRunOptions { MaxTurns = 1 });
        var limit = (await Assert.ThrowsAsync<ToolRunLimitException>(() => RunAsync(run)))!;

        CreateChatCompletionResponse reply = await RunAsync(Chat.RunTools(new([.. limit.Messages], "gpt-5.4"), [Weather()]));

        Assert.That(reply.Text, Is.EqualTo("Sunny."));
        Assert.That(Server.Requests[1].ToolResults, Is.EqualTo(["Sunny in Paris."]));
    }

    [Test]
    public async Task Answers_calls_in_their_order_whichever_ends_first()
    {
        var first = new TaskCompletionSource<string>();
        Server.Enqueue(ChatReply.ToolCall("slow", new { }).AndToolCall("fast", new { }), ChatReply.Text("Done."));
        ChatFunction slow = Function("slow", (_, _) => first.Task);
        ChatFunction fast = Function("fast", () => $"fast, {first.TrySetResult("slow")}");

        await RunAsync(Chat.RunTools(Request(), [fast, slow]));

        Assert.That(Server.Requests[1].ToolResults, Is.EqualTo(["slow", "fast, True"]));
    }

    [TestCase(1)]
    [TestCase(3)]
    public async Task Executes_no_more_calls_at_the_same_time_than_it_may(int most)
    {
        var running = new Running();
        Server.Enqueue(Calls(12, "work"), ChatReply.Text("Done."));

        await RunAsync(Chat.RunTools(Request(), [Function("work", running.WorkAsync)], new ToolRunOptions { MaxParallelCalls = most }));

        Assert.That(running.Most, Is.AtMost(most));
        Assert.That(running.Total, Is.EqualTo(12));
    }

    [Test]
    public async Task Executes_one_call_after_the_other_when_the_request_says_so()
    {
        var running = new Running();
        Server.Enqueue(Calls(3, "work"), ChatReply.Text("Done."));
        CreateChatCompletionRequest request = Request();
        request.ParallelToolCalls = false;

        await RunAsync(Chat.RunTools(request, [Function("work", running.WorkAsync)]));

        Assert.That((running.Most, running.Total), Is.EqualTo((1, 3)));
    }

    [Test]
    public async Task Executes_functions_in_parallel_that_block()
    {
        using var both = new CountdownEvent(2);
        Server.Enqueue(ChatReply.ToolCall("block", new { }).AndToolCall("block", new { }), ChatReply.Text("Done."));
        ChatFunction block = Function("block", () => $"{both.Signal() | both.Wait(TimeSpan.FromMinutes(1))}");

        await RunAsync(Chat.RunTools(Request(), [block]));

        Assert.That(Server.Requests[1].ToolResults, Is.EqualTo(["True", "True"]));
    }

    [Test]
    public async Task Refuses_limits_below_one()
    {
        Assert.That(() => new ToolRunOptions { MaxTurns = 0 }, Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => new ToolRunOptions { MaxToolCalls = 0 }, Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => new ToolRunOptions { MaxParallelCalls = -1 }, Throws.InstanceOf<ArgumentOutOfRangeException>());
    }

    private static ChatReply Calls(int count, string name) =>
        Enumerable.Range(1, count - 1).Aggregate(ChatReply.ToolCall(name, new { n = 0 }), (reply, n) => reply.AndToolCall(name, new { n }));

    private sealed class Running
    {
        private readonly Lock gate = new();
        private int now;

        public int Most { get; private set; }

        public int Total { get; private set; }

        public async Task<string> WorkAsync(object arguments, CancellationToken cancellationToken)
        {
            lock (gate)
            {
                Total++;
                Most = Math.Max(Most, ++now);
            }

            // Lets the others begin.
            for (int i = 0; i < 20; i++)
            {
                await Task.Yield();
            }

            lock (gate)
            {
                now--;
            }

            return "done";
        }
    }
}
