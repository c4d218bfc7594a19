using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace OpenAIChat.Tests.Models;

public sealed class ResponseFormatTests
{
    [Test]
    public void Makes_a_schema_of_text()
    {
        ResponseFormat format = ResponseFormat.JsonSchema("answer", """{"type":"object"}""", strict: true, description: "An answer.");

        Assert.That(
            JsonConvert.SerializeObject(format),
            Is.EqualTo("""{"type":"json_schema","json_schema":{"description":"An answer.","name":"answer","schema":{"type":"object"},"strict":true}}"""));
    }

    [Test]
    public void Makes_the_same_of_a_JObject_an_anonymous_object_and_text()
    {
        JsonObject?[] schemas =
        [
            ResponseFormat.JsonSchema("answer", """{"type":"object"}""").JsonSchema.Schema,
            ResponseFormat.JsonSchema("answer", new JObject { ["type"] = "object" }).JsonSchema.Schema,
            ResponseFormat.JsonSchema("answer", new { type = "object" }).JsonSchema.Schema,
            ResponseFormats.JsonSchema("answer", JsonObject.Parse("""{"type":"object"}""")).JsonSchema.Schema,
        ];

        Assert.That(schemas, Is.All.EqualTo(JsonObject.Parse("""{"type":"object"}""")));
    }

    [Test]
    public void Names_the_plain_formats()
    {
        ResponseFormat[] formats = [ResponseFormat.Text, ResponseFormat.JsonObject];

        Assert.That(JsonConvert.SerializeObject(formats), Is.EqualTo("""[{"type":"text"},{"type":"json_object"}]"""));
    }

    [Test]
    public void Hands_out_a_new_object_each_time()
    {
        ResponseFormat first = ResponseFormat.Text;

        Assert.That(ResponseFormat.Text, Is.Not.SameAs(first));
    }
}
