using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace OpenAIChat.Tests.Models;

public sealed class ChatToolTests
{
    private const string Schema = """{"type":"object","properties":{"city":{"type":"string"}}}""";

    [Test]
    public void Takes_a_schema_as_JObject()
    {
        var tool = ChatCompletionTool.Function("get_weather", "Tells the weather.", JObject.Parse(Schema), strict: true);

        Assert.That(
            JsonConvert.SerializeObject(tool),
            Is.EqualTo("""{"type":"function","function":{"description":"Tells the weather.","name":"get_weather","parameters":""" + Schema
                + ""","strict":true}}"""));
    }

    [Test]
    public void Takes_a_schema_as_text()
    {
        var tool = ChatCompletionTool.Function("get_weather", "Tells the weather.", Schema);

        Assert.That(tool.Function.Parameters, Is.EqualTo(JsonObject.Parse(Schema)));
    }

    [Test]
    public void Takes_a_schema_as_anonymous_object()
    {
        var tool = ChatCompletionTool.Function(
            "get_weather",
            null,
            new { type = "object", properties = new { city = new { type = "string" } } });

        Assert.That(tool.Function.Parameters, Is.EqualTo(JsonObject.Parse(Schema)));
    }

    [Test]
    public void Takes_a_schema_as_JsonNode_or_JsonElement()
    {
        using var document = System.Text.Json.JsonDocument.Parse(Schema);
        object[] schemas = [System.Text.Json.Nodes.JsonNode.Parse(Schema)!, document.RootElement];

        Assert.That(
            schemas.Select(schema => ChatCompletionTool.Function("get_weather", null, schema).Function.Parameters),
            Is.All.EqualTo(JsonObject.Parse(Schema)));
    }

    [Test]
    public void Sends_only_what_was_set()
    {
        var tool = ChatCompletionTool.Function("now");

        Assert.That(JsonConvert.SerializeObject(tool), Is.EqualTo("""{"type":"function","function":{"name":"now"}}"""));
    }

    [Test]
    public void Takes_no_parameters_for_null()
    {
        var tool = ChatCompletionTool.Function("now", "Tells the time.", null);

        Assert.That(tool.Function.Parameters, Is.Null);
    }

    [Test]
    public void Is_a_plain_method_before_CSharp_14()
    {
        CreateChatCompletionRequest request = new() { Tools = [ChatTool.Function("now"), ChatTool.Custom("sql")] };

        Assert.That(request.Tools.Select(tool => tool.Type), Is.EqualTo(new[] { "function", "custom" }));
    }

    [Test]
    public void Makes_custom_tools_with_a_grammar()
    {
        ChatCompletionCustomTool tool = ChatCompletionRequestTool.Custom("date", format: CustomToolFormat.Regex("[0-9]+"));

        Assert.That(
            JsonConvert.SerializeObject(tool),
            Is.EqualTo("""{"type":"custom","custom":{"name":"date","format":{"type":"grammar","grammar":{"definition":"[0-9]+","syntax":"regex"}}}}"""));
    }

    [Test]
    public void Refuses_a_missing_name() => Assert.That(() => ChatCompletionTool.Function(""), Throws.ArgumentException);

    [Test]
    public void Refuses_text_that_is_no_object() =>
        Assert.That(() => ChatCompletionTool.Function("now", null, "[]"), Throws.InstanceOf<JsonException>());
}
