using System.ComponentModel.DataAnnotations;
using Newtonsoft.Json;
using Newtonsoft.Json.Converters;
using Newtonsoft.Json.Linq;
using Newtonsoft.Json.Serialization;
using DescriptionAttribute = System.ComponentModel.DescriptionAttribute;
using RangeAttribute = System.ComponentModel.DataAnnotations.RangeAttribute;

namespace OpenAIChat.Tests.StructuredOutput;

/// <summary>What single kinds of members become in a schema, and which have none.</summary>
public sealed class SchemaDetailTests
{
    private enum Mood
    {
        Calm,
        Angry,
    }

    [Flags]
    private enum Rights
    {
        Read = 1,
        Write = 2,
    }

    [TestCase(typeof(DateTime), """{"type":"string","format":"date-time"}""")]
    [TestCase(typeof(DateOnly), """{"type":"string","format":"date"}""")]
    [TestCase(typeof(Guid), """{"type":"string","format":"uuid"}""")]
    [TestCase(typeof(Uri), """{"type":"string"}""")]
    [TestCase(typeof(decimal), """{"type":"number"}""")]
    [TestCase(typeof(byte), """{"type":"integer","minimum":0,"maximum":255}""")]
    [TestCase(typeof(ulong), """{"type":"integer","minimum":0}""")]
    [TestCase(typeof(double?), """{"type":["number","null"]}""")]
    [TestCase(typeof(Mood), """{"type":"string","enum":["Calm","Angry"]}""")]
    [TestCase(typeof(Mood?), """{"type":["string","null"],"enum":["Calm","Angry",null]}""")]
    [TestCase(typeof(List<int?>), """{"type":"array","items":{"type":["integer","null"]}}""")]
    public void A_type_has_its_schema(Type type, string schema) =>
        Assert.That(StrictJsonSchema.For(type)["properties"]!["value"]!.ToString(Formatting.None), Is.EqualTo(schema));

    // Newtonsoft reads neither of them in the format that JSON Schema has for it.
    [TestCase(typeof(TimeOnly))]
    [TestCase(typeof(TimeSpan))]
    public void A_time_has_a_pattern_in_place_of_a_format(Type type)
    {
        JToken schema = StrictJsonSchema.For(type)["properties"]!["value"]!;

        Assert.That(schema["format"], Is.Null);
        Assert.That((string?)schema["pattern"], Does.StartWith("^"));
    }

    [Test]
    public void A_union_begins_each_branch_with_its_discriminator()
    {
        JToken union = StrictJsonSchema.For<Shape>()["properties"]!["value"]!;

        Assert.That(union["anyOf"]!.Select(branch => branch["properties"]!.First!.ToString(Formatting.None)), Is.EqualTo(new[]
        {
            """
            "kind":{"type":"string","const":"circle"}
            """,
            """
            "kind":{"type":"string","const":"square"}
            """,
        }));
    }

    [Test]
    public void What_is_used_twice_is_defined_once_and_described_at_each_use()
    {
        var schema = StrictJsonSchema.For<Trip>().ToJObject();

        Assert.That(((JObject)schema["$defs"]!).Properties().Select(definition => definition.Name), Is.EqualTo(new[] { "Place" }));
        Assert.That(
            schema["properties"]!["From"]!.ToString(Formatting.None),
            Is.EqualTo("""{"description":"Where it begins.","anyOf":[{"$ref":"#/$defs/Place"}]}"""));
        Assert.That(
            schema["properties"]!["To"]!.ToString(Formatting.None), Is.EqualTo("""{"anyOf":[{"$ref":"#/$defs/Place"},{"type":"null"}]}"""));
    }

    [Test]
    public void Two_types_of_one_name_have_two_definitions() =>
        Assert.That(
            ((JObject)StrictJsonSchema.For<Properties.NastyTypes.Twins>()["$defs"]!).Properties().Select(definition => definition.Name),
            Is.EqualTo(new[] { "Same", "Same_2" }));

    [TestCase(typeof(Page<Mood>), "PageOfMood")]
    [TestCase(typeof(Place[]), "PlaceArray")]
    [TestCase(typeof(Dictionary<string, int>.KeyCollection), "KeyCollectionOfStringAndInt32")]
    public void The_name_of_a_format_is_that_of_the_type(Type type, string name) =>
        Assert.That(OpenAIChat.StructuredOutput.SchemaName.Of(type), Is.EqualTo(name));

    [Test]
    public void Constraints_can_be_left_out_of_the_schema_and_still_judge_the_answer()
    {
        var options = new StructuredOutputOptions { IncludeConstraints = false };

        Assert.That(
            StrictJsonSchema.For<Rated>(options)["properties"]!["Stars"]!.ToString(Formatting.None), Is.EqualTo("""{"type":"integer"}"""));
        Assert.That(
            CreateChatCompletionResponse.FromText("""{"Stars":6}""").Parse<Rated>(options).Failure,
            Is.EqualTo(ChatCompletionParseFailure.WrongShape));
    }

    [Test]
    public void Types_and_members_can_be_described_from_outside()
    {
        var options = new StructuredOutputOptions { Describe = provider => (provider as System.Reflection.MemberInfo)?.Name };

        Assert.That((string?)StrictJsonSchema.For<Rated>(options)["properties"]!["Stars"]!["description"], Is.EqualTo("Stars"));
    }

    [Test]
    public void The_callers_naming_strategy_counts()
    {
        var options = new StructuredOutputOptions
        {
            SerializerSettings =
                new()
                {
                    ContractResolver = new DefaultContractResolver { NamingStrategy = new SnakeCaseNamingStrategy() },
                    Converters = { new StringEnumConverter(new CamelCaseNamingStrategy()) }
                },
        };

        Assert.That(
            StrictJsonSchema.For<Named>(options)["properties"]!.ToString(Formatting.None),
            Is.EqualTo("""{"first_name":{"type":"string"},"mood":{"type":"string","enum":["calm","angry"]}}"""));
        Assert.That(
            CreateChatCompletionResponse.FromText("""{"first_name":"x","mood":"angry"}""").Parse<Named>(options).Value,
            Is.EqualTo(new Named("x", Mood.Angry)));
    }

    [Test]
    public void A_limit_can_be_disabled_by_name()
    {
        var fault = Assert
            .Throws<StrictJsonSchemaException>(
            () => StrictJsonSchema.For<Level<Level<Level<Level<Level<Level<Level<Level<Level<Level<Level<int>>>>>>>>>>>>())!;
        Assert.That(fault.Problems.Single().Message, Does.Contain("11 levels"));

        var options = new StructuredOutputOptions { DisabledLimits = { ValidationRule.SchemaDepth } };
        CreateChatCompletionRequest request = StructuredChat.Request;
        request.ResponseFormat = ResponseFormat
            .JsonSchema<Level<Level<Level<Level<Level<Level<Level<Level<Level<Level<Level<int>>>>>>>>>>>>(options);
        Assert.That(
            request.Validate().Where(violation => violation.Rule == ValidationRule.SchemaDepth), Is.Empty,
            "It was accepted when it was made.");
    }

    [TestCase(typeof(Dictionary<string, int>), "DictionaryOfStringAndInt32")]
    [TestCase(typeof(object), "Object")]
    [TestCase(typeof(JToken), "JToken")]
    [TestCase(typeof(Rights), "Rights")]
    [TestCase(typeof(int[,]), "Int32Array")]
    [TestCase(typeof(System.Collections.ArrayList), "ArrayList")]
    [TestCase(typeof(Exception), "Exception")]
    [TestCase(typeof(Action), "Action")]
    [TestCase(typeof(Stream), "Stream")]
    [TestCase(typeof(System.Text.RegularExpressions.Regex), "Regex")]
    [TestCase(typeof(IComparable), "IComparable")]
    [TestCase(typeof(List<object>), "ListOfObject[]")]
    [TestCase(typeof(Foreign), "Foreign.At")]
    [TestCase(typeof(Unbuildable), "Unbuildable")]
    [TestCase(typeof(Clash), "Clash.A")]
    [TestCase(typeof(DotNetPattern), "DotNetPattern.Text")]
    [TestCase(typeof(NotStrict), "NotStrict.Any")]
    public void What_has_no_strict_schema_is_named(Type type, string member)
    {
        var fault = Assert.Throws<StrictJsonSchemaException>(() => StrictJsonSchema.For(type))!;

        Assert.That(fault.Problems.Select(problem => problem.Member), Is.All.EqualTo(member));
        Assert.That(fault.Problems.Select(problem => problem.Remedy), Has.None.Empty);
    }

    [JsonConverter(typeof(SubtypeConverter))]
    [Discriminator("kind"), Subtype(typeof(Circle), "circle"), Subtype(typeof(Square), "square")]
    private abstract record Shape(string Name);

    private sealed record Circle(string Name, double Radius) : Shape(Name);

    private sealed record Square(string Name, double Side) : Shape(Name);

    private sealed record Place(string Name);

    private sealed record Trip([property: Description("Where it begins.")] Place From, Place? To);

    private sealed record Page<T>(List<T> Items);

    private sealed record Level<T>(T A);

    private sealed record Named(string FirstName, Mood Mood);

    private sealed class Rated
    {
        [Range(1, 5)]
        public int Stars { get; set; }
    }

    private sealed class Foreign
    {
        [JsonConverter(typeof(JavaScriptDateTimeConverter))]
        public DateTime At { get; set; }
    }

    private sealed class Unbuildable
    {
        public Unbuildable(int a) => A = a;

        public Unbuildable(string b) => A = b.Length;

        public int A { get; }
    }

    [JsonConverter(typeof(SubtypeConverter))]
    [Discriminator("A"), Subtype(typeof(Clash), "x")]
    private abstract class ClashBase;

    private sealed class Clash : ClashBase
    {
        public string A { get; set; } = "";
    }

    private sealed class DotNetPattern
    {
        [RegularExpression(@"\A(?<year>\d+)\z")]
        public string Text { get; set; } = "";
    }

    private sealed class NotStrict
    {
        [JsonSchema("""{ "type": "object" }""")]
        public JToken? Any { get; set; }
    }
}
