using Codegen.Lowering;
using Codegen.Lowering.CSharp;
using Codegen.Lowering.Shapes;

namespace Codegen.Tests.Lowering;

/// <summary>
/// Parts that describe one member are intersected; lists that contain themselves keep their types; a discriminator's default decides.
/// </summary>
internal sealed class CompositionTests
{
    [TestCase("{ type: [string, integer] }", "{ type: string }", "string")]
    [TestCase("{ type: string }", "{ anyOf: [ { type: string }, { type: array, items: { type: string } } ] }", "string")]
    [TestCase("{ type: number }", "{ type: integer }", "int")]
    [TestCase("{ type: integer }", "{ type: number }", "int")]
    [TestCase("{ type: string }", "{ enum: [a, b] }", "RootValue")]
    [TestCase("{ anyOf: [ { type: string }, { type: integer } ] }", "{ anyOf: [ { type: integer }, { type: boolean } ] }", "int")]
    [TestCase("{ type: string, nullable: true }", "{ type: string }", "string")]
    [TestCase("{ description: Any. }", "{ type: array, items: { type: string } }", "IList<string>")]
    [TestCase("{ $ref: '#/components/schemas/Part' }", "{ $ref: '#/components/schemas/Part' }", "Part")]
    [TestCase("{ $ref: '#/components/schemas/Part' }", "{ type: object, properties: { a: { type: string } } }", "RootValue")]
    public void A_member_of_two_parts_is_of_the_type_that_both_allow(string first, string second, string type)
    {
        ContractLowering lowering = Lower(
            $"Root: {{ allOf: [ {{ properties: {{ value: {first} }} }}, {{ properties: {{ value: {second} }} }} ] }}");

        Assert.That(CSharpTypes.Name(Member(lowering, "Root", "value").Type), Is.EqualTo(type));
    }

    [Test]
    public void Objects_of_two_parts_have_the_members_of_both()
    {
        ContractLowering lowering = Lower(
            "Root: { allOf: [ { properties: { value: { type: object, properties: { a: { type: string } } } } }, { properties: { value: { "
                + "$ref: '#/components/schemas/Part' } } } ] }");

        Assert.That(
            ((ObjectShape)Member(lowering, "Root", "value").Type.Shape).Members.Select(member => member.JsonName),
            Is.EqualTo(new[] { "a", "b" }));
    }

    [TestCase(
        "Tree: { type: array, items: { anyOf: [ { type: string }, { $ref: '#/components/schemas/Tree' } ] } }",
        "IList<TreeItem>",
        "IList<TreeItem>")]
    [TestCase(
        "Tree: { type: object, additionalProperties: { anyOf: [ { type: string }, { $ref: '#/components/schemas/Tree' } ] } }",
        "IDictionary<string, TreeItem>",
        "IDictionary<string, TreeItem>")]
    public void A_list_or_map_that_contains_itself_keeps_its_type(string tree, string type, string variant)
    {
        ContractLowering lowering = Lower($"Root: {{ properties: {{ value: {{ $ref: '#/components/schemas/Tree' }} }} }}\n{tree}");

        Assert.That(CSharpTypes.Name(Member(lowering, "Root", "value").Type), Is.EqualTo(type));
        Assert.That(
            lowering.Types.OfType<UnionShape>().Single().Variants.Select(CSharpTypes.Name),
            Is.EqualTo(new[] { "string", variant }));
    }

    [TestCase("Tree: { type: array, items: { $ref: '#/components/schemas/Tree' } }")]
    [TestCase("Tree: { type: array, items: { anyOf: [ { $ref: '#/components/schemas/Tree' }, { type: 'null' } ] } }")]
    [TestCase("Tree: { type: object, additionalProperties: { type: array, items: { $ref: '#/components/schemas/Tree' } } }")]
    public void One_that_consists_of_nothing_but_itself_keeps_its_JSON_with_a_note(string tree)
    {
        string root = $"Root: {{ properties: {{ value: {{ $ref: '#/components/schemas/Tree' }} }} }}\n{tree}";

        ContractLowering lowering = Lower(root);

        Assert.That(CSharpTypes.Name(Member(lowering, "Root", "value").Type), Does.Contain("JToken"));
        Assert.That(lowering.Operations[0].Notes.Single(), Does.StartWith("'Tree' contains nothing but itself"));
    }

    [TestCase("$recursiveAnchor: true, ", "$recursiveRef: '#'")]
    [TestCase("$dynamicAnchor: node, ", "$dynamicRef: '#node'")]
    [TestCase("", "$ref: '#/components/schemas/Compound'")]
    public void A_recursive_reference_leads_to_the_schema_it_stands_in(string anchor, string reference)
    {
        ContractLowering lowering = Lower($$"""
            Root: { properties: { value: { $ref: '#/components/schemas/Compound' } } }
            Compound: { {{anchor}}type: object, properties: { filters: { type: array, items: { {{reference}} } } } }
            """);

        Assert.That(CSharpTypes.Name(Member(lowering, "Compound", "filters").Type), Is.EqualTo("IList<Compound>"));
    }

    [TestCase("discriminator: { propertyName: kind }", "default: b, ", "B")]
    [TestCase("discriminator: { propertyName: kind, defaultMapping: A }", "", "A")]
    [TestCase("discriminator: { propertyName: kind, defaultMapping: '#/components/schemas/B' }", "", "B")]
    [TestCase("discriminator: { propertyName: kind }", "", null)]
    public void What_lacks_its_discriminator_is_the_default_variant(string discriminator, string @default, string? expected)
    {
        ContractLowering lowering = Lower($$"""
            Root: { properties: { value: { oneOf: [ { $ref: '#/components/schemas/A' }, { $ref: '#/components/schemas/B' } ], {{discriminator}} } } }
            A: { type: object, properties: { kind: { type: string, enum: [a], {{@default}} }, x: { type: string } } }
            B: { type: object, properties: { kind: { type: string, enum: [b], {{@default}} }, y: { type: string } } }
            """);

        Assert.That(((DiscriminatedUnionShape)Member(lowering, "Root", "value").Type.Shape).Default?.Name, Is.EqualTo(expected));
    }

    [Test]
    public void The_default_of_the_object_of_which_variants_are_composed_decides()
    {
        ContractLowering lowering = Lower("""
            Root: { properties: { value: { $ref: '#/components/schemas/Base' } } }
            Base: { type: object, properties: { kind: { type: string, default: B } }, discriminator: { propertyName: kind } }
            A: { allOf: [ { $ref: '#/components/schemas/Base' }, { properties: { x: { type: string } } } ] }
            B: { allOf: [ { $ref: '#/components/schemas/Base' }, { properties: { y: { type: string } } } ] }
            """);

        Assert.That(((DiscriminatedUnionShape)Member(lowering, "Root", "value").Type.Shape).Default?.Name, Is.EqualTo("B"));
    }

    private static Member Member(ContractLowering lowering, string type, string name) =>
        lowering.Types.OfType<ObjectShape>().Single(shape => shape.Name == type).Find(name)!;

    private static ContractLowering Lower(string schemas, LoweringConfig? config = null) => new(
        ContractDocument.Parse(
            "sample.yaml",
            $$"""
            openapi: 3.1.0
            paths:
              /roots:
                post:
                  operationId: send
                  requestBody: { content: { application/json: { schema: { $ref: "#/components/schemas/Root" } } } }
                  responses: {}
            components:
              schemas:
                Part: { type: object, properties: { b: { type: string } } }
                {{schemas.ReplaceLineEndings("\n").Replace("\n", "\n    ", StringComparison.Ordinal)}}
            """),
        config ?? new LoweringConfig());
}
