using Codegen.Lowering;
using Codegen.Lowering.CSharp;
using Codegen.Lowering.Shapes;

namespace Codegen.Tests.Lowering;

/// <summary>What an operation takes and answers: JSON and event streams are right, all else is refused by operation and method.</summary>
internal sealed class ContentTests
{
    private const string Json = "application/json: { schema: { $ref: '#/components/schemas/Thing' } }";

    private const string Sent = $"requestBody: {{ content: {{ {Json} }} }}";

    [TestCase(
        "responses: { '200': { description: x, content: { audio/mpeg: { schema: { type: string, format: binary } } } } }",
        "neither JSON nor an event stream (audio/mpeg)")]
    [TestCase(
        "responses: { '200': { description: x, content: { '*/*': { schema: { type: string, format: binary } } } } }",
        "neither JSON nor an event stream (*/*)")]
    [TestCase(
        "responses: { '200': { description: x, content: { application/json: { schema: { $ref: '#/components/schemas/Bytes' } } } } }",
        "neither JSON nor an event stream")]
    [TestCase(
        "responses: { '200': { description: x, content: { application/json: { schema: { type: string } } } } }",
        "the answer is a plain string, which is how contracts describe the content of a file")]
    [TestCase(
        "responses: { '200': { description: x, content: { application/json: { schema: { type: integer } } } } }",
        "the answer is a bare value")]
    [TestCase(
        "responses: { '200': { description: x, content: { text/event-stream: { schema: { type: string } } } } }",
        "the answer is a bare value")]
    [TestCase(
        "responses: { '200': { description: x, content: { text/plain: { schema: { type: string } } } } }",
        "neither JSON nor an event stream (text/plain)")]
    [TestCase("responses: { '200': { description: x, content: { application/jsonl: {} } } }", "a stream of application/jsonl")]
    [TestCase(
        $"responses: {{ '200': {{ description: x, content: {{ {Json}, application/x-ndjson: {{}} }} }} }}",
        "a stream of application/x-ndjson")]
    [TestCase(
        "responses: { '200': { description: x, content: { application/octet-stream: {}, text/event-stream: {} } } }",
        "(application/octet-stream, text/event-stream)")]
    [TestCase($"responses: {{ '200': {{ description: x, content: {{ {Json} }} }}, '201': {{ description: x, content: {{ application/json: "
        + $"{{ schema: {{ $ref: '#/components/schemas/Other' }} }} }} }} }}", "the status 201 is of another type")]
    [TestCase("responses: { '200': { description: x } }", "does not describe the content of the answer with the status 200")]
    public void An_answer_that_the_client_does_not_read_is_refused_by_its_method_and_its_sibling_is_not(string get, string reason)
    {
        string contract = Paths(get, $"{Sent}\n      responses: {{ '200': {{ description: x, content: {{ {Json} }} }} }}");

        var refused = Assert.Throws<ContractException>(() => Sample.Whole(contract))!;
        Operation sibling = Lower(contract, new LoweringConfig { Operations = ["!GET /things"] }).Operations.Single();

        Assert.That(refused.Message, Does.Contain(reason).And.Contain("add \"!GET /things\" to \"operations\" in lowering.json"));
        Assert.That(CSharpTypes.Name(sibling.Result!), Is.EqualTo("Thing"));
    }

    [TestCase(
        "requestBody: { content: { multipart/form-data: { schema: { $ref: '#/components/schemas/Thing' } } } }",
        "the request body is not JSON (multipart/form-data)")]
    [TestCase(
        "requestBody: { content: { application/json: { schema: { $ref: '#/components/schemas/Upload' } }, multipart/form-data: {} } }",
        "holds a file, 'file', which JSON does not carry")]
    [TestCase("parameters: [ { name: p, in: cookie, required: true, schema: { type: string } } ]", "'p' travels in 'cookie'")]
    [TestCase(
        "parameters: [ { name: p, in: header, required: true, schema: { type: object, properties: { a: {} } } } ]",
        "the parameter 'p' is not a string")]
    public void What_the_client_does_not_send_is_refused_by_its_method(string post, string reason)
    {
        var refused = Assert.Throws<ContractException>(() => Sample.Whole(Paths("responses: {}", $"{post}\n      responses: {{}}")))!;

        Assert.That(
            refused.Message,
            Does.Contain(reason).And.Contain("add \"!POST /things\" to \"operations\" in lowering.json").And.Not.Contain("GET"));
    }

    [Test]
    public void Everything_that_is_refused_is_told_at_once_a_line_each()
    {
        var refused = Assert.Throws<ContractException>(() => Sample.Whole(Paths(
            "responses: { '200': { description: x, content: { audio/mpeg: {} } } }",
            "requestBody: { content: { multipart/form-data: {} } }\n      responses: {}")))!;

        Assert.That(refused.Message.Split('\n'), Has.Length.EqualTo(2).And.All.StartsWith("sample.yaml("));
        Assert.That(refused.Message, Does.Contain("\"!GET /things\"").And.Contain("\"!POST /things\""));
    }

    [TestCase("{ name: p, in: header, schema: { type: object, properties: { a: {} } } }")]
    [TestCase("{ name: p, in: query, style: deepObject, schema: { type: object, properties: { a: { type: string } } } }")]
    [TestCase("{ name: p, in: query, content: { application/json: { schema: { type: string } } } }")]
    [TestCase("{ name: p, in: cookie, schema: { type: string } }")]
    public void An_optional_parameter_of_an_odd_kind_is_left_out_with_a_note(string parameter)
    {
        ContractLowering lowering = Lower(Paths(
            $"parameters: [ {parameter}, {{ name: q, in: query, schema: {{ type: string }} }} ]\n      responses: {{}}",
            "responses: {}"));

        Assert.That(lowering.Operations[0].Parameters.Select(kept => kept.Name), Is.EqualTo(new[] { "q" }));
        Assert.That(lowering.Operations[0].Notes.Single(), Does.StartWith("the optional parameter 'p' is left out: it "));
    }

    [TestCase($"requestBody: {{ content: {{ multipart/form-data: {{ schema: {{ $ref: '#/components/schemas/Upload' }} }}, {Json} }} }}\n  "
        + $"    responses: {{}}", "the request body is sent as application/json, never as multipart/form-data")]
    [TestCase("requestBody: { content: { application/merge-patch+json: { schema: { $ref: '#/components/schemas/Thing' } } } }\n      "
        + "responses: {}", "the request body is sent as application/json, never as application/merge-patch+json")]
    [TestCase(
        $"responses: {{ '200': {{ description: x, content: {{ {Json}, application/xml: {{}} }} }} }}",
        "the answer is asked for as application/json, never as application/xml")]
    [TestCase(
        $"responses: {{ '200': {{ description: x, content: {{ {Json} }} }}, '204': {{ description: x }} }}",
        "an answer with the status 204 has no content, unlike that with 200, and is an exception")]
    public void What_else_an_operation_takes_or_answers_is_noted(string post, string note) =>
        Assert.That(Lower(Paths("responses: {}", post)).Operations[1].Notes, Is.EqualTo(new[] { note }));

    [TestCase("{ type: object, required: [data], properties: { data: { $ref: '#/components/schemas/Thing' } } }")]
    [TestCase("{ type: object, properties: { event: { type: string }, id: { type: string }, retry: { type: integer }, data: { $ref: "
        + "'#/components/schemas/Thing' } } }")]
    [TestCase("{ $ref: '#/components/schemas/Event' }")]
    [TestCase("{ oneOf: [ { $ref: '#/components/schemas/Event' }, { $ref: '#/components/schemas/Sentinel' } ] }")]
    [TestCase("{ anyOf: [ { $ref: '#/components/schemas/Thing' }, { type: string, enum: ['[DONE]'] } ] }")]
    [TestCase("{ type: object, properties: { data: { oneOf: [ { $ref: '#/components/schemas/Thing' }, { const: '[DONE]' } ] } } }")]
    [TestCase("{ type: object, properties: { data: { type: string, contentMediaType: application/json, contentSchema: { $ref: "
        + "'#/components/schemas/Thing' } } } }")]
    public void The_item_of_a_stream_is_what_its_events_carry(string schema)
    {
        Operation operation = Post(
            $"responses: {{ '200': {{ description: x, content: {{ text/event-stream: {{ schema: {schema} }} }} }} }}");

        Assert.That(CSharpTypes.Name(operation.StreamItem!), Is.EqualTo("Thing"));
    }

    [Test]
    public void An_item_that_has_data_and_more_is_no_event()
    {
        const string Page = "{ title: Page, type: object, properties: { data: { type: array, items: {} }, object: { type: string } } }";

        Operation operation = Post($"responses: {{ '200': {{ description: x, content: {{ text/event-stream: {{ schema: {Page} }} }} }} }}");

        Assert.That(CSharpTypes.Name(operation.StreamItem!), Is.EqualTo("SendThingStreamItem"));
    }

    [Test]
    public void Events_that_only_their_name_tells_apart_are_refused()
    {
        const string Events = "{ oneOf: [ { properties: { event: { const: a }, data: { $ref: '#/components/schemas/Thing' } } }, { "
            + "properties: { event: { const: b }, data: { $ref: '#/components/schemas/Other' } } } ] }";

        Assert.That(
            () => Sample.Whole(Paths(
                "responses: {}",
                $"responses: {{ '200': {{ description: x, content: {{ text/event-stream: {{ schema: {Events} }} }} }} }}")),
            Throws.TypeOf<ContractException>().With.Message.Contains("the events of the stream differ only by name"));
    }

    [TestCase($"{Json}, text/event-stream: {{ schema: {{ $ref: '#/components/schemas/Other' }} }}")]
    [TestCase(Json)]
    public void The_entry_of_streams_wins_over_what_the_contract_declares(string content)
    {
        var config = new LoweringConfig { Streams = new Dictionary<string, string> { ["sendThing"] = "Event" } };

        Operation operation = Post($"responses: {{ '200': {{ description: x, content: {{ {content} }} }} }}", config);

        Assert.That(CSharpTypes.Name(operation.StreamItem!), Is.EqualTo("Thing"));
    }

    [Test]
    public void A_body_of_a_plain_and_a_streaming_request_is_one_request()
    {
        Operation operation = Post("""
            requestBody: { content: { application/json: { schema: { oneOf: [ { $ref: '#/components/schemas/Plain' }, { $ref: '#/components/schemas/Streaming' } ] } } } }
                  responses: { '200': { description: x, content: { text/event-stream: { schema: { $ref: '#/components/schemas/Thing' } } } } }
            """);

        var body = (ObjectShape)operation.Body!.Shape;
        Assert.That(body.Name, Is.EqualTo("SendThingRequest"));
        Assert.That(
            body.Members.Select(member => $"{member.JsonName}{(member.Required ? "!" : "")}: {CSharpTypes.Name(member.Type)}"),
            Is.EqualTo(new[] { "model!: string", "stream: bool", "options: Thing" }));
    }

    [TestCase("")]
    [TestCase("text/event-stream: { schema: { $ref: '#/components/schemas/Thing' } }, ")]
    public void A_GET_that_may_stream_asks_for_it_in_its_query(string stream)
    {
        string contract = Paths(
            $"parameters: [ {{ name: stream, in: query, schema: {{ type: boolean }} }} ]\n      responses: {{ '200': {{ description: x, "
                + $"content: {{ {stream}{Json} }} }} }}",
            "responses: {}");
        var config = new LoweringConfig
        {
            Streams = stream.Length > 0 ? new Dictionary<string, string>() : new Dictionary<string, string> { ["getThing"] = "Thing" }
        };

        Operation operation = Lower(contract, config).Operations[0];

        Assert.That(operation.Parameters, Is.Empty);
        Assert.That(operation.StreamParameter, Is.EqualTo("stream"));
        Assert.That(CSharpTypes.Name(operation.StreamItem!), Is.EqualTo("Thing"));
        Assert.That((string?)Sample.Whole(contract, config).Operation("/things", "get")["x-cs-stream"]!["query"], Is.EqualTo("stream"));
    }

    [Test]
    public void A_GET_of_whose_stream_nothing_is_said_does_not_stream()
    {
        ContractLowering lowering = Lower(Paths(
            $"parameters: [ {{ name: stream, in: query, schema: {{ type: boolean }} }} ]\n      responses: {{ '200': {{ description: x, "
                + $"content: {{ {Json} }} }} }}", "responses: {}"));

        Assert.That(lowering.Operations[0].Parameters, Is.Empty);
        Assert.That(lowering.Operations[0].Notes.Single(), Does.Contain("name its items in \"streams\", by \"getThing\""));
    }

    private static Operation Post(string post, LoweringConfig? config = null) => Lower(Paths("responses: {}", post), config).Operations[1];

    private static ContractLowering Lower(string contract, LoweringConfig? config = null) =>
        new(ContractDocument.Parse("sample.yaml", contract), config ?? new LoweringConfig());

    private static string Paths(string get, string post) =>
        $$"""
        openapi: 3.1.0
        info: { title: Sample, version: "1" }
        paths:
          /things:
            get:
              operationId: getThing
              {{get}}
            post:
              operationId: sendThing
              {{post}}
        components:
          schemas:
            Thing: { type: object, properties: { a: { type: string } } }
            Other: { type: object, properties: { b: { type: string } } }
            Event: { type: object, required: [data], properties: { data: { $ref: '#/components/schemas/Thing' } } }
            Sentinel: { type: object, required: [data], properties: { data: { type: string, const: '[DONE]' } } }
            Bytes: { type: string, format: binary }
            Upload: { type: object, required: [file], properties: { file: { type: string, format: binary }, a: { type: string } } }
            Plain: { type: object, required: [model], properties: { model: { type: string }, stream: { type: boolean, const: false } } }
            Streaming:
              type: object
              required: [model, stream]
              properties: { model: { type: string }, stream: { type: boolean, enum: [true] }, options: { $ref: '#/components/schemas/Thing' } }
        """;
}
