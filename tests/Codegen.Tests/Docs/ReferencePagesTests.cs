using System.Text.RegularExpressions;
using Codegen.Docs;
using Codegen.Lowering;

namespace Codegen.Tests.Docs;

internal sealed partial class ReferencePagesTests
{
    private const string Contract = """
        openapi: 3.1.0
        info: {title: Things, version: '1', description: Keeps things.}
        servers: [{url: https://things.example/v1}]
        security: [{Key: []}]
        paths:
          /things/{thing_id}:
            put:
              operationId: saveThing
              summary: Save a thing
              description: Saves one thing. It is kept for a day.
              parameters:
                - {name: thing_id, in: path, required: true, description: Which thing., schema: {type: string, maxLength: 8}}
                - {name: size, in: query, description: How big., schema: {$ref: '#/components/schemas/Size', default: small}}
                - {name: colour, in: query, deprecated: true, description: Use size., schema: {type: string}}
              requestBody: {required: true, description: The thing to save., content: {application/json: {schema: {$ref: '#/components/schemas/Thing'}}}}
              responses:
                '200':
                  description: The thing as saved.
                  headers: {x-request-id: {$ref: '#/components/headers/RequestId'}}
                  content:
                    application/json: {schema: {$ref: '#/components/schemas/Thing'}}
                    text/event-stream: {schema: {$ref: '#/components/schemas/Part'}}
                '404': {$ref: '#/components/responses/Gone'}
        components:
          securitySchemes: {Key: {type: http, scheme: bearer, description: The key.}}
          headers: {RequestId: {description: Id of the request., schema: {type: string}}}
          responses: {Gone: {description: There is no such thing.}}
          schemas:
            Thing:
              description: A thing to keep.
              type: object
              required: [name, kind]
              properties:
                name: {type: string, minLength: 1, maxLength: 64, description: What it is called | shown.}
                kind: {const: thing, description: What it is.}
                count: {type: integer, minimum: 1, default: 2}
                tags: {type: array, maxItems: 1, items: {type: string}}
                ranks: {type: array, maxItems: 3, items: {type: integer, minimum: 1}}
                weight: {type: number, exclusiveMinimum: 0}
                seed: {type: integer, minimum: -9223372036854775808, maximum: 9223372036854775807}
                old: {type: string, deprecated: true, description: Use name instead. The former name.}
                size: {$ref: '#/components/schemas/Size'}
                parts: {type: array, items: {$ref: '#/components/schemas/Shape'}}
                note: {$ref: '#/components/schemas/Note'}
            Size: {type: string, enum: [small, big], description: How big., x-enumDescriptions: {small: Little.}}
            Note: {anyOf: [{type: string}, {type: array, items: {type: string}}]}
            Shape: {oneOf: [{$ref: '#/components/schemas/Circle'}, {$ref: '#/components/schemas/Square'}], discriminator: {propertyName: type}}
            Circle: {type: object, required: [type, radius], properties: {type: {type: string, enum: [circle]}, radius: {type: number}}}
            Square: {type: object, required: [type], properties: {type: {type: string, enum: [square]}}}
            Part: {type: object, properties: {text: {type: string}}}
        """;

    private static readonly Lazy<IReadOnlyDictionary<string, string>> Pages = new(() => Print(Contract));

    [TestCase("All paths are relative to *https://things.example/v1*.")]
    [TestCase("| [SaveThingAsync](#savethingasync) | **PUT** /things/{thing_id} | Save a thing |")]
    [TestCase("| [SaveThingStreamAsync](#savethingstreamasync) | **PUT** /things/{thing_id} | Save a thing, as a stream |")]
    [TestCase("Saves one thing. It is kept for a day.")]
    [TestCase("Task<Thing> SaveThingAsync(\n    string thingId,\n    Thing request,\n    SaveThingParameters? parameters = null,\n    "
        + "CancellationToken cancellationToken = default)")]
    [TestCase("| `thingId` | string | yes | at most 8 characters |  | Which thing. |")]
    [TestCase("| `parameters.Colour` | string? |  |  |  | **Deprecated.** Use size. |")]
    [TestCase("| `request` | [Thing](models/Thing.md) | yes |  |  | The thing to save. |")]
    [TestCase("Task\\<[Thing](models/Thing.md)\\>: The thing as saved.")]
    [TestCase("- **Key** (HTTP bearer): The key.")]
    [TestCase("- **Content-Type**: `application/json`\n- **Accept**: `application/json`")]
    [TestCase("- **Content-Type**: `application/json`\n- **Accept**: `text/event-stream`")]
    [TestCase("| 200 | The thing as saved. | [Thing](models/Thing.md) | [`x-request-id`](#response-headers) |")]
    [TestCase("| 404 | There is no such thing. | `NotFoundException` |  |")]
    [TestCase("| `x-request-id` | Id of the request. |")]
    [TestCase("- [Thing](models/Thing.md)")]
    public void The_client_page_tells_all_of_an_operation(string expected)
    {
        Assert.That(Pages.Value["ChatApi.md"], Does.Contain(expected));
    }

    [TestCase("A thing to keep.")]
    [TestCase("An answer of the server: `Http` holds its status, headers, request id and rate limits.")]
    [TestCase("| `Name` | `name` | string | yes | 1 to 64 characters |  | What it is called \\| shown. |")]
    [TestCase("| `Kind` | `kind` | string, always `thing` | yes |  |  | What it is. |")]
    [TestCase("| `Count` | `count` | int? |  | at least 1 | `2` |  |")]
    [TestCase("| `Tags` | `tags` | IList\\<string\\>? |  | at most 1 item |  |  |")]
    [TestCase("| `Ranks` | `ranks` | IList\\<int\\>? |  | at most 3 items; each at least 1 |  |  |")]
    [TestCase("| `Weight` | `weight` | double? |  | more than 0 |  |  |")]
    [TestCase("| `Seed` | `seed` | long? |  |  |  |  |")]
    [TestCase("| `Old` | `old` | string? |  |  |  | **Deprecated.** Use name instead. The former name. |")]
    [TestCase("| `Size` | `size` | [Size](Size.md)? |  |  |  | How big. |")]
    [TestCase("- [SaveThingAsync](../ChatApi.md#savethingasync)")]
    [TestCase("[Back to the operations](../ChatApi.md#operations) · [Models](../ChatApi.md#models) · [README](../../README.md)")]
    public void A_model_page_tells_all_of_its_members(string expected)
    {
        Assert.That(Pages.Value["models/Thing.md"], Does.Contain(expected));
    }

    [TestCase("models/Size.md", "| `Size.Small` | `small` |")]
    [TestCase("models/Size.md", "Size newer = \"a-newer-value\";")]
    [TestCase("models/Size.md", "- [Thing](Thing.md).Size")]
    [TestCase("models/Shape.md", "| `circle` | [Circle](Circle.md) |")]
    [TestCase("models/Shape.md", "Shape first = new Circle(0.5);")]
    [TestCase("models/Shape.md", "    Circle => \"circle\",")]
    [TestCase("models/Circle.md", "A variant of [Shape](Shape.md): the one whose `type` is `circle`.")]
    [TestCase("models/Note.md", "| `AsText` | string | string |")]
    [TestCase("models/Note.md", "Note fromText = \"text\";")]
    [TestCase("models/Part.md", "- [SaveThingStreamAsync](../ChatApi.md#savethingstreamasync)")]
    public void Unions_and_enums_have_their_values_and_a_snippet(string page, string expected)
    {
        Assert.That(Pages.Value[page], Does.Contain(expected));
    }

    [Test]
    public void The_table_of_operations_has_the_first_sentence_of_a_long_summary()
    {
        string page = Print(Contract.Replace(
            "summary: Save a thing",
            "summary: \"**New?** Use more.\\n\\n---\\n\\nSave a thing. Or two.\\n\"",
            StringComparison.Ordinal))["ChatApi.md"];

        Assert.That(page, Does.Contain("| **PUT** /things/{thing_id} | Save a thing |"));
        Assert.That(page, Does.Contain("| **PUT** /things/{thing_id} | Save a thing, as a stream |"));
    }

    [Test]
    public void What_only_streams_is_one_method()
    {
        string page = Print(
            Contract.Replace(
                "application/json: {schema: {$ref: '#/components/schemas/Thing'}}\n", "# none\n", StringComparison.Ordinal))["ChatApi.md"];

        Assert.That(page, Does.Contain("[SaveThingStreamAsync]").And.Not.Contain("[SaveThingAsync]"));
    }

    [Test]
    public void Every_link_leads_to_a_page_or_a_heading()
    {
        foreach (var (path, text) in Pages.Value)
        {
            foreach (string target in Links().Matches(text).Select(match => match.Groups[1].Value)
                .Where(link => !link.EndsWith("README.md", StringComparison.Ordinal)))
            {
                string[] parts = target.Split('#');
                string file = parts[0].Length == 0 ? path : new Uri(new Uri("file:///" + path), parts[0]).LocalPath[1..];
                Assert.That(Pages.Value.Keys, Does.Contain(file), $"{path}: {target}");
                if (parts.Length == 2)
                {
                    Assert.That(Headings(Pages.Value[file]), Does.Contain(parts[1]), $"{path}: {target}");
                }
            }
        }
    }

    [Test]
    public void The_pages_are_the_same_each_time_and_end_lines_with_a_line_feed()
    {
        var again = Print(Contract.ReplaceLineEndings("\r\n"));

        Assert.That(again, Is.EqualTo(Pages.Value));
        Assert.That(again.Values, Has.None.Contains("\r"));
    }

    [Test]
    public void An_example_is_shown_with_its_method()
    {
        var examples = Examples.Parse(
            "E.cs",
            "  // docs:saveThing\n    await Save();\n      deeper();\n\n  // docs:end\n// docs:saveThingStream\nStream();\n// docs:end\n");

        string page = Print(Contract, examples)["ChatApi.md"];

        Assert.That(page, Does.Contain("### Example\n\n```csharp\nawait Save();\n  deeper();\n```\n"));
        Assert.That(page, Does.Contain("### Example\n\n```csharp\nStream();\n```\n"));
    }

    [Test]
    public void An_operation_without_a_written_example_is_shown_with_a_plain_one()
    {
        string page = Print(Contract, Examples.Parse("E.cs", ""))["ChatApi.md"];

        Assert.That(page, Does.Contain("Thing result = await chatApi.SaveThingAsync(\"thing_id\", new Thing(\"name\"));"));
        Assert.That(page, Does.Contain("await foreach (Part item in chatApi.SaveThingStreamAsync(\"thing_id\", new Thing(\"name\")))"));
    }

    [TestCase("// docs:a\n// docs:b\n", "E.cs(2,1): error: the example 'a' is not closed with '// docs:end'")]
    [TestCase("// docs:a\n", "E.cs(2,1): error: the example 'a' is not closed with '// docs:end'")]
    [TestCase("\n// docs:end\n", "E.cs(2,1): error: no example is open here")]
    [TestCase("// docs:a\n// docs:end\n// docs:a\n// docs:end\n", "E.cs(4,1): error: there are two examples 'a'")]
    public void A_faulty_example_is_told_in_one_line(string text, string message)
    {
        var wrong = Assert.Throws<ContractException>(() => Print(Contract, Examples.Parse("E.cs", text)));

        Assert.That(wrong.Message, Is.EqualTo(message));
    }

    [Test]
    public void Pages_of_models_that_are_no_more_are_deleted_and_foreign_files_stay()
    {
        string folder = Path.Combine(TestContext.CurrentContext.WorkDirectory, Guid.NewGuid().ToString("N"));
        ReferencePages.Write(Pages.Value, folder);
        File.WriteAllText(Path.Combine(folder, "models", "Gone.md"), ReferencePages.Notice + "\n");
        File.WriteAllText(Path.Combine(folder, "models", "Own.md"), "# Mine\n");

        int touched = ReferencePages.Write(Pages.Value, folder);

        string[] models = [.. Directory.EnumerateFiles(Path.Combine(folder, "models")).Select(file => Path.GetFileName(file)!)];
        Directory.Delete(folder, recursive: true);
        Assert.That(touched, Is.EqualTo(1));
        Assert.That(models, Does.Contain("Own.md").And.No.Member("Gone.md"));
    }

    private static IReadOnlyDictionary<string, string> Print(string contract, Examples? examples = null) =>
        ReferencePages.Print(ContractDocument.Parse("contract.yaml", contract), new LoweringConfig(), examples);

    private static IEnumerable<string> Headings(string page) =>
        page.Split('\n').Where(line => line.StartsWith('#')).Select(line => line.TrimStart('#', ' ').ToLowerInvariant().Replace(' ', '-'));

    [GeneratedRegex(@"\]\(([^)]+)\)")]
    private static partial Regex Links();
}
