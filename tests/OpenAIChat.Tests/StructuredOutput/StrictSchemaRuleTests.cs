using Newtonsoft.Json.Linq;
using OpenAIChat.Tests.Validation;

namespace OpenAIChat.Tests.StructuredOutput;

/// <summary>Schemas written by hand with <c>strict: true</c> are judged before they are sent.</summary>
public sealed class StrictSchemaRuleTests
{
    private const string Root = "response_format.json_schema.schema";

    [TestCase("""{ "type": "string" }""", "")]
    [TestCase("""{ "anyOf": [{ "type": "object", "properties": {}, "required": [], "additionalProperties": false }] }""", "")]
    [TestCase("""{ "type": "object", "properties": {}, "required": [] }""", "")]
    [TestCase("""{ "type": "object", "properties": {}, "required": [], "additionalProperties": true }""", "")]
    [TestCase("""{ "type": "object", "properties": { "a": { "type": "string" } }, "required": [], "additionalProperties": false }""", "")]
    [TestCase("""{ "type": "object", "properties": {}, "required": ["a"], "additionalProperties": false }""", "")]
    public void A_root_that_is_not_strict_is_refused(string schema, string path) =>
        Assert.That(Paths(schema), Does.Contain(path.Length == 0 ? Root : Root + "." + path));

    [TestCase("""{ }""", "properties.a")]
    [TestCase("""{ "enum": ["x"] }""", "properties.a")]
    [TestCase("""true""", "properties.a")]
    [TestCase("""{ "type": "text" }""", "properties.a")]
    [TestCase("""{ "type": "array" }""", "properties.a")]
    [TestCase("""{ "type": "array", "items": {} }""", "properties.a.items")]
    [TestCase(
        """{ "type": "object", "properties": { "b": { "type": "null" } }, "required": [], "additionalProperties": false }""",
        "properties.a")]
    [TestCase("""{ "type": ["object", "null"], "properties": {} }""", "properties.a")]
    [TestCase("""{ "type": "string", "default": "x" }""", "properties.a")]
    [TestCase("""{ "type": "string", "format": "uri" }""", "properties.a")]
    [TestCase("""{ "oneOf": [{ "type": "string" }], "type": "string" }""", "properties.a")]
    [TestCase("""{ "allOf": [{ "type": "string" }], "type": "string" }""", "properties.a")]
    [TestCase("""{ "not": { "type": "string" }, "type": "string" }""", "properties.a")]
    [TestCase("""{ "if": {}, "type": "string" }""", "properties.a")]
    [TestCase("""{ "type": "object", "properties": {}, "additionalProperties": false, "patternProperties": {} }""", "properties.a")]
    [TestCase("""{ "type": "object", "properties": {}, "additionalProperties": false, "dependentRequired": {} }""", "properties.a")]
    [TestCase("""{ "$ref": "#/$defs/x" }""", "properties.a")]
    [TestCase("""{ "$ref": "#", "description": "x" }""", "properties.a")]
    [TestCase("""{ "$ref": "https://example.com" }""", "properties.a")]
    [TestCase("""{ "anyOf": [] }""", "properties.a")]
    [TestCase("""{ "anyOf": [{ "type": "string" }, {}] }""", "properties.a.anyOf[1]")]
    [TestCase("""{ "type": "string", "enum": [] }""", "properties.a")]
    public void A_part_that_is_not_strict_is_refused_with_its_path(string part, string path) =>
        Assert.That(Paths(Holding(part)), Is.EqualTo(new[] { Root + "." + path }));

    [TestCase("""{ "type": ["string", "null"], "enum": ["x", null] }""")]
    [TestCase("""{ "$ref": "#" }""")]
    [TestCase("""{ "description": "x", "anyOf": [{ "$ref": "#" }, { "type": "null" }] }""")]
    [TestCase("""{ "type": "string", "format": "date-time", "pattern": "^2", "minLength": 1 }""")]
    [TestCase("""{ "type": "array", "minItems": 1, "maxItems": 2, "items": { "type": "integer", "minimum": 1, "multipleOf": 2 } }""")]
    public void What_is_supported_is_valid(string part) => Assert.That(Paths(Holding(part)), Is.Empty);

    [TestCase("const", true)]
    [TestCase("description", false)]
    public void Branches_begin_with_the_same_property_only_if_it_tells_them_apart(string keyword, bool isValid)
    {
        string Branch(string value) =>
            $$"""
            {
              "type": "object",
              "properties": { "kind": { "type": "string", "{{keyword}}": "{{value}}" } },
              "required": ["kind"],
              "additionalProperties": false
            }
            """;

        Assert.That(Paths(Holding($$"""{ "anyOf": [{{Branch("x")}}, {{Branch("y")}}] }""")), isValid ? Is.Empty : Has.Length.EqualTo(1));
    }

    [Test]
    public void Schemas_of_tools_are_judged_too()
    {
        CreateChatCompletionRequest request = ValidRequest.WithTools(
            ChatCompletionTool.Function("a", null, """{ "type": "object" }""", strict: false),
            ChatCompletionTool.Function("b", null, """{ "type": "object" }""", strict: true));

        Assert.That(
            request.Validate().Select(violation => (violation.Path, violation.Rule)),
            Is.EqualTo(new[] { ("tools[1].function.parameters", ValidationRule.StrictSchema) }));
    }

    [Test]
    public void A_schema_that_is_not_strict_is_the_callers_own() =>
        Assert.That(Request("""{ "type": "string" }""", strict: false).Validate(), Is.Empty);

    [Test]
    public void The_rule_can_be_disabled_by_name() =>
        Assert.That(Request("""{ "type": "string" }""", strict: true).Validate(ValidationRule.StrictSchema), Is.Empty);

    [Test]
    public void Ten_levels_are_allowed_and_eleven_are_not([Values(10, 11)] int levels)
    {
        string schema = """{ "type": "string" }""";
        for (int i = 0; i < levels; i++)
        {
            schema = Holding(schema);
        }

        Assert.That(Rules(schema), levels == 10 ? Is.Empty : Is.EqualTo(new[] { ValidationRule.SchemaDepth }));
        Assert.That(Request(schema, strict: true).Validate(ValidationRule.SchemaDepth), Is.Empty);
    }

    [Test]
    public void Five_thousand_properties_are_allowed_and_one_more_is_not([Values(5_000, 5_001)] int count) =>
        Assert.That(
            Rules(Object(Enumerable.Range(0, count).Select(i => new JProperty("p" + i, new JObject { ["type"] = "string" })))),
            count == 5_000 ? Is.Empty : Is.EqualTo(new[] { ValidationRule.SchemaProperties }));

    [Test]
    public void A_thousand_enum_values_are_allowed_and_one_more_is_not([Values(1_000, 1_001)] int count) =>
        Assert.That(
            Rules(Holding(
            new JObject { ["type"] = "string", ["enum"] = new JArray(Enumerable.Range(0, count).Select(i => "v" + i)) }.ToString())),
            count == 1_000 ? Is.Empty : Is.EqualTo(new[] { ValidationRule.SchemaEnumValues }));

    [Test]
    public void A_large_enum_has_short_values([Values(250, 251)] int count) =>
        Assert.That(
            Rules(Holding(
            new JObject { ["type"] = "string", ["enum"] = new JArray(Enumerable.Range(0, count).Select(i => new string('v', 60) + i)) }
            .ToString())), count == 250 ? Is.Empty : Is.EqualTo(new[] { ValidationRule.SchemaEnumValues }));

    [Test]
    public void Names_and_values_are_short_together() =>
        Assert.That(
            Rules(Object(
            Enumerable.Range(0, 2_000).Select(i => new JProperty(new string('p', 60) + i, new JObject { ["type"] = "string" })))),
            Is.EqualTo(new[] { ValidationRule.SchemaText }));

    private static string[] Paths(string schema) => [.. Request(schema, strict: true).Validate().Select(violation => violation.Path)];

    private static string[] Rules(string schema) =>
        [.. Request(schema, strict: true).Validate().Select(violation => violation.Rule).Distinct()];

    private static string Holding(string part) =>
        $$"""{ "type": "object", "properties": { "a": {{part}} }, "required": ["a"], "additionalProperties": false }""";

    private static string Object(IEnumerable<JProperty> properties)
    {
        var all = new JObject(properties);
        return new JObject
        {
            ["type"] = "object",
            ["properties"] = all,
            ["required"] = new JArray(all.Properties().Select(property => property.Name)),
            ["additionalProperties"] = false
        }.ToString();
    }

    private static CreateChatCompletionRequest Request(string schema, bool strict)
    {
        CreateChatCompletionRequest request = ValidRequest.Create();
        request.ResponseFormat = ResponseFormat.JsonSchema("format", schema, strict);
        return request;
    }
}
