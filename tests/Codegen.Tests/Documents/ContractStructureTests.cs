using Codegen.Lowering;

namespace Codegen.Tests;

internal sealed class ContractStructureTests
{
    [TestCase("paths: []", "'paths' must be an object (at #/paths)")]
    [TestCase("paths: {/a: text}", "a path must be an object (at #/paths/~1a)")]
    [TestCase("paths: {/a: {get: 5}}", "an operation must be an object (at #/paths/~1a/get)")]
    [TestCase("paths: {/a: {get: {operationId: 5}}}", "'operationId' must be a text (at #/paths/~1a/get/operationId)")]
    [TestCase("paths: {/a: {get: {parameters: {}}}}", "'parameters' must be a list (at #/paths/~1a/get/parameters)")]
    [TestCase("paths: {/a: {get: {parameters: [{in: query}]}}}", "a parameter must have 'name', a text (at #/paths/~1a/get/parameters/0)")]
    [TestCase(
        "paths: {/a: {parameters: [{name: [], in: query}], get: {}}}",
        "a parameter must have 'name', a text (at #/paths/~1a/parameters/0/name)")]
    [TestCase("paths: {/a: {get: {requestBody: [a]}}}", "a request body must be an object (at #/paths/~1a/get/requestBody)")]
    [TestCase("paths: {/a: {get: {requestBody: null}}}", "a request body must be an object (at #/paths/~1a/get/requestBody)")]
    [TestCase("paths: {/a: {get: {responses: {'200': null}}}}", "a response must be an object (at #/paths/~1a/get/responses/200)")]
    [TestCase(
        "paths: {/a: {get: {responses: {'200': {content: 1}}}}}",
        "'content' must be an object (at #/paths/~1a/get/responses/200/content)")]
    public void An_operation_of_the_wrong_form_is_named(string paths, string message)
    {
        var wrong = Assert.Throws<ContractException>(() => Check($"openapi: 3.1.0\n{paths}\n"));

        Assert.That(wrong.Message, Does.StartWith("contract.yaml(2,").And.EndsWith("error: " + message));
    }

    [TestCase("[]", "a schema must be an object (at #/components/schemas/A)")]
    [TestCase("{type: 5}", "'type' must be a text (at #/components/schemas/A/type)")]
    [TestCase("{type: [string, 5]}", "an item of 'type' must be a text (at #/components/schemas/A/type/1)")]
    [TestCase("{properties: []}", "'properties' must be an object (at #/components/schemas/A/properties)")]
    [TestCase("{properties: {a: 5}}", "a schema must be an object (at #/components/schemas/A/properties/a)")]
    [TestCase("{required: [[a]]}", "an item of 'required' must be a text (at #/components/schemas/A/required/0)")]
    [TestCase("{anyOf: [text]}", "a schema must be an object (at #/components/schemas/A/anyOf/0)")]
    [TestCase("{anyOf: [true]}", "a schema must be an object (at #/components/schemas/A/anyOf/0)")]
    [TestCase("{allOf: {}}", "'allOf' must be a list (at #/components/schemas/A/allOf)")]
    [TestCase("{enum: x}", "'enum' must be a list (at #/components/schemas/A/enum)")]
    [TestCase("{items: [1]}", "a schema must be an object (at #/components/schemas/A/items)")]
    [TestCase("{maximum: many}", "'maximum' must be a number (at #/components/schemas/A/maximum)")]
    [TestCase("{description: {}}", "'description' must be a text (at #/components/schemas/A/description)")]
    [TestCase("{nullable: 'yes'}", "'nullable' must be true or false (at #/components/schemas/A/nullable)")]
    [TestCase(
        "{discriminator: {propertyName: []}}",
        "'propertyName' must be a text (at #/components/schemas/A/discriminator/propertyName)")]
    [TestCase("{discriminator: {propertyName: a, mapping: {b: Gone}}}", "the reference 'Gone' leads to another document: bundle the "
        + "contract into one file first (at #/components/schemas/A/discriminator/mapping/b)")]
    [TestCase(
        "{discriminator: {propertyName: a, mapping: {b: '#/components/schemas/B'}}}\n    B: {type: strin}",
        "there is no type 'strin': write string, number, integer, boolean, array, object or null (at #/components/schemas/B/type)")]
    [TestCase("{properties: {b: {$ref: '#/gone'}}}", "the reference '#/gone' leads nowhere (at #/components/schemas/A/properties/b/$ref)")]
    [TestCase(
        "{type: strin}",
        "there is no type 'strin': write string, number, integer, boolean, array, object or null (at #/components/schemas/A/type)")]
    [TestCase(
        "{type: [string, nul]}",
        "there is no type 'nul': write string, number, integer, boolean, array, object or null (at #/components/schemas/A/type/1)")]
    [TestCase("{anyOf: [{items: {additionalProperties: {properties: {a: {type: String}}}}}]}", "there is no type 'String': write string, "
        + "number, integer, boolean, array, object or null (at #/components/schemas/A/anyOf/0/items/additionalProperties/properties/a/type)")]
    [TestCase("{type: []}", "'type' is an empty list: name a type, or leave 'type' out to allow any (at #/components/schemas/A/type)")]
    [TestCase("{minLength: -1}", "'minLength' must be a whole number from 0 (at #/components/schemas/A/minLength)")]
    [TestCase("{maxItems: 2.5}", "'maxItems' must be a whole number from 0 (at #/components/schemas/A/maxItems)")]
    [TestCase(
        "{exclusiveMaximum: many}",
        "'exclusiveMaximum' must be a number, or a flag in 3.0 (at #/components/schemas/A/exclusiveMaximum)")]
    [TestCase(
        "{minimum: 5, maximum: 4.5}",
        "nothing lies between 'minimum' 5 and 'maximum' 4.5: correct one of them (at #/components/schemas/A/maximum)")]
    [TestCase(
        "{minimum: 5, exclusiveMaximum: 5}",
        "nothing lies between 'minimum' 5 and 'maximum' 5: correct one of them (at #/components/schemas/A/exclusiveMaximum)")]
    [TestCase(
        "{minimum: 5, maximum: 5, exclusiveMinimum: true}",
        "nothing lies between 'minimum' 5 and 'maximum' 5: correct one of them (at #/components/schemas/A/maximum)")]
    [TestCase(
        "{minLength: 3, maxLength: 2}",
        "nothing lies between 'minLength' 3 and 'maxLength' 2: correct one of them (at #/components/schemas/A/maxLength)")]
    [TestCase(
        "{minItems: 3, maxItems: 2}",
        "nothing lies between 'minItems' 3 and 'maxItems' 2: correct one of them (at #/components/schemas/A/maxItems)")]
    [TestCase(
        "{minProperties: 1, maxProperties: 0}",
        "nothing lies between 'minProperties' 1 and 'maxProperties' 0: correct one of them (at #/components/schemas/A/maxProperties)")]
    [TestCase("{enum: []}", "'enum' is empty: list the values, or leave 'enum' out to allow any (at #/components/schemas/A/enum)")]
    [TestCase(
        "{type: string, enum: [a, 1]}",
        "the value 1 is not of the type string: correct it (a text may need quotes), or 'type' (at #/components/schemas/A/enum/1)")]
    [TestCase("{type: [integer, 'null'], enum: [1, null, 1.5]}", "the value 1.5 is not of the type integer or null: correct it (a text "
        + "may need quotes), or 'type' (at #/components/schemas/A/enum/2)")]
    [TestCase(
        "{type: boolean, const: 'yes'}",
        "the value \"yes\" is not of the type boolean: correct it (a text may need quotes), or 'type' (at #/components/schemas/A/const)")]
    public void A_schema_of_the_wrong_form_is_named(string schema, string message)
    {
        var wrong = Assert.Throws<ContractException>(() => Check(WithSchema(schema)));

        Assert.That(wrong.Message, Does.Match(@"^contract\.yaml\([67],").And.EndsWith("error: " + message));
    }

    [TestCase("(a")]
    [TestCase("a)")]
    [TestCase("[a")]
    [TestCase("[z-a]")]
    [TestCase("*a")]
    [TestCase("a**")]
    [TestCase("a{2,1}")]
    [TestCase("a\\")]
    public void A_pattern_that_no_dialect_understands_is_named(string pattern)
    {
        var wrong = Assert.Throws<ContractException>(() => Check(WithSchema($"{{pattern: '{pattern}'}}")));

        Assert.That(wrong.Message, Does.StartWith("contract.yaml(6,").And.Contain("error: 'pattern' is no regular expression: ").And
            .EndsWith("(at #/components/schemas/A/pattern)"));
    }

    [TestCase(@"[\w-.]")]
    [TestCase("[^]")]
    [TestCase("a[]")]
    [TestCase("[+-[]")]
    [TestCase(@"^\u{1F600}$")]
    [TestCase(@"\p{Script=Latin}")]
    public void A_pattern_that_only_ECMAScript_understands_is_let_through(string pattern)
    {
        Assert.DoesNotThrow(() => Check(WithSchema($"{{pattern: '{pattern}'}}")));
    }

    [TestCase("true")]
    [TestCase("{description: null, properties: {a: null, b: true}}")]
    [TestCase("{required: true, x-extra: [1, {type: 5}], example: {type: 5}}")]
    [TestCase("{properties: {a: {$ref: '#/components/schemas/A'}}}")]
    [TestCase("{additionalProperties: false, exclusiveMinimum: true}")]
    [TestCase("{required: [a], properties: {b: {type: string}}}")]
    [TestCase("{type: string, enum: [a, b], default: c}")]
    [TestCase("{type: integer, default: inf}")]
    [TestCase("{type: string, nullable: true, enum: [a, null]}")]
    [TestCase("{type: string, enum: [a, null, a]}")]
    [TestCase("{type: number, enum: [1, 0.5]}")]
    [TestCase("{type: integer, enum: [1.0]}")]
    [TestCase("{enum: [a, 1, true]}")]
    [TestCase("{type: integer, minLength: 5, maxLength: 5.0}")]
    [TestCase("{minimum: 5, maximum: 5}")]
    [TestCase("{minimum: -9223372036854775808, maximum: 18446744073709551615}")]
    public void What_does_no_harm_is_let_through(string schema)
    {
        Assert.DoesNotThrow(() => Check(WithSchema(schema)));
    }

    [Test]
    public void Extensions_beside_paths_and_answers_are_not_looked_at()
    {
        const string Text = "openapi: 3.1.0\npaths: {x-order: [a], /a: {put: {responses: {x-note: text, '200': {description: Done.}}}}}\n";

        Assert.DoesNotThrow(() => Check(Text));
        Assert.DoesNotThrow(() => new ContractLowering(ContractDocument.Parse("contract.yaml", Text), new LoweringConfig()));
    }

    [Test]
    public void What_no_kept_operation_reaches_is_not_looked_at()
    {
        const string Text = "openapi: 3.1.0\npaths: {/a: {get: {}}, /b: {get: 5}}\ncomponents: {schemas: {Odd: 5}}\n";

        Assert.DoesNotThrow(() => ContractStructure.Check(ContractDocument.Parse("contract.yaml", Text), (path, _, _) => path == "/a"));
    }

    private static void Check(string text) => ContractStructure.Check(ContractDocument.Parse("contract.yaml", text), (_, _, _) => true);

    private static string WithSchema(string schema) =>
        "openapi: 3.1.0\npaths:\n  /a: {get: {responses: {'200': {content: {application/json: {schema: {$ref: '#/components/schemas/A'}}}}}}}\n"
        + "components:\n  schemas:\n    A: " + schema + "\n";
}
