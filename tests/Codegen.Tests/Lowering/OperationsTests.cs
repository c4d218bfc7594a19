using Codegen.Lowering;
using Newtonsoft.Json.Linq;

namespace Codegen.Tests.Lowering;

/// <summary>Which operations are kept, and how each is called.</summary>
public class OperationsTests
{
    [Test]
    public void Shared_parameters_bodies_and_responses_are_put_in_their_place()
    {
        var sample = Sample.Whole(
            """
            openapi: 3.0.3
            info: { title: Sample, version: "1" }
            paths:
              /things/{id}:
                parameters: [ { $ref: '#/components/parameters/Id' }, { name: limit, in: query, schema: { type: string } } ]
                post:
                  operationId: sendThing
                  parameters: [ { name: limit, in: query, schema: { type: integer } } ]
                  requestBody: { $ref: '#/components/requestBodies/Thing' }
                  responses: { 2XX: { $ref: '#/components/responses/Thing' } }
            components:
              parameters: { Id: { name: id, in: path, required: true, schema: { type: string } } }
              requestBodies: { Thing: { content: { application/json: { schema: { $ref: '#/components/schemas/Thing' } } } } }
              responses: { Thing: { description: A thing., content: { application/json: { schema: { $ref: '#/components/schemas/Thing' } } } } }
              schemas: { Thing: { type: object, properties: { a: { type: string } } } }
            """);

        JObject operation = sample.Operation("/things/{id}", "post");

        Assert.That(
            operation["parameters"]!.Select(parameter => $"{parameter["in"]} {parameter["x-cs-name"]}"),
            Is.EquivalentTo(new[] { "path id", "query Limit" }));
        Assert.That((string?)operation["x-cs-parameters"], Is.EqualTo("SendThingParameters"));
        Assert.That((string?)operation["x-cs-body"], Is.EqualTo("Thing"));
        Assert.That((string?)operation["x-cs-result"]!["name"], Is.EqualTo("Thing"));
    }

    [TestCase("in: query, schema: { type: array, items: { type: string } }", null)]
    [TestCase("in: query, explode: false, schema: { type: array, items: { type: string } }", ",")]
    [TestCase("in: query, style: pipeDelimited, schema: { type: array, items: { type: integer } }", "%7C")]
    [TestCase("in: query, style: spaceDelimited, explode: true, schema: { type: array, items: { enum: [a, b] } }", null)]
    [TestCase("in: header, schema: { type: array, items: { type: string } }", null)]
    public void A_list_is_sent_in_the_style_of_its_parameter(string parameter, string? separator) => Assert.That(
        (string?)Sample.Whole(Operation($"parameters: [ {{ name: p, {parameter} }} ]\n      responses: {{}}"))
            .Operation("/things", "post")["parameters"]![0]!["x-cs-separator"],
        Is.EqualTo(separator));

    [Test]
    public void A_parameter_is_described_by_itself_or_by_its_schema_and_says_that_it_is_deprecated() => Assert.That(
        Sample.Whole(Operation(
            "parameters: [ { name: p, in: query, deprecated: true, schema: { type: string, description: What. } } ]\n      responses: {}"))
            .Operation("/things", "post")["parameters"]![0]!["x-cs-summary"]!.Values<string>(),
        Is.EqualTo(new[] { "Gets or sets the p. Deprecated." }));

    [Test]
    public void A_stream_without_a_description_has_a_summary_and_says_what_it_sets()
    {
        var stream = (JObject)Sample.Whole(Operation(
            "requestBody: { content: { application/json: { schema: { type: object, properties: { stream: { type: boolean } } } } } }\n"
            + "      responses: { '200': { content: { text/event-stream: { schema: { type: object } } } } }")).Operation("/things", "post")[
                "x-cs-stream"]!;

        Assert.That((string?)stream["summary"]![0], Is.EqualTo("Streams POST /things."));
        Assert.That((string?)stream["remarks"]![0], Is.EqualTo("The method sets <c>Stream</c> on a copy of the request."));
    }

    [Test]
    public void A_part_of_the_path_that_is_not_declared_is_a_text()
    {
        var sample = Sample.Whole(Operation("responses: {}").Replace("/things:", "/things/{id}:", StringComparison.Ordinal));

        Assert.That((string?)sample.Operation("/things/{id}", "post")["parameters"]![0]!["schema"]!["type"], Is.EqualTo("string"));
    }

    [Test]
    public void An_operation_whose_name_starts_with_a_digit_gets_one_that_a_method_can_have() => Assert.That(
        (string?)Sample.Whole(Operation("responses: {}", id: "operationId: 2nd-try")).Operation("/things", "post")["x-cs-name"], Is.EqualTo(
            "Operation2ndTry"));

    [Test]
    public void An_operation_without_a_name_is_named_by_method_and_path() => Assert.That(
        (string?)Sample.Whole(Operation("responses: { '204': { description: None. } }", id: ""))
            .Operation("/things", "post")["x-cs-name"], Is.EqualTo("PostThings"));

    [Test]
    public void An_event_stream_that_an_edition_does_not_declare_is_named_by_the_configuration()
    {
        const string Contract =
            """
            openapi: 3.0.3
            info: { title: Sample, version: "1" }
            paths:
              /things:
                post:
                  operationId: sendThing
                  responses: { '200': { description: A thing., content: { application/json: { schema: { $ref: '#/components/schemas/Thing' } } } } }
            components:
              schemas:
                Thing: { type: object, properties: { a: { type: string } } }
                Piece: { type: object, properties: { b: { type: string } } }
            """;
        var config = new LoweringConfig { Streams = new Dictionary<string, string> { ["sendThing"] = "Piece" } };

        JObject operation = Sample.Whole(Contract, config).Operation("/things", "post");

        Assert.That((string?)operation["x-cs-stream"]!["item"]!["name"], Is.EqualTo("Piece"));
    }

    [Test]
    public void The_summary_of_a_stream_says_that_it_is_one()
    {
        JObject operation = Sample.Whole(
            """
            openapi: 3.0.3
            info: { title: Sample, version: "1" }
            paths:
              /things:
                post:
                  operationId: sendThing
                  summary: Send a thing. Or two.
                  description: It is kept.
                  requestBody: { content: { application/json: { schema: { $ref: '#/components/schemas/Thing' } } } }
                  responses: { '200': { description: A thing., content: { text/event-stream: { schema: { $ref: '#/components/schemas/Thing' } } } } }
            components:
              schemas: { Thing: { type: object, properties: { stream: { type: boolean } } } }
            """).Operation("/things", "post");

        Assert.That((string?)operation["x-cs-summary"]![0], Is.EqualTo("Send a thing."));
        Assert.That((string?)operation["x-cs-stream"]!["summary"]![0], Is.EqualTo("Send a thing, as a stream."));
        Assert.That(
            (string?)operation["x-cs-stream"]!["remarks"]![0],
            Is.EqualTo("Or two. It is kept. The method sets <c>Stream</c> on a copy of the request."));
    }

    [Test]
    public void A_pattern_after_an_exclamation_mark_leaves_paths_out()
    {
        var config = new LoweringConfig { Operations = ["/a/**", "!/a/*/c"] };

        Assert.That(config.Keeps("/a/b", "get"));
        Assert.That(config.Keeps("/a/b/c", "get"), Is.False);
        Assert.That(new LoweringConfig { Operations = ["!/b"] }.Keeps("/a", "get"));
    }

    [TestCase(
        "requestBody: { content: { multipart/form-data: { schema: { type: object } } } }\n      responses: {}",
        "the request body is not JSON (multipart/form-data)")]
    [TestCase(
        "requestBody: { content: { application/json: { schema: { type: array } } } }\n      responses: {}",
        "the request body is not an object with declared members")]
    [TestCase(
        "responses: { '200': { description: x, content: { audio/mpeg: {} } } }",
        "the answer is neither JSON nor an event stream (audio/mpeg)")]
    [TestCase(
        "responses: { '200': { description: x, content: { application/json: { schema: { type: integer } } } } }",
        "the answer is a bare value")]
    [TestCase(
        "parameters: [ { name: p, in: path, style: matrix, schema: { type: string } } ]\n      responses: {}",
        "the parameter 'p' has the style 'matrix'")]
    [TestCase(
        "parameters: [ { name: p, in: query, required: true, schema: { type: object, properties: { a: {} } } } ]\n      responses: {}",
        "the parameter 'p'")]
    public void What_the_client_cannot_carry_is_refused_with_the_entry_that_leaves_it_out(string operation, string reason)
    {
        var refused = Assert.Throws<ContractException>(() => Sample.Whole(Operation(operation)))!;

        Assert.That(refused.Message, Does.Contain(reason).And.Contain("add \"!POST /things\" to \"operations\" in lowering.json").And
            .Contain("(at #/paths/~1things/post"));
        Assert.That(refused.Position, Is.Not.Null);
    }

    [Test]
    public void Two_operations_of_one_name_are_refused()
    {
        string contract = Operation("responses: {}") + "\n  /others:\n    post:\n      operationId: sendThing\n      responses: {}";

        Assert.That(() => Sample.Whole(contract), Throws.TypeOf<ContractException>().With.Message.Contains("'sendThing' is used twice"));
    }

    [Test]
    public void No_operation_to_keep_is_an_error() => Assert.That(
        () => Sample.Whole(Operation("responses: {}"), new LoweringConfig { Operations = ["/chat"] }),
        Throws.TypeOf<ContractException>().With.Message.Contains("no operation fits \"operations\" of lowering.json (/chat)"));

    [Test]
    public void Parts_of_a_composition_that_disagree_are_refused_with_the_entry_that_decides() => Assert.That(
        () => Sample.Of("Root: { allOf: [ { properties: { a: { type: string } } }, { properties: { a: { type: array } } } ] }"),
        Throws.TypeOf<ContractException>().With.Message.Contains("add \"Root.a\" to \"any\" in lowering.json").And.Message
            .Contains("#/components/schemas/Root/allOf/1/properties/a"));

    [TestCase("Root: { allOf: [ { $ref: '#/components/schemas/Root' }, { properties: { a: {} } } ] }", "composed of itself")]
    [TestCase("Root: { $ref: '#/components/schemas/Other' }\nOther: { $ref: '#/components/schemas/Root' }", "circle")]
    [TestCase("Root: { type: object, properties: { a: { $ref: '#/components/schemas/None' } } }", "leads nowhere")]
    [TestCase("Root: { type: object, properties: { a: { $ref: 'other.yaml#/A' } } }", "another document")]
    [TestCase("Root: { type: object, properties: { a: { $ref: '#/components/schemas/Self' } } }\nSelf: { oneOf: [ { $ref: "
        + "'#/components/schemas/Self' }, { type: string } ] }", "one of its own variants")]
    public void What_leads_nowhere_or_to_itself_is_one_line_with_its_place(string schemas, string reason)
    {
        var refused = Assert.Throws<ContractException>(() => Sample.Of(schemas))!;

        Assert.That(refused.Message, Does.Contain(reason).And.StartWith("sample.yaml(").And.Contain("(at #/"));
        Assert.That(refused.Message, Does.Not.Contain("\n"));
    }

    private static string Operation(string rest, string id = "operationId: sendThing") =>
        $"""
        openapi: 3.1.0
        info: {"{ title: Sample, version: '1' }"}
        paths:
          /things:
            post:
              {(id.Length == 0 ? "summary: None." : id)}
              {rest}
        """;
}
