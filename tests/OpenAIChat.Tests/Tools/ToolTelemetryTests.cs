using System.Diagnostics;
using OpenAIChat.Testing;

namespace OpenAIChat.Tests.Tools;

/// <summary>The spans of tool calls, by the GenAI semantic conventions.</summary>
public sealed class ToolTelemetryTests() : ToolRunFixture(isStreamed: false)
{
    [Test]
    public async Task A_span_tells_which_tool_was_executed_and_nothing_of_what_was_said()
    {
        Server.Enqueue(
            ChatReply.ToolCall("get_secret", new { key = "argument-secret" }).WithToolCallIds("call_7"),
            ChatReply.Text("Done."));
        var schema = JsonObject.Parse("""{"type":"object"}""");
        var function = ChatFunction.Create("get_secret", "Tells it.", schema, (_, _) => "result-secret");

        Activity span = (await SpansAsync([function])).Single();

        Assert.That((span.DisplayName, span.Kind), Is.EqualTo(("execute_tool get_secret", ActivityKind.Internal)));
        Assert.That(span.Status, Is.EqualTo(ActivityStatusCode.Unset));
        Assert.That(span.TagObjects, Is.EquivalentTo(new Dictionary<string, object?>
        {
            ["gen_ai.operation.name"] = "execute_tool",
            ["gen_ai.tool.name"] = "get_secret",
            ["gen_ai.tool.type"] = "function",
            ["gen_ai.tool.call.id"] = "call_7",
            ["gen_ai.tool.description"] = "Tells it.",
        }));
    }

    [Test]
    public async Task A_span_tells_the_type_of_an_exception_but_not_its_text()
    {
        Server.Enqueue(ChatReply.ToolCall("fail", new { }), ChatReply.Text("Sorry."));

        Activity span = (await SpansAsync([Function("fail", (_, _) => throw new IOException(Canary))])).Single();

        Assert.That(span.GetTagItem("error.type"), Is.EqualTo("System.IO.IOException"));
        Assert.That((span.Status, span.StatusDescription), Is.EqualTo((ActivityStatusCode.Error, (string?)null)));
        Assert.That(span.Events, Is.Empty);
    }

    [Test]
    public async Task Each_call_that_is_executed_has_one_span()
    {
        Server.Enqueue(
            ChatReply.ToolCall("get_weather", new { city = "Paris" })
                .AndToolCall("get_weather", new { city = "Rome" })
                .AndToolCall("nothing", new { }),
            ChatReply.Text("Sunny."));

        IReadOnlyList<Activity> spans = await SpansAsync([Weather()]);

        Assert.That(spans.Select(span => span.DisplayName), Is.EqualTo(["execute_tool get_weather", "execute_tool get_weather"]));
    }

    private async Task<IReadOnlyList<Activity>> SpansAsync(ChatFunction[] functions)
    {
        using var parent = new Activity("test").Start();
        var spans = new List<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "OpenAIChat",
            Sample = (ref _) => ActivitySamplingResult.AllData,
            ActivityStopped = span =>
            {
                // Other tests run at the same time.
                if (span.TraceId == parent.TraceId && span.OperationName.StartsWith("execute_tool", StringComparison.Ordinal))
                {
                    lock (spans)
                    {
                        spans.Add(span);
                    }
                }
            },
        };
        ActivitySource.AddActivityListener(listener);
        await RunAsync(Chat.RunTools(Request(), functions));
        return spans;
    }
}
