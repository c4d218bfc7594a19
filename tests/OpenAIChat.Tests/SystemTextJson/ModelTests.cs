using System.Text.Json;
using System.Text.Json.Nodes;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using OpenAIChat.Tests.Generated;
using JsonSerializer = System.Text.Json.JsonSerializer;

namespace OpenAIChat.Tests.SystemTextJson;

/// <summary>Every type of the contract reads and writes with System.Text.Json as it does with Newtonsoft.</summary>
internal sealed class ModelTests
{
    private static readonly string[] OddValues =
    [
        "{}", "[]", "\"text\"", "\"\"", "1", "-0.50", "12345678901234567890123", "true", """{"type":"not yet known","a":[1,2.50,null]}""",
        """{"role":1}""", """{"role":null,"content":7,"choices":null}""", """{"model":"a","model":"b","messages":{}}""", "[[],{},\"a\"]",
        """{"é😀":"\u0085\u2028<>&'+/"}""",
    ];

    private static readonly JsonSerializerOptions[] Options =
    [
        JsonSerializerOptions.Default, JsonSerializerOptions.Web,
        new()
        {
            PropertyNamingPolicy = JsonNamingPolicy.KebabCaseUpper, DictionaryKeyPolicy = JsonNamingPolicy.CamelCase, IncludeFields = true,
            DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.Never, PropertyNameCaseInsensitive = true,
        },
    ];

    [Test]
    public void Every_type_reads_and_writes_as_with_Newtonsoft([ValueSource(typeof(Contract), nameof(Contract.Types))] ContractType type) =>
        Assert.Multiple(() =>
        {
            foreach (JToken value in type.Values)
            {
                AssertSame(type.Type, value.ToString(Formatting.None));
                AssertSame(type.Type, value.ToString(Formatting.Indented));
            }
        });

    [Test]
    public void Every_type_takes_odd_values_as_with_Newtonsoft(
        [ValueSource(typeof(Contract), nameof(Contract.Types))] ContractType type, [ValueSource(nameof(OddValues))] string json) =>
        AssertSame(type.Type, json);

    [TestCaseSource(typeof(Contract), nameof(Contract.Examples))]
    public void Every_example_reads_and_writes_as_with_Newtonsoft(ContractType type, JToken example) =>
        AssertSame(type.Type, example.ToString(Formatting.None));

    [Test]
    public void Every_public_type_that_Newtonsoft_has_a_converter_for_has_one_here()
    {
        IEnumerable<Type> types = typeof(JsonModel).Assembly.GetExportedTypes()
            .Where(type => type.IsDefined(typeof(JsonConverterAttribute), inherit: true) || typeof(JsonModel).IsAssignableFrom(type));

        Assert.That(
            types.Where(type => !type.IsDefined(typeof(System.Text.Json.Serialization.JsonConverterAttribute), inherit: false)), Is.Empty);
    }

    [Test]
    public void A_variant_nobody_knows_is_written_as_it_was_read(
        [ValueSource(typeof(Contract), nameof(Contract.Families))] ContractType type)
    {
        const string Json = """{"role":"not yet known","type":"not yet known","object":"not yet known","a":[1,2.50,null]}""";

        object read = JsonSerializer.Deserialize(Json, type.Type)!;

        Assert.That(JsonSerializer.Serialize<object>(read), Is.EqualTo(Json));
        Assert.That(JsonSerializer.Serialize(read, type.Type), Is.EqualTo(Json));
        Assert.That(JsonSerializer.Serialize(read, typeof(JsonModel)), Is.EqualTo(Json));
    }

    private static void AssertSame(Type type, string json)
    {
        string? refusal = null;
        object? expected = null;
        try
        {
            expected = JsonConvert.DeserializeObject(json, type);
        }
        catch (Newtonsoft.Json.JsonException fault)
        {
            refusal = fault.Message;
        }

        if (refusal is not null)
        {
            Assert.That(
                () => JsonSerializer.Deserialize(json, type),
                Throws.InstanceOf<System.Text.Json.JsonException>(),
                $"{json}: {refusal}");
            return;
        }

        foreach (JsonSerializerOptions options in Options)
        {
            object? read = JsonSerializer.Deserialize(json, type, options);
            Assert.That(JsonConvert.SerializeObject(read), Is.EqualTo(JsonConvert.SerializeObject(expected)), json);
            Assert.That(JsonSerializer.Serialize(read, type, options), Is.EqualTo(JsonConvert.SerializeObject(expected)), json);
            Assert.That(JsonSerializer.Serialize<object?>(read, options), Is.EqualTo(JsonConvert.SerializeObject(expected)), json);
        }

        string indented = JsonSerializer.Serialize(expected, type, new JsonSerializerOptions { WriteIndented = true });
        Assert.That(
            JToken.DeepEquals(Parse(indented), Parse(JsonConvert.SerializeObject(expected))), $"{json}\nindented: {indented}");
        Assert.That(
            JsonNode.Parse(indented)?.ToJsonString(),
            Is.EqualTo(JsonNode.Parse(JsonConvert.SerializeObject(expected))?.ToJsonString()));
    }

    private static JToken Parse(string json) =>
        JsonConvert.DeserializeObject<JToken>(
            json,
            new JsonSerializerSettings { DateParseHandling = DateParseHandling.None, FloatParseHandling = FloatParseHandling.Decimal })!;
}
