using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace OpenAIChat.Tests.Models;

public sealed class ToolArgumentsTests
{
    [Test]
    public void Reads_arguments_as_JObject()
    {
        JObject arguments = Call("""{"city":"Rome","day":"2026-01-01T00:00:00Z"}""").GetArguments();

        Assert.That(arguments["day"]!.Type, Is.EqualTo(JTokenType.String));
    }

    [Test]
    public void Reads_arguments_as_an_object()
    {
        Weather arguments = Call("""{"city":"Rome","days":3}""").GetArguments<Weather>();

        Assert.That(arguments, Is.EqualTo(new Weather("Rome", 3)));
    }

    [Test]
    public void Reads_arguments_that_came_as_an_object()
    {
        var call = JsonConvert.DeserializeObject<ChatCompletionMessageToolCall>(
            """{"function":{"name":"get_weather","arguments":{"city":"Rome","days":3}}}""")!;

        Assert.That(call.GetArguments()["city"]!.Value<string>(), Is.EqualTo("Rome"));
        Assert.That(call.GetArguments<Weather>(), Is.EqualTo(new Weather("Rome", 3)));
    }

    [TestCase("")]
    [TestCase("  ")]
    [TestCase("{}")]
    public void Takes_empty_arguments_for_none(string text) => Assert.That(Call(text).GetArguments(), Is.Empty);

    [TestCase("""{"city":"Ro""")]
    [TestCase("""{"city":"Rome"}}""")]
    [TestCase("""["Rome"]""")]
    [TestCase("null")]
    public void Names_the_function_of_invalid_arguments(string text)
    {
        var fault = Assert.Throws<ToolArgumentsException>(() => Call(text).GetArguments());

        Assert.That(fault.Message, Does.Contain("model produced").And.Contain("'get_weather'").And.Not.Contain("Ro"));
        Assert.That((fault.FunctionName, fault.Arguments), Is.EqualTo(("get_weather", text)));
    }

    [TestCase("""{"city":"Ro""")]
    [TestCase("""{"city":"Rome"}}""")]
    [TestCase("""["Rome"]""")]
    [TestCase("null")]
    [TestCase("""{"city":"Rome","days":"many"}""")]
    [TestCase("""{"city":"Rome","days":99999999999}""")]
    public void Names_the_function_of_arguments_that_do_not_fit(string text)
    {
        var fault = Assert.Throws<ToolArgumentsException>(() => Call(text).GetArguments<Weather>());

        Assert.That(fault, Is.InstanceOf<JsonException>());
        Assert.That(fault.Message, Does.Contain("'get_weather'"));
    }

    [TestCase("""{"city":"Ro""", "invalid JSON")]
    [TestCase("""["Rome"]""", "not an object")]
    [TestCase("""{"city":"Rome","days":"many"}""", "does not fit Weather")]
    [TestCase("""{"city":"Rome","days":{}}""", "does not fit Weather")]
    public void Tells_invalid_arguments_from_those_that_do_not_fit(string text, string found)
    {
        var fault = Assert.Throws<ToolArgumentsException>(() => Call(text).GetArguments<Weather>());

        Assert.That(fault.Message, Does.Contain(found));
    }

    private static ChatCompletionMessageToolCall Call(string arguments) => new("call_1", new ToolCallFunction("get_weather", arguments));

    private sealed record Weather(string City, int Days);
}
