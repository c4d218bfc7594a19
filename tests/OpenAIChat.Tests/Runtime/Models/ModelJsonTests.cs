using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using OpenAIChat.Runtime;

namespace OpenAIChat.Tests.Runtime.Models;

[TestFixture(Route.Client)]
[TestFixture(Route.Newtonsoft)]
internal sealed class ModelJsonTests(Route route)
{
    private const string Whole = """{"type":"a","count":3,"created":1700000000,"weight":0.25,"on":true,"child":{"type":"b"},"children":[{"count":1}],"texts":["x","y"],"bytes":[1,2],"weights":[0.5,2.0],"labels":{"k":"v"},"biases":{"50256":-100},"anything":{"when":"2024-01-01T00:00:00Z","n":[1,null,false]},"schema":{"type":"object"},"stop":["END"],"mode":"fast","gaps":[null,{"type":"c"}]}""";

    [Test]
    public void Every_kind_of_member_survives_reading_and_writing() => Assert.That(RoundTrip(Whole), Is.EqualTo(Whole));

    [TestCase("""{"type":null}""")]
    [TestCase("""{"weight":1}""")]
    [TestCase("""{"weight":1.0}""")]
    [TestCase("""{"weight":-0.0}""")]
    [TestCase("""{"weight":1E+300}""")]
    [TestCase("""{"weight":9007199254740991}""")]
    [TestCase("""{"type":5}""")]
    [TestCase("""{"type":true,"on":"yes","weight":"heavy"}""")]
    [TestCase("""{"count":1.5}""")]
    [TestCase("""{"created":18446744073709551616}""")]
    [TestCase("""{"unknown":{"a":[{"b":1}]},"other":"2024-01-01T00:00:00+02:00"}""")]
    [TestCase("""{"unknown":123456789012345678901234567890123456789}""")]
    [TestCase("""{"unknown":0.1234567890123456789012345678}""")]
    [TestCase("""{"unknown":1.10}""")]
    [TestCase("""{"unknown":1e100,"after":1}""")]
    [TestCase("""{"anything":{"a":[1e400,1.7976931348623157E+308]}}""")]
    [TestCase("""{"anything":"2024-01-01"}""")]
    [TestCase("""{"anything":1.50}""")]
    [TestCase("""{"schema":{"maximum":1e300,"multipleOf":0.010,"const":123456789012345678901234567890}}""")]
    [TestCase("""{"mode":"unheard of"}""")]
    [TestCase("""{"stop":7}""")]
    [TestCase("""{"texts":[]}""")]
    [TestCase("""{"children":[]}""")]
    [TestCase("""{"children":null}""")]
    [TestCase("""{"type":"\"\\/\b\f\n\r\t\u0000\u001fé\u0085\u2028😀"}""")]
    [TestCase("""{"a\"b":1,"é":2,"":3}""")]
    public void Reads_and_writes_the_same_value(string json)
    {
        string written = RoundTrip(json);

        Assert.That(JToken.DeepEquals(Parse(written), Parse(json)), written);
    }

    [TestCase("""{"unknown":1.10,"more":[0.100]}""")]
    [TestCase("""{"weight":1,"unknown":0.1234567890123456789012345678}""")]
    [TestCase("""{"anything":1e100}""")]
    [TestCase("""{"count":1e100}""")]
    public void Keeps_every_digit(string json) => Assert.That(RoundTrip(json), Is.EqualTo(json));

    [Test]
    public void A_whole_fraction_is_an_integer() => Assert.That(RoundTrip("""{"count":12.0}"""), Is.EqualTo("""{"count":12}"""));

    [Test]
    public void Nulls_in_a_list_are_kept() =>
        Assert.That(RoundTrip("""{"texts":["a",null],"bytes":[null,1]}"""), Is.EqualTo("""{"texts":["a",null],"bytes":[null,1]}"""));

    [Test]
    public void The_last_of_a_repeated_name_wins() =>
        Assert.That(RoundTrip("""{"type":1,"type":"a","type":"b"}"""), Is.EqualTo("""{"type":"b"}"""));

    [Test]
    public void Members_come_in_any_order() =>
        Assert.That(RoundTrip("""{"on":true,"x":1,"type":"a","count":1}"""), Is.EqualTo("""{"type":"a","count":1,"on":true,"x":1}"""));

    [TestCase("""{"child":5}""", "child")]
    [TestCase("""{"child":[1]}""", "child")]
    [TestCase("""{"texts":{"a":1}}""", "texts")]
    [TestCase("""{"texts":"a"}""", "texts")]
    [TestCase("""{"children":[{},"a"]}""", "children[1]")]
    [TestCase("""{"children":[{"child":{"labels":"x"}}]}""", "children[0].child.labels")]
    public void Another_structure_is_an_error_with_its_path(string json, string path)
    {
        var error = Assert.Throws<JsonSerializationException>(() => Read(json));

        Assert.That(error!.Path, Is.EqualTo(path));
        Assert.That(error.Message, Does.Contain($"'{path}'"));
    }

    [TestCase("""{"type":{"a":[1]}}""")]
    [TestCase("""{"type":[{"text":"a"}]}""")]
    [TestCase("""{"count":[]}""")]
    [TestCase("""{"count":4294967296}""")]
    [TestCase("""{"count":-2147483649}""")]
    [TestCase("""{"child":[]}""")]
    [TestCase("""{"child":""}""")]
    [TestCase("""{"texts":{}}""")]
    [TestCase("""{"texts":false}""")]
    public void What_does_not_fit_but_breaks_nothing_is_kept_aside(string json) => Assert.That(RoundTrip(json), Is.EqualTo(json));

    [TestCase("""{"type":"a" """)]
    [TestCase("""{"type":"a",}x""")]
    [TestCase("""{"type":"a"} x""")]
    [TestCase("""{"type":nul}""")]
    [TestCase("""{"bytes":[1""")]
    public void Malformed_text_is_a_json_error(string json) => Assert.That(() => Read(json), Throws.InstanceOf<JsonException>());

    [TestCase("child", "")]
    [TestCase("unknown", "")]
    [TestCase("anything", "")]
    [TestCase("schema", "")]
    public void Nesting_beyond_64_is_an_error(string name, string tail)
    {
        string json = string.Concat(Enumerable.Repeat($$"""{"{{name}}":""", 100_000)) + tail;

        Assert.That(() => Read(json), Throws.InstanceOf<JsonReaderException>().With.Property("Path").Not.Empty);
    }

    [Test]
    public void Nesting_up_to_64_is_fine()
    {
        string json = string.Concat(Enumerable.Repeat("""{"child":""", 63)) + "{}" + new string('}', 63);

        Assert.That(RoundTrip(json), Is.EqualTo(json));
    }

    [Test]
    public void What_was_not_set_is_not_written()
    {
        var model = new SampleModel();
        _ = model.Children.Count;

        Assert.That(Write(model), Is.EqualTo("{}"));
    }

    [Test]
    public void A_handed_out_list_that_was_filled_is_written()
    {
        var model = new SampleModel();
        model.Children.Add(new SampleModel { On = false });

        Assert.That(Write(model), Is.EqualTo("""{"children":[{"on":false}]}"""));
    }

    [Test]
    public void An_explicit_null_can_be_sent()
    {
        var model = new SampleModel { AdditionalProperties = { ["type"] = JValue.CreateNull() } };

        Assert.That(Write(model), Is.EqualTo("""{"type":null}"""));
    }

    [Test]
    public void A_member_that_is_set_wins_over_an_additional_one()
    {
        var model = new SampleModel { Type = "a", AdditionalProperties = { ["type"] = "b" } };

        Assert.That(Write(model), Is.EqualTo("""{"type":"a"}"""));
    }

    [Test]
    public void A_number_that_was_changed_is_written_as_it_is()
    {
        SampleModel model = Read("""{"weight":1}""");
        model.Weight = 1.5;

        Assert.That(Write(model), Is.EqualTo("""{"weight":1.5}"""));
    }

    [Test]
    public void A_copy_does_not_share_additional_members()
    {
        SampleModel model = Read("""{"x":1}""");

        var copy = (SampleModel)model.Copy();
        copy.AdditionalProperties["y"] = 2;

        Assert.That(Write(model), Is.EqualTo("""{"x":1}"""));
        Assert.That(Write(copy), Is.EqualTo("""{"x":1,"y":2}"""));
    }

    [Test]
    public void Text_form_is_json_with_long_text_shortened()
    {
        var model = new SampleModel { Type = new string('x', 1000), Count = 1 };

        Assert.That(model.ToString(), Is.EqualTo($$"""{"type":"{{new string('x', 200)}}… (1000 characters)","count":1}"""));
    }

    [TestCase("""{"kind":"circle","radius":1.5}""", typeof(SampleCircle))]
    [TestCase("""{"radius":1,"kind":"circle"}""", typeof(SampleCircle))]
    [TestCase("""{"radius":1,"x":{"kind":"square"},"kind":"circle","y":[1]}""", typeof(SampleCircle))]
    [TestCase("""{"kind":"square","side":1.10}""", typeof(SampleUnknownShape))]
    [TestCase("""{"kind":5}""", typeof(SampleUnknownShape))]
    [TestCase("""{"kind":"circle","radius":1E-40,"more":[{"kind":"circle"}]}""", typeof(SampleCircle))]
    [TestCase("""{}""", typeof(SampleUnknownShape))]
    public void A_discriminator_is_found_wherever_it_stands(string json, Type type)
    {
        SampleShape shape = route == Route.Client
            ? JsonText.Read(System.Text.Encoding.UTF8.GetBytes(json), SampleShape.Read)
            : JsonConvert.DeserializeObject<SampleShape>(json)!;

        Assert.That(shape, Is.TypeOf(type));
        Assert.That(JToken.DeepEquals(Parse(Write(shape)), Parse(json)), Write(shape));
    }

    [TestCase("""{"circle":1,"radius":2.0}""", false, typeof(SampleCircle))]
    [TestCase("""{"circle":null,"radius":2.0}""", false, typeof(SampleUnknownShape))]
    [TestCase("""{"circle":1,"radius":2.0}""", true, typeof(SampleUnknownShape))]
    public void What_has_no_discriminator_is_the_default_or_told_by_a_member(string json, bool hasDefault, Type type)
    {
        JsonRead<SampleShape> unknown = static json => SampleUnknownShape.Read(json);
        SampleShape ReadShape(JsonInput input) => input.ReadByDiscriminator("kind", kind => kind switch
        {
            "circle" => SampleCircle.Read,
            null when hasDefault => SampleUnknownShape.Read,
            _ => unknown,
        });

        using var newtonsoft = new JsonTextReader(new StringReader(json));
        newtonsoft.Read();

        SampleShape shape = route == Route.Client
            ? JsonText.Read(System.Text.Encoding.UTF8.GetBytes(json), ReadShape)
            : JsonText.Read(newtonsoft, ReadShape);

        Assert.That(shape, Is.TypeOf(type));
        Assert.That(JToken.DeepEquals(Parse(Write(shape)), Parse(json)), Write(shape));
    }

    [Test]
    public void An_error_in_a_discriminated_object_names_its_path()
    {
        const string json = """{"kind":"circle","ticks":{"a":1}}""";

        var error = Assert.Throws<JsonSerializationException>(() => _ = route == Route.Client
            ? JsonText.Read(System.Text.Encoding.UTF8.GetBytes(json), SampleShape.Read)
            : JsonConvert.DeserializeObject<SampleShape>(json));

        Assert.That(error!.Path, Is.EqualTo("ticks"));
    }

    private static JToken Parse(string json)
    {
        using var reader = new JsonTextReader(new StringReader(json)) { DateParseHandling = DateParseHandling.None };
        return JToken.Load(reader);
    }

    private SampleModel Read(string json) => SampleJson.Read(json, route);

    private string Write(JsonModel model) => SampleJson.Write(model, route);

    private string RoundTrip(string json) => Write(Read(json));
}
