using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace OpenAIChat.Tests.Runtime.Models;

internal sealed class JsonObjectTests
{
    [Test]
    public void Keeps_the_text_without_blanks() =>
        Assert.That(
            JsonObject.Parse(" { \"a b\" : [ 1.10 , \"x \\\" y\" ] ,\n\"c\":{ } } ").ToString(),
            Is.EqualTo("""{"a b":[1.10,"x \" y"],"c":{}}"""));

    [TestCase("[]")]
    [TestCase("\"text\"")]
    [TestCase("{} {}")]
    [TestCase("{\"a\":1,}")]
    [TestCase("")]
    [TestCase("{\"a\":[}")]
    public void Refuses_what_is_not_one_object(string json) =>
        Assert.That(
            () => JsonObject.Parse(json),
            Throws.InstanceOf<JsonException>().With.Message.StartsWith("The text is not one JSON object: "));

    [Test]
    public void Equals_by_content()
    {
        var one = JsonObject.Parse("""{"a":1,"b":[1e100,"é"]}""");
        var other = JsonObject.Parse("""{"b":[1e100,"\u00e9"],"a":1}""");

        Assert.That(one, Is.EqualTo(other));
        Assert.That(one.GetHashCode(), Is.EqualTo(other.GetHashCode()));
        Assert.That(one == JsonObject.Parse("""{"a":2}"""), Is.False);
    }

    [Test]
    public void Takes_a_snapshot_of_a_tree()
    {
        var tree = new JObject { ["a"] = 1 };
        JsonObject snapshot = tree;

        tree["a"] = 2;

        Assert.That((int)snapshot["a"]!, Is.EqualTo(1));
        Assert.That(snapshot["b"], Is.Null);
    }

    [Test]
    public void Is_made_of_any_object() =>
        Assert.That(JsonObject.FromObject(new { a = 1, b = new[] { "x" } }).ToString(), Is.EqualTo("""{"a":1,"b":["x"]}"""));

    [TestCase(Formatting.None)]
    [TestCase(Formatting.Indented)]
    public void Newtonsoft_reads_and_writes_it(Formatting formatting)
    {
        var value = JsonObject.Parse("""{"maximum":1e300,"exact":1.10,"when":"2024-01-01T00:00:00Z"}""");

        string json = JsonConvert.SerializeObject(new { value }, formatting);

        Assert.That(
            JObject.Parse(json)["value"]!.ToObject<JsonObject>()!["when"]!.Type,
            Is.EqualTo(JTokenType.String).Or.EqualTo(JTokenType.Date));
        Assert.That(JsonConvert.DeserializeAnonymousType(json, new { value })!.value, Is.EqualTo(value));
    }
}
