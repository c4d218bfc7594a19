using System.Globalization;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using Newtonsoft.Json.Serialization;

namespace OpenAIChat.Tests.Runtime.Models;

internal sealed class ConverterTests
{
    [Test]
    public void What_Newtonsoft_reads_as_undefined_counts_as_null()
    {
        var request = JsonConvert.DeserializeObject<CreateChatCompletionRequest>(
            """{"modalities":["text",undefined],"metadata":{"a":undefined},"model":undefined}""")!;

        Assert.That(
            JsonConvert.SerializeObject(request),
            Is.EqualTo("""{"metadata":{"a":null},"model":null,"modalities":["text",null]}"""));
        Assert.That(JsonConvert.DeserializeObject<ReasoningEffort?>("undefined"), Is.Null);
    }

    private const string Whole = """{"type":"2024-01-01T00:00:00Z","weight":1,"child":{"type":null,"other":"2024-01-01T00:00:00Z"},"schema":{"a":1.10,"b":"2024-01-01"},"stop":"END","mode":"fast","unknown":[1.10,12345678901234567890]}""";

    private static readonly JsonSerializerSettings[] OddSettings =
    [
        new(),
        new() { NullValueHandling = NullValueHandling.Include, DefaultValueHandling = DefaultValueHandling.Populate },
        new() { NullValueHandling = NullValueHandling.Ignore, DefaultValueHandling = DefaultValueHandling.Ignore },
        new() { ContractResolver = new DefaultContractResolver { NamingStrategy = new SnakeCaseNamingStrategy(true, true) } },
        new() { TypeNameHandling = TypeNameHandling.All, PreserveReferencesHandling = PreserveReferencesHandling.All },
        new() { DateParseHandling = DateParseHandling.DateTimeOffset, FloatParseHandling = FloatParseHandling.Double },
        new() { MissingMemberHandling = MissingMemberHandling.Error, MetadataPropertyHandling = MetadataPropertyHandling.ReadAhead },
        new() { DateFormatString = "yyyy", Culture = new CultureInfo("") { NumberFormat = { NumberDecimalSeparator = "," } } },
    ];

    [TestCaseSource(nameof(OddSettings))]
    public void Settings_of_a_serializer_change_nothing(JsonSerializerSettings settings)
    {
        SampleModel model = JsonConvert.DeserializeObject<SampleModel>(Whole, settings)!;

        Assert.That(JsonConvert.SerializeObject(model, settings), Is.EqualTo(Whole));
    }

    [Test]
    public void The_client_sends_what_Newtonsoft_writes() =>
        Assert.That(
            SampleJson.Write(SampleJson.Read(Whole)),
            Is.EqualTo(Whole).And.EqualTo(JsonConvert.SerializeObject(SampleJson.Read(Whole))));

    [Test]
    public void A_tree_of_tokens_is_the_same_json()
    {
        var tree = JToken.FromObject(SampleJson.Read(Whole));

        Assert.That(tree.ToString(Formatting.None), Is.EqualTo(Whole));
        Assert.That(SampleJson.Write(tree.ToObject<SampleModel>()!), Is.EqualTo(Whole));
    }

    [Test]
    public void Indented_json_holds_the_same()
    {
        string indented = JsonConvert.SerializeObject(SampleJson.Read(Whole), Formatting.Indented);

        Assert.That(indented, Does.Contain("\n  \"child\": {"));
        Assert.That(SampleJson.Write(SampleJson.Read(indented)), Is.EqualTo(Whole));
    }

    [Test]
    public void A_model_inside_a_class_of_the_user_is_read_and_written_in_place()
    {
        var envelope = new Envelope
        {
            Before = 1,
            Model = SampleJson.Read(Whole),
            Models = [SampleJson.Read("{}"), null],
            After = new DateTime(2024, 1, 2, 3, 4, 5, DateTimeKind.Utc)
        };

        string json = JsonConvert.SerializeObject(envelope);
        Envelope read = JsonConvert.DeserializeObject<Envelope>(json)!;

        Assert.That(json, Is.EqualTo($$"""{"Before":1,"Model":{{Whole}},"Models":[{},null],"Mode":null,"After":"2024-01-02T03:04:05Z"}"""));
        Assert.That(read.After, Is.EqualTo(envelope.After));
        Assert.That(JsonConvert.SerializeObject(read), Is.EqualTo(json));
    }

    [Test]
    public void A_readers_settings_are_put_back()
    {
        using var reader = new JsonTextReader(new StringReader(Whole))
        {
            DateParseHandling = DateParseHandling.DateTimeOffset,
            FloatParseHandling = FloatParseHandling.Double
        };

        new JsonSerializer().Deserialize<SampleModel>(reader);

        Assert.That(reader.DateParseHandling, Is.EqualTo(DateParseHandling.DateTimeOffset));
        Assert.That(reader.FloatParseHandling, Is.EqualTo(FloatParseHandling.Double));
    }

    [Test]
    public void Text_that_looks_like_a_date_stays_text_outside_of_a_model() =>
        Assert.That(
            JsonConvert.DeserializeObject<List<SampleUnion>>("""["2024-01-01T00:00:00Z"]""")![0].AsText,
            Is.EqualTo("2024-01-01T00:00:00Z"));

    [TestCase("child")]
    [TestCase("anything")]
    [TestCase("unknown")]
    public void Nesting_is_limited_whatever_the_settings_say(string name)
    {
        string json = string.Concat(Enumerable.Repeat($$"""{"{{name}}":""", 100_000));
        var unlimited = new JsonSerializerSettings { MaxDepth = null };

        Assert.That(() => JsonConvert.DeserializeObject<SampleModel>(json, unlimited), Throws.InstanceOf<JsonException>());
    }

    [Test]
    public void Null_is_null() => Assert.That(JsonConvert.DeserializeObject<SampleModel>("null"), Is.Null);

    [Test]
    public void A_variant_is_read_as_itself_only()
    {
        Assert.That(JsonConvert.DeserializeObject<SampleCircle>("""{"kind":"circle"}"""), Is.Not.Null);
        Assert.That(() => JsonConvert.DeserializeObject<SampleModel>("[1]"), Throws.InstanceOf<JsonSerializationException>());
    }

    [Test]
    public void An_open_enum_is_its_text()
    {
        Assert.That(JsonConvert.SerializeObject(SampleMode.Fast), Is.EqualTo("\"fast\""));
        Assert.That(JsonConvert.DeserializeObject<SampleMode>("\"new\"").Value, Is.EqualTo("new"));
        Assert.That(JsonConvert.DeserializeObject<SampleMode?>("null"), Is.Null);
    }

    [Test]
    public void A_model_that_holds_itself_is_an_error_not_a_crash()
    {
        var model = new SampleModel();
        model.Child = model;

        Assert.That(() => SampleJson.Write(model), Throws.InstanceOf<JsonSerializationException>());
    }

    private sealed class Envelope
    {
        public int Before { get; set; }

        public SampleModel? Model { get; set; }

        public List<SampleModel?>? Models { get; set; }

        public SampleMode? Mode { get; set; }

        public DateTime After { get; set; }
    }
}
