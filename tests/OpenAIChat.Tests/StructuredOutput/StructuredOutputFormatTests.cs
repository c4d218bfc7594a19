using System.Reflection;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace OpenAIChat.Tests.StructuredOutput;

/// <summary>A schema and a reader in place of reflection.</summary>
public sealed class StructuredOutputFormatTests
{
    private static readonly JsonObject Schema = JsonObject.Parse("""
        {
          "type": "object",
          "properties": {
            "name": { "type": "string", "minLength": 1 },
            "stars": { "type": ["integer", "null"], "minimum": 1, "maximum": 5, "multipleOf": 1 },
            "kind": { "type": "string", "enum": ["hotel", "inn"] },
            "near": { "type": "array", "maxItems": 2, "items": { "$ref": "#/$defs/place" } },
            "since": { "anyOf": [{ "type": "string", "format": "date" }, { "type": "null" }] }
          },
          "required": ["name", "stars", "kind", "near", "since"],
          "additionalProperties": false,
          "$defs": {
            "place": {
              "type": "object",
              "properties": { "id": { "const": 7, "type": "integer" } },
              "required": ["id"],
              "additionalProperties": false
            }
          }
        }
        """);

    private static StructuredOutputFormat<string> Format { get; } =
        new("hotel", Schema, static json => (string)json["name"]!, static json => (string?)json["name"] ?? "");

    [Test]
    public async Task The_reader_gets_what_is_valid_under_the_schema()
    {
        StructuredChat chat = new StructuredChat()
            .Answer("""{"name":"Ritz","stars":5,"kind":"hotel","near":[{"id":7}],"since":"1898-06-01"}""");

        ParsedChatCompletion<string> parsed = await chat.Api.CreateChatCompletionAsync(StructuredChat.Request, Format);

        Assert.That(parsed.Value, Is.EqualTo("Ritz"));
        Assert.That((string?)chat.Requests[0]["response_format"]!["json_schema"]!["name"], Is.EqualTo("hotel"));
        Assert.That((bool?)chat.Requests[0]["response_format"]!["json_schema"]!["strict"], Is.True);
    }

    [TestCase("""{"stars":null,"kind":"inn","near":[],"since":null}""", "name")]
    [TestCase("""{"name":"","stars":null,"kind":"inn","near":[],"since":null}""", "name")]
    [TestCase("""{"name":"x","stars":6,"kind":"inn","near":[],"since":null}""", "stars")]
    [TestCase("""{"name":"x","stars":1.5,"kind":"inn","near":[],"since":null}""", "stars")]
    [TestCase("""{"name":"x","stars":1,"kind":"bar","near":[],"since":null}""", "kind")]
    [TestCase("""{"name":"x","stars":1,"kind":"inn","near":[{"id":7},{"id":8}],"since":null}""", "near[1].id")]
    [TestCase("""{"name":"x","stars":1,"kind":"inn","near":[{"id":7},{"id":7},{"id":7}],"since":null}""", "near")]
    [TestCase("""{"name":"x","stars":1,"kind":"inn","near":[],"since":"1898"}""", "since")]
    [TestCase("""{"name":"x","stars":1,"kind":"inn","near":[],"since":null,"more":1}""", "")]
    [TestCase("""{"name":"x","name":"y","stars":1,"kind":"inn","near":[],"since":null}""", "")]
    [TestCase("""[]""", "")]
    public void What_is_not_valid_never_reaches_the_reader(string answer, string path)
    {
        var format = new StructuredOutputFormat<string>("hotel", Schema, static _ => throw new InvalidOperationException());

        var fault = Assert
            .Throws<ChatCompletionParseException>(() => _ = CreateChatCompletionResponse.FromText(answer).Parse(format).Value)!;
        Assert.That(fault.Failure, Is.EqualTo(ChatCompletionParseFailure.WrongShape));
        Assert.That(fault.Path, Is.EqualTo(path));
    }

    [Test]
    public async Task A_stream_shows_what_the_reader_makes_of_the_part_that_is_known()
    {
        StructuredChat chat = new StructuredChat()
            .Stream(["""{"name":"Ri""", "tz\",\"stars\":5", ""","kind":"inn","near":[],"since":null}"""]);

        var shown = new List<string?>();
        await foreach (PartialChatCompletion<string> part in chat.Api.CreateChatCompletionStreamAsync(StructuredChat.Request, Format))
        {
            shown.Add(part.Value);
        }

        Assert.That(shown, Is.EqualTo(new[] { "Ri", "Ritz", "Ritz", "Ritz" }));
    }

    [Test]
    public void Trimmed_programs_can_use_it_without_a_warning()
    {
        string format = typeof(StructuredOutputFormat<>).Name;
        IEnumerable<MethodInfo> methods = typeof(ChatApiStructuredOutput).GetMethods()
            .Where(method => method.GetParameters().Any(parameter => parameter.ParameterType.Name == format));

        Assert.That(methods.Count(), Is.EqualTo(3));
        Assert.That(
            methods.SelectMany(method => method.CustomAttributes.Select(attribute => attribute.AttributeType.Name)),
            Has.None.StartsWith("Requires"));
    }

    [Test]
    public void A_union_is_read_and_written_by_plain_Newtonsoft()
    {
        Properties.NastyTypes.Figure group = new Properties.NastyTypes
            .Group("2026-01-01T00:00:00Z", [new Properties.NastyTypes.Circle(null, 1.5)], null);

        string json = JsonConvert.SerializeObject(group);

        Assert.That(
            json, Is.EqualTo(
            """{"kind":"group","Parts":[{"kind":"circle","Radius":1.5,"Name":null}],"Main":null,"Name":"2026-01-01T00:00:00Z"}"""));
        Assert.That(JsonConvert.SerializeObject(JsonConvert.DeserializeObject<Properties.NastyTypes.Figure>(json)), Is.EqualTo(json));
    }

    [Test]
    public void A_subtype_without_its_discriminator_is_no_JSON_of_the_union()
    {
        Assert.Throws<JsonSerializationException>(
            () => JsonConvert.DeserializeObject<Properties.NastyTypes.Figure>("""{"Radius":1.5,"Name":null}"""));
        Assert.Throws<JsonSerializationException>(
            () => JsonConvert.DeserializeObject<Properties.NastyTypes.Figure>("""{"kind":"cube","Name":null}"""));
        Assert.That(JsonConvert.DeserializeObject<Properties.NastyTypes.Figure>("null"), Is.Null);
        Assert.That(JObject.FromObject(new Properties.NastyTypes.Circle("x", 1)).First!.ToString(Formatting.None), Does.Contain("circle"));
    }
}
