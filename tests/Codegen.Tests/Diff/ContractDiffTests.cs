using Codegen.Diff;
using Codegen.Lowering;

namespace Codegen.Tests.Diff;

internal sealed class ContractDiffTests
{
    [TestCase(
        "type: string",
        "type: integer",
        "- Request.a: is now `int`, no longer `string`",
        "- Response.a: is now `int`, no longer `string`")]
    [TestCase(
        "type: integer",
        "{type: integer, format: int64}",
        "- Request.a: is now `long`, no longer `int`",
        "- Response.a: is now `long`, no longer `int`")]
    [TestCase(
        "{type: string, maxLength: 9}",
        "{type: string, maxLength: 5}",
        "- Request.a: the maximum length 9 → 5",
        "  Response.a: the maximum length 9 → 5")]
    [TestCase(
        "{type: string, maxLength: 5}",
        "{type: string, maxLength: 9}",
        "  Request.a: the maximum length 5 → 9",
        "  Response.a: the maximum length 5 → 9")]
    [TestCase("type: integer", "{type: integer, minimum: 1}", "- Request.a: the minimum is now 1", "  Response.a: the minimum is now 1")]
    [TestCase(
        "{type: number, minimum: 1}",
        "{type: number, exclusiveMinimum: 1}",
        "- Request.a: the minimum 1 → 1 (exclusive)",
        "  Response.a: the minimum 1 → 1 (exclusive)")]
    [TestCase("type: string", "{type: string, pattern: '^a'}", "- Request.a: must now match `^a`", "  Response.a: must now match `^a`")]
    [TestCase(
        "{type: string, pattern: '^a'}",
        "type: string",
        "  Request.a: need no longer match `^a`",
        "  Response.a: need no longer match `^a`")]
    [TestCase(
        "{type: array, items: {type: string}}",
        "{type: array, items: {type: string}, maxItems: 4}",
        "- Request.a: the maximum number of items is now 4",
        "  Response.a: the maximum number of items is now 4")]
    [TestCase(
        "{type: array, items: {type: string}}",
        "{type: array, items: {type: string, maxLength: 64}}",
        "- Request.a[]: the maximum length is now 64",
        "  Response.a[]: the maximum length is now 64")]
    [TestCase(
        "{type: array, items: {type: integer}}",
        "{type: array, items: {type: integer, minimum: 0}}",
        "- Request.a[]: the minimum is now 0",
        "  Response.a[]: the minimum is now 0")]
    [TestCase(
        "{type: array, items: {type: [number, 'null'], maximum: 2}}",
        "{type: array, items: {type: [number, 'null']}}",
        "  Request.a[]: the maximum 2 is gone",
        "  Response.a[]: the maximum 2 is gone")]
    [TestCase(
        "{type: object, additionalProperties: {type: integer, maximum: 9}}",
        "{type: object, additionalProperties: {type: integer, maximum: 5}}",
        "- Request.a{}: the maximum 9 → 5",
        "  Response.a{}: the maximum 9 → 5")]
    [TestCase(
        "{type: object, additionalProperties: {type: string}, maxProperties: 3}",
        "{type: object, additionalProperties: {type: string}}",
        "  Request.a: the maximum number of entries 3 is gone",
        "  Response.a: the maximum number of entries 3 is gone")]
    [TestCase(
        "type: string",
        "{type: string, format: uri}",
        "- Request.a: the format is now `uri`",
        "  Response.a: the format is now `uri`")]
    [TestCase(
        "{type: string, format: date-time}",
        "type: string",
        "  Request.a: the format `date-time` is gone",
        "- Response.a: the format `date-time` is gone")]
    [TestCase(
        "{type: string, format: date}",
        "{anyOf: [{type: string, format: date-time}]}",
        "- Request.a: the format is now `date-time`, no longer `date`",
        "- Response.a: the format is now `date-time`, no longer `date`")]
    [TestCase(
        "{type: array, items: {type: string}}",
        "{type: array, items: {type: string, format: uri}}",
        "- Request.a[]: the format is now `uri`",
        "  Response.a[]: the format is now `uri`")]
    [TestCase(
        "{type: array, items: {type: string}}",
        "{type: array, items: {type: string}, uniqueItems: true}",
        "- Request.a: the items must now be distinct",
        "  Response.a: the items must now be distinct")]
    [TestCase(
        "{type: array, items: {type: string}, default: [a]}",
        "{type: array, items: {type: string}, default: [b]}",
        "  Request.a: the API's default is now `[\"b\"]`, no longer `[\"a\"]`",
        "  Response.a: the API's default is now `[\"b\"]`, no longer `[\"a\"]`")]
    [TestCase(
        "{type: string, default: x}",
        "{type: string, default: y}",
        "  Request.a: the API's default is now `y`, no longer `x`",
        "  Response.a: the API's default is now `y`, no longer `x`")]
    [TestCase(
        "type: string",
        "{type: string, deprecated: true}",
        "  Request.a: is now deprecated: The API has deprecated a.",
        "  Response.a: is now deprecated: The API has deprecated a.")]
    [TestCase(
        "{type: string, deprecated: true}",
        "type: string",
        "  Request.a: is no longer deprecated",
        "  Response.a: is no longer deprecated")]
    public void A_member_that_changes_is_judged_by_its_direction(string before, string after, params string[] expected)
    {
        string[] changes = Between(Member(before), Member(after));

        Assert.That(changes, Is.EqualTo(expected));
    }

    [TestCase(
        "{required: [], properties: {a: {type: string}}}",
        "{required: [a], properties: {a: {type: string}}}",
        "- Request.a: is now required",
        "  Response.a: is now required")]
    [TestCase(
        "{required: [a], properties: {a: {type: string}}}",
        "{required: [], properties: {a: {type: string}}}",
        "  Request.a: is now optional",
        "- Request: the constructor `Request(string a)` is gone",
        "- Response.a: is now optional: it may be missing from an answer")]
    [TestCase(
        "{properties: {b: {type: string}}}",
        "{properties: {b: {type: string}, a: {type: string}}}",
        "  Request.a: new optional member, `string`",
        "  Response.a: new optional member, `string`")]
    [TestCase(
        "{properties: {b: {type: string}}}",
        "{required: [a], properties: {b: {type: string}, a: {type: string}}}",
        "- Request.a: new required member, `string`",
        "  Response.a: new required member, `string`")]
    [TestCase(
        "{properties: {b: {type: string}, a: {type: string}}}",
        "{properties: {b: {type: string}}}",
        "- Request.a: the member is gone",
        "- Response.a: the member is gone")]
    public void A_member_that_comes_or_goes_is_judged_by_its_direction(string before, string after, params string[] expected)
    {
        string[] changes = Between(Schemas($"Request: {before}\nResponse: {before}"), Schemas($"Request: {after}\nResponse: {after}"));

        Assert.That(changes, Is.EqualTo(expected));
    }

    [TestCase("{type: string, nullable: true}", "{type: [string, 'null']}")]
    [TestCase("{type: string, nullable: true}", "{anyOf: [{type: string}, {type: 'null'}]}")]
    [TestCase("{type: string, nullable: true}", "{oneOf: [{type: string, nullable: true}]}")]
    [TestCase("{type: string, const: x}", "{type: string, enum: [x]}")]
    [TestCase(
        "{allOf: [{properties: {x: {type: string}}}, {properties: {y: {type: string}}}]}",
        "{properties: {x: {type: string}, y: {type: string}}}")]
    [TestCase("{type: number, minimum: 0, exclusiveMinimum: true}", "{type: number, exclusiveMinimum: 0}")]
    [TestCase("{type: string, description: One.}", "{type: string, description: Other.}")]
    [TestCase("{type: string}", "{type: [string, 'null']}")]
    [TestCase("{type: [string, 'null']}", "{type: string}")]
    [TestCase(
        "{type: integer, format: int64}",
        "{type: integer, format: int64, minimum: -9223372036854776000, maximum: 9223372036854776000}")]
    [TestCase("{type: integer}", "{type: integer, minimum: -2147483648, maximum: 2147483647}")]
    [TestCase("{type: string}", "{type: string, minLength: 0, maximum: 5, maxLength: 9999999999}")]
    [TestCase("{anyOf: [{type: string}, {type: integer}]}", "{anyOf: [{type: string, default: x}, {type: integer}]}")]
    [TestCase("{$ref: '#/components/schemas/Alias'}", "{type: array, items: {type: string}}")]
    [TestCase("{anyOf: [{type: string}, {type: string, enum: [x, y]}]}", "{type: string, enum: [x, y]}")]
    public void Another_spelling_of_the_same_meaning_is_no_change(string before, string after)
    {
        string[] changes = Between(Member(before), Member(after));

        Assert.That(changes, Is.Empty);
    }

    [Test]
    public void A_value_that_an_enum_loses_breaks_and_one_that_it_gains_does_not()
    {
        string[] changes = Between(
            Schemas("Request: {properties: {a: {$ref: '#/components/schemas/Size'}}}\nSize: {type: string, enum: [small, big]}"),
            Schemas("Request: {properties: {a: {$ref: '#/components/schemas/Size'}}}\nSize: {type: string, enum: [small, huge]}"));

        Assert.That(changes, Is.EqualTo(["- Size: the value `big` is gone", "  Size: new value `huge`"]));
    }

    [Test]
    public void A_renamed_type_is_told_once_and_its_members_are_compared()
    {
        string[] changes = Between(
            Schemas("Request: {properties: {a: {$ref: '#/components/schemas/Old'}, b: {type: array, items: {$ref: "
                + "'#/components/schemas/Old'}}}}\nOld: {properties: {x: {type: string}}}"),
            Schemas("Request: {properties: {a: {$ref: '#/components/schemas/New'}, b: {type: array, items: {$ref: "
                + "'#/components/schemas/New'}}}}\nNew: {properties: {x: {type: integer}}}"));

        Assert.That(changes, Is.EqualTo(["- New: the type `Old` is now called `New`", "- New.x: is now `int`, no longer `string`"]));
    }

    [Test]
    public void A_type_that_is_no_longer_reached_is_gone()
    {
        string[] changes = Between(
            Schemas("Request: {properties: {a: {$ref: '#/components/schemas/Part'}, b: {type: string}}}"),
            Schemas("Request: {properties: {b: {type: string}}}"));

        Assert.That(changes, Is.EqualTo(["- Part: the type is gone", "- Request.a: the member is gone"]));
    }

    [Test]
    public void A_union_gains_and_loses_variants()
    {
        const string Shapes = "\nCircle: {required: [kind], properties: {kind: {type: string, enum: [circle]}}}\nSquare: {required: "
            + "[kind], properties: {kind: {type: string, enum: [square]}}}"
            + "\nLine: {required: [kind], properties: {kind: {type: string, enum: [line]}}}";
        string[] changes = Between(
            Schemas("Request: {properties: {a: {$ref: '#/components/schemas/Shape'}}}\n" + Union("Circle", "Square") + Shapes),
            Schemas("Request: {properties: {a: {$ref: '#/components/schemas/Shape'}}}\n" + Union("Circle", "Line") + Shapes));

        Assert.That(changes, Is.SupersetOf(["- Shape: the variant `square` is gone", "  Shape: new variant `line`",
            "- Square: the type is gone", "  Line: new type, an object"]));
    }

    [TestCase(
        "get: {operationId: list, responses: {}}",
        "get: {operationId: listAll, responses: {}}",
        "- listAll: the operation `list` is now called `listAll`")]
    [TestCase(
        "get: {operationId: list, responses: {}}",
        "get: {operationId: list, deprecated: true, responses: {}}",
        "  list: is now deprecated")]
    [TestCase(
        "get: {operationId: list, responses: {}}",
        "put: {operationId: save, responses: {}}",
        "- list: the operation `GET /things` is gone",
        "  save: new operation `PUT /things`; implementers of `IChatApi` must add `SaveAsync`")]
    [TestCase(
        "get: {operationId: list, responses: {}}",
        "get: {operationId: list, parameters: [{name: q, in: query, schema: {type: string}}], responses: {}}",
        "  list: new optional query parameter `q`",
        "- list: now takes `ListParameters` before the cancellation token: callers that do not name their arguments must")]
    [TestCase(
        "get: {operationId: list, responses: {}}",
        "get: {operationId: list, parameters: [{name: q, in: query, required: true, schema: {type: string}}], responses: {}}",
        "- list: new required query parameter `q`",
        "- list: now takes `ListParameters` before the cancellation token: callers that do not name their arguments must")]
    [TestCase("get: {operationId: list, parameters: [{name: q, in: query, schema: {type: string}}], responses: {}}",
        "get: {operationId: list, parameters: [{name: p, in: query, schema: {type: string}}, {name: q, in: query, schema: {type: "
            + "string}}], responses: {}}", "  list: new optional query parameter `p`")]
    [TestCase(
        "get: {operationId: list, parameters: [{name: q, in: query, schema: {type: string}}], responses: {}}",
        "get: {operationId: list, responses: {}}",
        "- list: the query parameter `q` is gone")]
    [TestCase(
        "get: {operationId: list, parameters: [{name: q, in: query, schema: {type: integer}}], responses: {}}",
        "get: {operationId: list, parameters: [{name: q, in: query, schema: {type: integer, maximum: 5}}], responses: {}}",
        "- list(q): the maximum is now 5")]
    [TestCase(
        "put: {operationId: list, responses: {'200': {description: x}, '404': {description: x}}}",
        "put: {operationId: list, responses: {'200': {description: x}, '429': {description: x}}}",
        "  list: no longer answers with the status `404`",
        "  list: may now answer with the status `429`")]
    [TestCase(
        "put: {operationId: list, responses: {'200': {description: x}}}",
        "put: {operationId: list, responses: {'201': {description: x}}}",
        "- list: no longer answers with the status `200`",
        "  list: may now answer with the status `201`")]
    [TestCase(
        "put: {operationId: list, responses: {'200': {description: x}, '404': {description: x}}}",
        "put: {operationId: list, responses: {2xx: {description: x}, 4XX: {description: x}}}",
        "  list: may now answer with the status `2xx`",
        "  list: may now answer with the status `4XX`")]
    [TestCase(
        "put: {operationId: list, responses: {'200': {description: x, headers: {X-A: {}, X-B: {}}}}}",
        "put: {operationId: list, responses: {'200': {description: x, headers: {x-a: {}, X-C: {}}}}}",
        "- list: the header `X-B` of the answer `200` is gone",
        "  list: new header `X-C` of the answer `200`")]
    [TestCase("get: {operationId: list, parameters: [{name: X-Trace, in: header, schema: {type: string}}], responses: {}}",
        "get: {operationId: list, parameters: [{name: x-trace, in: header, required: true, schema: {type: string, maxLength: 9}}], "
            + "responses: {}}", "- list(x-trace): the maximum length is now 9", "- list(x-trace): is now required")]
    [TestCase(
        "get: {operationId: list, parameters: [{name: X-Trace, in: header, schema: {type: string}}], responses: {}}",
        "get: {operationId: list, responses: {}}",
        "- list: the header parameter `X-Trace` is gone")]
    [TestCase(
        "get: {operationId: list, parameters: [{name: q, in: query, schema: {type: string, default: x}}], responses: {}}",
        "get: {operationId: list, parameters: [{name: q, in: query, schema: {type: string, format: date, default: y}}], responses: {}}",
        "- list(q): the format is now `date`",
        "  list(q): the API's default is now `y`, no longer `x`")]
    public void An_operation_that_changes_is_told(string before, string after, params string[] expected)
    {
        string[] changes = Between(Paths(before), Paths(after));

        Assert.That(changes, Is.EqualTo(expected));
    }

    [TestCase(
        "{required: [a], properties: {a: {type: string}}}",
        "{required: [a], properties: {a: {type: [string, 'null']}}}",
        "  Request.a: may now be null",
        "- Response.a: may now be null")]
    [TestCase(
        "{required: [a], properties: {a: {type: [string, 'null']}}}",
        "{required: [a], properties: {a: {type: string}}}",
        "- Request.a: may no longer be null",
        "  Response.a: may no longer be null")]
    public void A_required_member_that_may_be_null_is_told(string before, string after, params string[] expected) =>
        Assert.That(
            Between(Schemas($"Request: {before}\nResponse: {before}"), Schemas($"Request: {after}\nResponse: {after}")),
            Is.EqualTo(expected));

    [TestCase(
        "{required: [a, b], properties: {a: {type: string}, b: {type: string}}}",
        "{required: [b, a], properties: {b: {type: string}, a: {type: string}}}")]
    [TestCase("{required: [b], properties: {b: {type: string}}}", "{required: [b, c], properties: {b: {type: string}, c: {type: string}}}",
        "- Request: the constructor is now `Request(string b, string c)`, no longer `Request(string b)`",
            "- Request.c: new required member, `string`")]
    [TestCase("{required: [b], properties: {b: {type: string}}}", "{required: [b], properties: {b: {type: integer}}}",
        "- Request.b: is now `int`, no longer `string`",
            "- Request: the constructor is now `Request(int b)`, no longer `Request(string b)`")]
    [TestCase(
        "{required: [b, c], properties: {b: {type: string}, c: {type: string}}}",
        "{required: [b], properties: {b: {type: string}, c: {type: string}}}",
        "  Request.c: is now optional",
        "- Request: the constructor is now `Request(string b)`, no longer `Request(string b, string c)`")]
    [TestCase("{properties: {b: {type: string}}}", "{required: [b], properties: {b: {type: string}}}", "- Request.b: is now required")]
    public void Every_change_of_a_constructor_breaks(string before, string after, params string[] expected) =>
        Assert.That(Between(Schemas($"Request: {before}"), Schemas($"Request: {after}")), Is.EqualTo(expected));

    [Test]
    public void A_new_required_member_of_an_answer_breaks_nobody() => Assert.That(
        Between(
            Schemas("Response: {required: [b], properties: {b: {type: string}}}"),
            Schemas("Response: {required: [a, b], properties: {a: {type: string}, b: {type: string}}}")),
        Is.EqualTo(new[] { "  Response.a: new required member, `string`" }));

    [Test]
    public void The_order_of_a_paths_parameters_is_the_paths()
    {
        string[] changes = Between(Path("a, b"), Path("b, a"));

        Assert.That(changes, Is.Empty);

        static string Path(string order) => "openapi: 3.1.0\npaths:\n  /things/{a}/{b}:\n    get: {operationId: get, parameters: ["
            + string.Join(
                ", ",
                order.Split(", ").Select(name => $"{{name: {name}, in: path, required: true, schema: {{type: string}}}}"))
                    + "], responses: {}}\n";
    }

    [Test]
    public void A_path_parameter_that_is_renamed_is_a_renamed_argument()
    {
        string[] changes = Between(Path("thing_id"), Path("id"));

        Assert.That(changes, Is.EqualTo(["- get(id): was called `thing_id`: callers that name the argument must rename it"]));

        static string Path(
            string id) => $"openapi: 3.1.0\npaths:\n  /things/{{{id}}}:\n    get: {{operationId: get, parameters: [{{name: {id}, in: "
                + $"path, required: true, schema: {{type: string}}}}], responses: {{}}}}\n";
    }

    [Test]
    public void What_the_kept_operations_do_not_reach_is_not_compared()
    {
        string[] changes = Between(
            Schemas("Request: {properties: {a: {type: string}}}\nOther: {properties: {a: {type: string}}}"),
            Schemas("Request: {properties: {a: {type: string}}}\nOther: {properties: {a: {type: integer}}}"));

        Assert.That(changes, Is.Empty);
    }

    [Test]
    public void The_report_puts_what_breaks_first()
    {
        string report = ChangeReport.Print(
            [new Change(false, "A.b", "new optional member, `string`"), new Change(true, "C", "the type is gone")]);

        Assert.That(report, Is.EqualTo("""
            # Changes of the contract

            1 breaking change, 1 other.

            ## Breaking

            - `C`: the type is gone

            ## Not breaking

            - `A.b`: new optional member, `string`

            """.ReplaceLineEndings("\n")));
    }

    [TestCase("1 breaking change, no others.", true)]
    [TestCase("No breaking changes, 1 other.", false)]
    [TestCase("2 breaking changes, no others.", true, true)]
    [TestCase("No breaking changes, 2 others.", false, false)]
    [TestCase("Nothing changes for users of the client.")]
    public void The_report_counts(string sentence, params bool[] breaking)
    {
        string report = ChangeReport.Print([.. breaking.Select(isBreaking => new Change(isBreaking, "A", "the type is gone"))]);

        Assert.That(report.Split('\n')[2], Is.EqualTo(sentence));
    }

    [TestCase(new string[0], ExitCode.Ok)]
    [TestCase(new[] { "--fail-on-breaking" }, ExitCode.Error)]
    public void A_breaking_change_fails_only_when_asked_to(string[] flags, int expected)
    {
        string old = Write("old.yaml", Member("type: string"));
        string @new = Write("new.yaml", Member("type: integer"));
        using var output = new StringWriter();

        int code = new DiffCommand().Run([old, @new, .. flags], output, TextWriter.Null);

        Assert.That(code, Is.EqualTo(expected));
        Assert.That(output.ToString(), Does.StartWith("# Changes of the contract\n"));
    }

    private static string Write(string name, string text)
    {
        string file = Path.Combine(TestContext.CurrentContext.WorkDirectory, name);
        File.WriteAllText(file, text);
        return file;
    }

    private static string[] Between(string before, string after) =>
        [.. ContractDiff.Between(Lower(before), Lower(after))
            .Select(change => $"{(change.IsBreaking ? "-" : " ")} {change.Subject}: {change.Text}")];

    private static ContractLowering Lower(string text) => new(ContractDocument.Parse("contract.yaml", text), new LoweringConfig());

    private static string Union(params string[] variants) =>
        $"Shape: {{oneOf: [{string.Join(", ", variants.Select(name => $"{{$ref: '#/components/schemas/{name}'}}"))}]}}";

    private static string Member(string schema) => Schemas(
        $"Request: {{properties: {{b: {{type: string}}, a: {Inline(schema)}}}}}\nResponse: {{properties: {{b: {{type: string}}, a: "
            + $"{Inline(schema)}}}}}");

    private static string Inline(string schema) => schema.StartsWith('{') ? schema : $"{{{schema}}}";

    private static string Paths(string operations) => $"openapi: 3.1.0\npaths:\n  /things:\n    {operations}\n";

    private static string Schemas(string schemas)
    {
        var lines = schemas.Split('\n').ToDictionary(line => line[..line.IndexOf(':', StringComparison.Ordinal)]);
        lines.TryAdd("Request", "Request: {properties: {ok: {type: boolean}}}");
        lines.TryAdd("Response", "Response: {properties: {ok: {type: boolean}}}");
        lines.TryAdd("Part", "Part: {properties: {x: {type: string}}}");
        lines.TryAdd("Alias", "Alias: {type: array, items: {type: string}}");
        return """
            openapi: 3.1.0
            paths:
              /things:
                post:
                  operationId: send
                  requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/Request'}}}}
                  responses: {'200': {description: Done., content: {application/json: {schema: {$ref: '#/components/schemas/Response'}}}}}
            components:
              schemas:

            """ + string.Concat(lines.Values.Select(line => $"    {line}\n"));
    }
}
