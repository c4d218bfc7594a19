using System.Runtime.Serialization;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using DescriptionAttribute = System.ComponentModel.DescriptionAttribute;

namespace OpenAIChat.Tests.StructuredOutput;

/// <summary>The schemas of types, member by member.</summary>
public sealed class StrictJsonSchemaTests
{
    private enum Mood
    {
        Calm,
        [EnumMember(Value = "very-angry")]
        Angry,
    }

    [Test]
    public void Members_of_a_record_are_required_and_no_others_allowed()
    {
        Assert.That(Schema<City>(), Is.EqualTo(Compact("""
            {
              "type": "object",
              "properties": {
                "name": { "type": "string" },
                "Population": { "description": "How many live there.", "type": ["integer", "null"] },
                "Mood": { "type": "string", "enum": ["Calm", "very-angry"] },
                "Tags": { "type": "array", "items": { "type": "string" } }
              },
              "required": ["name", "Population", "Mood", "Tags"],
              "additionalProperties": false
            }
            """)));
    }

    [Test]
    public void A_recursive_type_refers_to_itself()
    {
        Assert.That(Schema<Tree>(), Is.EqualTo(Compact("""
            {
              "type": "object",
              "properties": {
                "Label": { "type": "string" },
                "Left": { "anyOf": [{ "$ref": "#" }, { "type": "null" }] },
                "Children": { "type": "array", "items": { "$ref": "#" } }
              },
              "required": ["Label", "Left", "Children"],
              "additionalProperties": false
            }
            """)));
    }

    [Test]
    public void A_list_at_the_root_is_wrapped()
    {
        Assert.That(Schema<List<int>>(), Is.EqualTo(Compact("""
            {
              "type": "object",
              "properties": { "value": { "type": "array", "items": { "type": "integer" } } },
              "required": ["value"],
              "additionalProperties": false
            }
            """)));
    }

    [Test]
    public void Every_member_without_a_strict_schema_is_named_with_its_remedy()
    {
        var fault = Assert.Throws<StrictJsonSchemaException>(() => StrictJsonSchema.For<Hopeless>())!;

        Assert.That(
            fault.Problems.Select(problem => problem.Member), Is.EqualTo(new[] { "Hopeless.Map", "Hopeless.Any", "Hopeless.Json" }));
        Assert.That(fault.Problems.Select(problem => problem.Remedy), Has.None.Empty);
        Assert.That(fault.Message, Does.Contain("Hopeless.Map is a dictionary"));
    }

    private static string Schema<T>() => StrictJsonSchema.For<T>().ToString();

    private static string Compact(string json) => JObject.Parse(json).ToString(Formatting.None);

    private sealed record City(
        [property: JsonProperty("name")] string Name, [property: Description("How many live there.")] int? Population, Mood Mood,
        IReadOnlyList<string> Tags);

    private sealed record Tree(string Label, Tree? Left, Tree[] Children);

    private sealed class Hopeless
    {
        public Dictionary<string, int> Map { get; set; } = [];

        public object? Any { get; set; }

        public JToken? Json { get; set; }
    }
}
