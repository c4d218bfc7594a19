using System.Reflection;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using OpenAIChat.StructuredOutput;

namespace OpenAIChat.Tests.StructuredOutput.Properties;

/// <summary>Random values of nasty types: what Newtonsoft writes is valid under the type's schema, and is read back as the same.</summary>
public sealed class RoundTripTests
{
    private const int Cases = 10_000;

    private static readonly int CasesOfType = (Cases / NastyTypes.All.Length) + 1;

    [Test]
    public void There_are_at_least_60_types() => Assert.That(NastyTypes.All.Distinct().Count(), Is.GreaterThanOrEqualTo(60));

    [TestCaseSource(typeof(NastyTypes), nameof(NastyTypes.All))]
    public void A_value_goes_to_JSON_and_back(Type type)
    {
        var validator = new SchemaValidator(StrictJsonSchema.For(type).ToJObject());
        MethodInfo parse = typeof(RoundTripTests).GetMethod(nameof(Parse), BindingFlags.NonPublic | BindingFlags.Static)!
            .MakeGenericMethod(type);
        foreach (string json in Instances(type))
        {
            var context = new ReadContext(isPartial: false);
            validator.Validate(JsonTextParser.Parse(json).Root!, context);
            Assert.That(context.Faults, Is.Empty, json);

            string back = Write(type, parse.Invoke(null, [json]));
            Assert.That(back, Is.EqualTo(json));
        }
    }

    [TestCaseSource(typeof(NastyTypes), nameof(NastyTypes.All))]
    public void The_schema_obeys_every_rule(Type type) =>
        Assert.That(StrictSchemaRules.Check(StrictJsonSchema.For(type).ToJObject()), Is.Empty);

    [Test]
    public void Ajv_agrees_that_every_value_is_valid()
    {
        var batch = new JArray(NastyTypes.All.Select(type => new JObject
        {
            ["type"] = type.ToString(),
            ["schema"] = StrictJsonSchema.For(type).ToJObject(),
            ["instances"] = new JArray(Instances(type)),
        }));

        Assert.That(Ajv.Faults(batch), Is.Empty);
    }

    private static IEnumerable<string> Instances(Type type)
    {
        var values = new RandomValues(seed: 20261121);
        return Enumerable.Range(0, CasesOfType).Select(_ => Write(type, values.Create(type)));
    }

    // What is no object by itself travels in one.
    internal static string Write(Type type, object? value)
    {
        string json = JsonConvert.SerializeObject(value, type, null);
        var schema = StrictJsonSchema.For(type).ToJObject();
        return schema["properties"] is JObject { Count: 1 } members && members.ContainsKey("value") ? "{\"value\":" + json + "}" : json;
    }

    private static object? Parse<T>(string json) => CreateChatCompletionResponse.FromText(json).Parse<T>().Value;
}
