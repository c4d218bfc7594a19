using Codegen.Lowering.Shapes;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace OpenAIChat.Tests.Generated;

/// <summary>Every schema of the contract: what is read is written again, whatever it is, by whichever way.</summary>
public class RoundTripTests
{
    public enum Way
    {
        Convert,
        Serializer,
        Token,
        Client,
    }

    [Test]
    public void Every_type_equals_its_JSON_after_reading_and_writing(
        [ValueSource(typeof(Contract), nameof(Contract.Types))] ContractType type, [Values] Way way)
    {
        Assert.Multiple(() =>
        {
            foreach (JToken value in type.Values)
            {
                AssertSame(type.Type, value, way);
            }
        });
    }

    [TestCaseSource(typeof(Contract), nameof(Contract.Examples))]
    public void Every_example_equals_its_JSON_after_reading_and_writing(ContractType type, JToken example)
    {
        foreach (Way way in Enum.GetValues<Way>())
        {
            AssertSame(type.Type, example, way);
        }
    }

    [Test]
    public void An_empty_object_stays_empty([ValueSource(typeof(Contract), nameof(Contract.Objects))] ContractType type, [Values] Way way) =>
        AssertSame(type.Type, new JObject(), way);

    [Test]
    public void What_was_never_set_is_not_written([ValueSource(typeof(Contract), nameof(Contract.Objects))] ContractType type, [Values] Way way)
    {
        var shape = (ObjectShape)type.Shape;
        var constants = shape.Members.Where(member => member.Constant is not null).Select(member => new JProperty(member.JsonName, member.Constant));

        JToken written = Write(Activator.CreateInstance(type.Type)!, way);

        Assert.That(JToken.DeepEquals(written, new JObject(constants)), written.ToString);
    }

    [Test]
    public void A_variant_nobody_knows_stays_as_it_is([ValueSource(typeof(Contract), nameof(Contract.Families))] ContractType type, [Values] Way way)
    {
        var family = (DiscriminatedUnionShape)type.Shape;
        var variant = new JObject { ["a"] = new JArray(1, 2.50m, JValue.CreateNull()), [family.Discriminator] = "not-yet-known" };

        AssertSame(type.Type, variant, way);
        AssertSame(type.Type, new JObject { [family.Discriminator] = 1 }, way);
    }

    [Test]
    public void A_union_keeps_what_is_none_of_its_variants(
        [ValueSource(typeof(Contract), nameof(Contract.Unions))] ContractType type,
        [Values("true", "12345678901234567890123", "1.50", "{\"not yet known\":{\"b\":\"2024-01-01\"}}", "\"text\"", "[]")] string json)
    {
        JToken value = Parse(json);

        AssertSame(type.Type, value, Way.Client);
        AssertSame(type.Type, value, Way.Convert);
    }

    private static void AssertSame(Type type, JToken value, Way way)
    {
        string json = value.ToString(Formatting.None);
        JToken written = Write(Read(type, json, way), way);
        Assert.That(JToken.DeepEquals(written, Parse(json)), () => $"read    {json}\nwritten {written.ToString(Formatting.None)}");
    }

    private static object Read(Type type, string json, Way way)
    {
        switch (way)
        {
            case Way.Convert:
                return JsonConvert.DeserializeObject(json, type)!;
            case Way.Serializer:
                using (var reader = new JsonTextReader(new StringReader(json)))
                {
                    return JsonSerializer.CreateDefault().Deserialize(reader, type)!;
                }

            case Way.Token:
                return Parse(json).ToObject(type)!;
            default:
                return Parse(json).ToObject(type, JsonSerializer.CreateDefault())!;
        }
    }

    private static JToken Write(object value, Way way)
    {
        switch (way)
        {
            case Way.Convert:
                return Parse(JsonConvert.SerializeObject(value, Formatting.Indented));
            case Way.Serializer:
                var text = new StringWriter();
                JsonSerializer.CreateDefault().Serialize(text, value);
                return Parse(text.ToString());
            case Way.Token:
                return Parse(JToken.FromObject(value).ToString(Formatting.None));
            default:
                using (var stream = new StringWriter())
                {
                    using (var writer = new JsonTextWriter(stream) { QuoteChar = '\'', StringEscapeHandling = StringEscapeHandling.EscapeNonAscii })
                    {
                        JsonSerializer.CreateDefault().Serialize(writer, value);
                    }

                    return Parse(stream.ToString());
                }
        }
    }

    private static JToken Parse(string json)
    {
        using var reader = new JsonTextReader(new StringReader(json)) { DateParseHandling = DateParseHandling.None, FloatParseHandling = FloatParseHandling.Decimal };
        return JToken.ReadFrom(reader);
    }
}
