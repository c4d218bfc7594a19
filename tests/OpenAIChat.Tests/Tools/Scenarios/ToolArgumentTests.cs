using Newtonsoft.Json;
using OpenAIChat.Testing;

namespace OpenAIChat.Tests.Tools;

/// <summary>
/// Arguments that are missing or wrong: the model is told which, and no function receives a value that the model did not give.
/// </summary>
[TestFixture(false)]
[TestFixture(true)]
public sealed class ToolArgumentTests(bool isStreamed) : ToolRunFixture(isStreamed)
{
    private static readonly JsonObject Schema = JsonObject.Parse("""
        {"type":"object","properties":{"city":{"type":"string"},"days":{"type":"integer"}},"required":["city","days"],
        "additionalProperties":false}
        """);

    [TestCase("{\"city\":\"Paris\"}", "days")]
    [TestCase("", "city")]
    [TestCase("{\"city\":null,\"days\":1}", "city")]
    [TestCase("{\"city\":\"Paris\",\"days\":\"3\"}", "days")]
    [TestCase("{\"city\":\"Paris\",\"days\":1.5}", "days")]
    [TestCase("{\"city\":\"Paris\",\"days\":99999999999}", "days")]
    public async Task Tells_the_model_which_argument_of_a_method_is_wrong(string arguments, string wrong)
    {
        bool isExecuted = false;
        var function = ChatFunction.Create((string city, int days) => $"{isExecuted = true}", "forecast");

        Assert.That(await ErrorSentAsync(function, arguments), Does.StartWith("The arguments are wrong: ").And.Contain(wrong));
        Assert.That(isExecuted, Is.False);
    }

    [TestCase("{\"city\":\"Paris\"}", "days")]
    [TestCase("{\"city\":7,\"days\":1}", "city")]
    public async Task Tells_the_model_which_member_of_the_arguments_is_wrong(string arguments, string wrong)
    {
        bool isExecuted = false;
        var function = ChatFunction.Create<Forecast>("forecast", null, (_, _) => $"{isExecuted = true}");

        Assert.That(await ErrorSentAsync(function, arguments), Does.StartWith("The arguments are wrong: ").And.Contain(wrong));
        Assert.That(isExecuted, Is.False);
    }

    [TestCase("{\"city\":\"Paris\"}", "days")]
    [TestCase("{\"city\":7,\"days\":1}", "city")]
    [TestCase("{\"city\":\"Paris\",\"days\":1,\"more\":2}", "a member that is not in the schema")]
    public async Task Tells_the_model_which_argument_does_not_obey_a_given_schema(string arguments, string wrong)
    {
        bool isExecuted = false;
        var function = ChatFunction.Create("forecast", null, Schema, (_, _) => $"{isExecuted = true}");

        Assert.That(await ErrorSentAsync(function, arguments), Does.StartWith("The arguments are wrong: ").And.Contain(wrong));
        Assert.That(isExecuted, Is.False);
    }

    [Test]
    public async Task A_parameter_with_a_default_may_be_left_out_or_null()
    {
        Server.Enqueue(
            ChatReply.ToolCall("forecast", "{}")
                .AndToolCall("forecast", "{\"city\":null,\"days\":null}")
                .AndToolCall("forecast", "{\"city\":\"Rome\",\"days\":2}"),
            ChatReply.Text("Done."));
        var function = ChatFunction.Create((string city = "Paris", int days = 7) => $"{city} {days}", "forecast");

        await RunAsync(Chat.RunTools(Request(), [function]));

        Assert.That(Server.Requests[1].ToolResults, Is.EqualTo(["Paris 7", "Paris 7", "Rome 2"]));
    }

    [Test]
    public async Task The_model_may_correct_itself()
    {
        Server.Enqueue(
            ChatReply.ToolCall("forecast", "{}"),
            ChatReply.ToolCall("forecast", new { city = "Paris", days = 3 }),
            ChatReply.Text("Done."));

        ToolRun run = Chat.RunTools(Request(), [ChatFunction.Create<Forecast>("forecast", null, (arguments, _) => arguments)]);
        await RunAsync(run);

        Assert.That(Results(run.Messages).Last(), Is.EqualTo("""{"City":"Paris","Days":3}""").IgnoreCase);
    }

    private async Task<string> ErrorSentAsync(ChatFunction function, string arguments)
    {
        Server.Enqueue(ChatReply.ToolCall("forecast", arguments), ChatReply.Text("Sorry."));
        await RunAsync(Chat.RunTools(Request(), [function]));
        return Server.Requests[1].ToolResults.Single();
    }

    private sealed record Forecast([property: JsonProperty("city")] string City, [property: JsonProperty("days")] int Days);
}
