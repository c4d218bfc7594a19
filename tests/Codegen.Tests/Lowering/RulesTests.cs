using Codegen.Lowering;
using Codegen.Lowering.CSharp;

namespace Codegen.Tests.Lowering;

/// <summary>Each rule on the shortest contract that shows it.</summary>
public class RulesTests
{
    [TestCase("{ type: string }", "string?")]
    [TestCase("{ type: integer }", "int?")]
    [TestCase("{ type: integer, format: int64 }", "long?")]
    [TestCase("{ type: integer, format: unixtime }", "long?")]
    [TestCase("{ type: integer, maximum: 3000000000 }", "long?")]
    [TestCase("{ type: integer, maximum: 18446744073709551615 }", "long?")]
    [TestCase("{ type: number }", "double?")]
    [TestCase("{ type: boolean }", "bool?")]
    [TestCase("{}", "JToken?")]
    [TestCase("true", "JToken?")]
    [TestCase("{ type: object }", "JsonObject?")]
    [TestCase("{ type: object, additionalProperties: true }", "JsonObject?")]
    [TestCase("{ type: object, additionalProperties: { type: integer } }", "IDictionary<string, int>?")]
    [TestCase("{ type: object, additionalProperties: { type: array, items: { type: string } } }", "IDictionary<string, IList<string>>?")]
    [TestCase("{ type: array, items: { type: array, items: { type: number } } }", "IList<IList<double>>?")]
    [TestCase("{ type: array }", "IList<JToken>?")]
    [TestCase("{ type: string, format: uri }", "string?")]
    [TestCase("{ enum: [1, 2] }", "int?")]
    [TestCase("{ const: true }", "bool?")]
    [TestCase("{ type: integer, enum: [1, 3000000000] }", "long?")]
    [TestCase("{ type: integer, default: 5000000000 }", "long?")]
    [TestCase("{ allOf: [ { type: string }, { type: string, maxLength: 3 } ] }", "string?")]
    [TestCase("{ type: integer, allOf: [ { minimum: 3 }, { maximum: 5 } ] }", "int?")]
    [TestCase("{ allOf: [ { type: array, items: { type: string } }, { type: array, maxItems: 3 } ] }", "IList<string>?")]
    [TestCase("{ allOf: [ { type: string }, { allOf: [ { enum: [a] }, { type: string, default: a } ] } ] }", "RootValue?")]
    [TestCase("{ allOf: [ { oneOf: [ { type: string }, { type: integer } ] }, { type: [string, integer] } ] }", "RootValue?")]
    [TestCase("{ allOf: [ { description: Nothing. } ] }", "JToken?")]
    public void A_plain_schema_is_the_nearest_type_of_CSharp(string schema, string type) =>
        Assert.That(Sample.OfMember(schema).TypeOf("Root", "value"), Is.EqualTo(type));

    [TestCase("{ type: [string, 'null'] }")]
    [TestCase("{ type: string, nullable: true }")]
    [TestCase("{ anyOf: [ { type: string }, { type: 'null' } ] }")]
    [TestCase("{ oneOf: [ { type: string, nullable: true } ] }")]
    [TestCase("{ oneOf: [ { anyOf: [ { type: string }, { type: 'null' } ] } ] }")]
    [TestCase("{ allOf: [ { $ref: '#/components/schemas/Text' } ], nullable: true, default: null }")]
    [TestCase("{ $ref: '#/components/schemas/Text', nullable: true }")]
    [TestCase("{ $ref: '#/components/schemas/NullableText' }")]
    public void However_null_is_allowed_a_required_member_can_be_null(string schema)
    {
        Sample sample = Sample.OfMember(schema, "Text: { type: string }\nNullableText: { anyOf: [ { type: string }, { type: 'null' } ] }", required: true);

        Assert.That(sample.TypeOf("Root", "value"), Is.EqualTo("string?"));
        Assert.That((string?)sample.Member("Root", "value")["nullable"], Is.EqualTo("True"));
    }

    [TestCase("{ type: array, items: { type: [string, 'null'] } }", "IList<string?>?")]
    [TestCase("{ type: array, items: { anyOf: [ { type: integer }, { type: 'null' } ] } }", "IList<int?>?")]
    [TestCase("{ type: object, additionalProperties: { type: [number, 'null'] } }", "IDictionary<string, double?>?")]
    [TestCase("{ type: object, additionalProperties: { type: [array, 'null'], items: { type: string } } }", "IDictionary<string, IList<string>?>?")]
    public void An_item_that_can_be_null_is_kept_as_null(string schema, string type) =>
        Assert.That(Sample.OfMember(schema).TypeOf("Root", "value"), Is.EqualTo(type));

    [TestCase("{ description: About it., anyOf: [ { type: object, properties: { a: {} } }, { type: 'null' } ] }", "RootValue")]
    [TestCase("{ description: About it., type: array, items: { type: object, properties: { a: {} } } }", "RootValue")]
    [TestCase("{ description: About it., type: array, items: { type: object, description: About one., properties: { a: {} } } }", "RootValue", "About one.")]
    [TestCase("{ type: object, properties: { description: { type: string }, items: { type: object, properties: { a: {} } } } }", "RootValueItems", "The RootValueItems of the contract.")]
    public void A_type_without_a_description_takes_that_of_the_place_where_it_is_written(string schema, string type, string expected = "About it.") =>
        Assert.That((string?)Sample.OfMember(schema)[type]["x-cs-summary"]![0], Is.EqualTo(expected));

    [Test]
    public void A_union_that_allows_null_allows_it_wherever_it_is_used()
    {
        Sample sample = Sample.Of(
            """
            Root: { type: object, required: [one, two], properties: { one: { $ref: '#/components/schemas/Stop' }, two: { $ref: '#/components/schemas/Stop' } } }
            Stop: { oneOf: [ { type: string }, { type: array, items: { type: string } }, { type: 'null' } ] }
            """);

        Assert.That(sample.TypeOf("Root", "one"), Is.EqualTo("Stop?"));
        Assert.That(sample.TypeOf("Root", "two"), Is.EqualTo("Stop?"));
    }

    [TestCase("{ type: array, items: {} }")]
    [TestCase("{ type: object, additionalProperties: { description: Any JSON. } }")]
    public void A_null_in_a_list_or_map_of_any_JSON_is_a_value(string schema) =>
        Assert.That((string?)Sample.OfMember(schema).Member("Root", "value")["x-cs-use"]!["items"]!["kind"], Is.EqualTo("any"));

    [TestCase("{ type: string, enum: [a, b] }")]
    [TestCase("{ enum: [a, b, null] }")]
    [TestCase("{ anyOf: [ { type: string }, { type: string, enum: [a, b] } ] }")]
    [TestCase("{ anyOf: [ { const: a }, { const: b } ] }")]
    [TestCase("{ oneOf: [ { type: string, enum: [a] }, { anyOf: [ { enum: [b] }, { type: 'null' } ] } ] }")]
    public void Texts_with_known_values_are_one_open_enum(string schema)
    {
        Sample sample = Sample.OfMember(schema);

        Assert.That(sample.TypeOf("Root", "value"), Is.EqualTo("RootValue?"));
        Assert.That(sample.Values("RootValue"), Is.EqualTo(new[] { "a", "b" }));
    }

    [Test]
    public void An_open_enum_by_reference_keeps_its_name() => Assert.That(
        Sample.OfMember("{ anyOf: [ { type: string }, { $ref: '#/components/schemas/Engine' } ] }", "Engine: { type: string, enum: [a, b] }").TypeOf("Root", "value"),
        Is.EqualTo("Engine?"));

    [Test]
    public void The_only_value_of_a_required_member_is_set_by_itself()
    {
        Sample sample = Sample.OfMember("{ type: string, enum: [only] }", required: true);

        Assert.That((string?)sample.Member("Root", "value")["x-cs-constant"], Is.EqualTo("only"));
        Assert.That(sample.Types, Is.EqualTo(new[] { "Root" }));
    }

    [Test]
    public void A_constant_among_values_is_described_by_its_own_schema() => Assert.That(
        Sample.OfMember("{ anyOf: [ { type: string }, { const: a, description: The a. }, { const: b } ] }")["RootValue"]["x-cs-values"]!.Select(value => (string?)value[0]),
        Is.EqualTo(new[] { "The a.", "The value <c>b</c>." }));

    [TestCase("STOP, MAX_TOKENS, WHEN-IDLE, A1, '2D'", "Stop", "MaxTokens", "WhenIdle", "A1", "Value2D")]
    [TestCase("FAST, Fast, fast", "FAST", "Fast", "FastValue")]
    [TestCase("_plain, plain", "UnderscorePlain", "Plain")]
    [TestCase("a-5.5-2026-04-23, a-5-0613, a1.5, a15, '2026-04-23', v1-2b", "A5_5_20260423", "A5_0613", "A1_5", "A15", "Value20260423", "V1_2b")]
    public void Values_have_names_as_Csharp_writes_them(string values, params string[] names) => Assert.That(
        Sample.OfMember($"{{ enum: [{values}] }}")["RootValue"]["x-enumNames"]!.Values<string>(), Is.EqualTo(names));

    [Test]
    public void Values_that_differ_in_signs_or_case_have_names_of_their_own()
    {
        Sample sample = Sample.OfMember("{ type: string, enum: [fast, Fast, a-b, a_b, '', '+', 24h, Equals, class] }");

        Assert.That(
            sample["RootValue"]["x-enumNames"]!.Values<string>(),
            Is.EqualTo(new[] { "FastValue", "Fast", "ADashB", "AB", "Empty", "Plus", "Value24h", "EqualsValue", "Class" }));
    }

    [Test]
    public void Text_or_list_is_a_wrapper_with_a_case_for_each()
    {
        Sample sample = Sample.OfMember("{ oneOf: [ { type: string }, { type: array, items: { type: string }, maxItems: 4 } ] }");

        Assert.That((string?)sample.Member("Root", "value")["x-cs-use"]!["name"], Is.EqualTo("RootValue"));
        Assert.That(sample.Cases("RootValue").Select(entry => entry.Accessor), Is.EqualTo(new[] { "AsText", "AsTexts" }));
    }

    [Test]
    public void Lists_of_several_kinds_are_told_apart_by_their_items()
    {
        Sample sample = Sample.OfMember("{ oneOf: [ { type: string }, { type: array, items: { type: string } }, { type: array, items: { type: integer } } ] }");

        Assert.That(sample.Union("RootValue")["lists"]!.Select(list => (string?)list["tokens"]![0]), Is.EquivalentTo(new[] { "String", "Integer" }));
    }

    [TestCase("array", "items")]
    [TestCase("object", "additionalProperties")]
    public void Variants_that_differ_in_whether_a_text_inside_can_be_null_are_one(string type, string keyword)
    {
        Sample sample = Sample.OfMember($"{{ anyOf: [ {{ type: integer }}, {{ type: {type}, {keyword}: {{ type: string }} }}, {{ type: {type}, {keyword}: {{ type: [string, 'null'] }} }} ] }}");

        Assert.That(sample.Cases("RootValue").Select(entry => CSharpTypes.Name(entry.Type)).Last(), Does.EndWith("string?>"));
        Assert.That(sample.Cases("RootValue").Count, Is.EqualTo(2));
    }

    [Test]
    public void Maps_of_several_kinds_have_accessors_of_their_own()
    {
        const string Map = "{ type: object, additionalProperties: ";

        Sample sample = Sample.OfMember($"{{ anyOf: [ {Map}{{ type: string }} }}, {Map}{{ type: integer }} }}, {Map}{{ type: boolean }} }}, {Map}{{ type: [integer, 'null'] }} }} ] }}");

        Assert.That(sample.Cases("RootValue").Select(entry => entry.Accessor), Is.EqualTo(new[] { "AsMap", "AsIntegerMap", "AsBooleanMap", "AsIntegerMapSecond" }));
    }

    [Test]
    public void A_map_of_values_that_can_be_null_is_made_from_one() => Assert.That(
        Sample.OfMember("{ anyOf: [ { type: string }, { type: object, additionalProperties: { type: [integer, 'null'] } } ] }").Cases("RootValue")[1].Conversions,
        Is.EqualTo(new[] { "Dictionary<string, int?>" }));

    [Test]
    public void A_discriminator_does_not_take_the_name_of_what_an_unknown_variant_has()
    {
        Sample sample = Sample.Of(
            """
            Root: { type: object, properties: { pet: { oneOf: [ { $ref: '#/components/schemas/Cat' }, { $ref: '#/components/schemas/Dog' } ] } } }
            Cat: { type: object, required: [json], properties: { json: { const: cat } } }
            Dog: { type: object, required: [json], properties: { json: { const: dog } } }
            """);

        Assert.That((string?)sample["RootPet"]["x-cs-discriminator"], Is.EqualTo("JsonValue"));
    }

    [Test]
    public void Variants_that_are_one_type_are_one_variant() => Assert.That(
        Sample.OfMember("{ anyOf: [ { type: integer }, { type: integer, minimum: 5 } ] }").TypeOf("Root", "value"), Is.EqualTo("int?"));

    [Test]
    public void Objects_with_a_constant_each_are_a_discriminated_union()
    {
        Sample sample = Sample.Of(
            """
            Root: { type: object, properties: { pet: { $ref: '#/components/schemas/Pet' } } }
            Pet: { oneOf: [ { $ref: '#/components/schemas/Cat' }, { $ref: '#/components/schemas/Dog' } ] }
            Cat: { type: object, required: [type], properties: { type: { const: cat } } }
            Dog: { type: object, required: [type], properties: { type: { type: string, enum: [dog] } } }
            """);

        Assert.That((string?)sample["Pet"]["discriminator"]!["propertyName"], Is.EqualTo("type"));
        Assert.That((string?)sample["Cat"]["allOf"]![0]!["$ref"], Is.EqualTo("#/components/schemas/Pet"));
    }

    [Test]
    public void A_declared_discriminator_decides_by_mapping_or_by_name_and_is_written_by_variants_that_do_not_mention_it()
    {
        Sample sample = Sample.Of(
            """
            Root: { type: object, properties: { pet: { $ref: '#/components/schemas/Pet' } } }
            Pet:
              oneOf: [ { $ref: '#/components/schemas/Cat' }, { $ref: '#/components/schemas/Dog' } ]
              discriminator: { propertyName: kind, mapping: { meow: '#/components/schemas/Cat' } }
            Cat: { type: object, required: [kind], properties: { kind: { type: string } } }
            Dog: { type: object, properties: { bark: { type: string } } }
            """);

        Assert.That(sample.Variants("Pet"), Is.EqualTo(new[] { "Cat=meow", "Dog=Dog" }));
        Assert.That((string?)sample.Member("Dog", "kind")["x-cs-constant"], Is.EqualTo("Dog"));
    }

    [TestCase("discriminator: { propertyName: kind, mapping: { meow: '#/components/schemas/Cat', woof: Dog } }", "kind: { type: string }", "meow", "woof")]
    [TestCase("discriminator: { propertyName: kind }", "kind: { type: string }", "Cat", "Dog")]
    [TestCase("discriminator: { propertyName: kind, mapping: { meow: '#/components/schemas/Cat', woof: '#/components/schemas/Dog' } }", "kind: { type: string, enum: [meow, woof, tweet] }", "meow", "woof")]
    [TestCase("discriminator: { propertyName: kind, mapping: { meow: '#/components/schemas/Cat' } }", "kind: { type: string }", "meow", "Dog")]
    public void Heirs_stand_in_for_the_object_that_its_discriminator_makes_them_of(string discriminator, string kind, params string[] values)
    {
        Sample sample = Sample.Of(
            $$"""
            Root: { type: object, properties: { pet: { $ref: '#/components/schemas/Pet' } } }
            Pet: { type: object, required: [kind], properties: { {{kind}}, size: { enum: [small, big] } }, {{discriminator}} }
            Cat: { allOf: [ { $ref: '#/components/schemas/Pet' }, { type: object, properties: { lives: { type: integer } } } ] }
            Dog: { allOf: [ { $ref: '#/components/schemas/Pet' } ], description: Nothing of its own. }
            Odd: { allOf: [ { $ref: '#/gone' } ] }
            """);

        Assert.That(sample.Types, Is.EqualTo(new[] { "Cat", "Dog", "Pet", "PetSize", "Root" }));
        Assert.That(sample.TypeOf("Root", "pet"), Is.EqualTo("Pet?"));
        Assert.That(sample.Variants("Pet"), Is.EqualTo(new[] { $"Cat={values[0]}", $"Dog={values[1]}" }));
        Assert.That((string?)sample.Member("Dog", "kind")["x-cs-constant"], Is.EqualTo(values[1]));
        Assert.That(sample.TypeOf("Cat", "size"), Is.EqualTo("PetSize?"));
    }

    [Test]
    public void An_object_that_its_own_mapping_names_is_one_of_its_heirs()
    {
        Sample sample = Sample.Of(
            """
            Root: { type: object, properties: { pet: { $ref: '#/components/schemas/Pet' }, cat: { $ref: '#/components/schemas/Cat' } } }
            Pet: { type: object, required: [kind], properties: { kind: { type: string }, friend: { $ref: '#/components/schemas/Pet' }, size: { enum: [small, big] } }, discriminator: { propertyName: kind, mapping: { any: '#/components/schemas/Pet', cat: '#/components/schemas/Cat' } } }
            Cat: { allOf: [ { $ref: '#/components/schemas/Pet' } ], type: object }
            """);

        Assert.That(sample.Variants("Pet"), Is.EqualTo(new[] { "PetModel=any", "Cat=cat" }));
        Assert.That(sample.TypeOf("PetModel", "friend"), Is.EqualTo("Pet?"));
        Assert.That(sample.TypeOf("PetModel", "size"), Is.EqualTo("PetSize?"));
        Assert.That(sample.TypeOf("Root", "cat"), Is.EqualTo("Cat?"));
    }

    [Test]
    public void Heirs_of_heirs_stand_in_too_and_a_union_keeps_the_object_whole()
    {
        Sample sample = Sample.Of(
            """
            Root: { type: object, properties: { value: { oneOf: [ { type: string }, { $ref: '#/components/schemas/Pet' } ] } } }
            Pet: { type: object, required: [kind], properties: { kind: { type: string } }, discriminator: { propertyName: kind } }
            Cat: { allOf: [ { $ref: '#/components/schemas/Pet' } ], properties: { lives: { type: integer } } }
            Kitten: { allOf: [ { $ref: '#/components/schemas/Cat' } ], properties: { weeks: { type: integer } } }
            """);

        Assert.That(sample["Pet"]["x-cs-variants"]!.Select(entry => (string?)entry["name"]), Is.EqualTo(new[] { "Cat", "Kitten" }));
        Assert.That(sample.Cases("RootValue").Select(entry => CSharpTypes.Name(entry.Type)), Is.EqualTo(new[] { "string", "Pet" }));
    }

    [Test]
    public void Heirs_that_cannot_be_told_apart_leave_the_object_as_it_is()
    {
        Sample sample = Sample.Of(
            """
            Root: { type: object, properties: { pet: { $ref: '#/components/schemas/Pet' } } }
            Pet: { type: object, required: [kind], properties: { kind: { type: string, enum: [cat, dog] } }, discriminator: { propertyName: kind } }
            Cat: { allOf: [ { $ref: '#/components/schemas/Pet' } ], properties: { lives: { type: integer } } }
            Dog: { allOf: [ { $ref: '#/components/schemas/Pet' } ] }
            """);

        Assert.That(sample.Types, Is.EqualTo(new[] { "Pet", "PetKind", "Root" }));
        Assert.That((string?)sample["Pet"]["x-cs-kind"], Is.EqualTo("object"));
    }

    [TestCase("{ properties: { type: { const: custom } } }", "Tool", "Shell", "Tool")]
    [TestCase("{ properties: { type: { anyOf: [ { type: 'null' }, { const: custom } ] } } }", "Tool", "Shell", "Tool")]
    [TestCase("{ properties: { type: { const: custom } }, required: [type] }", "Tool", "Shell")]
    public void What_lacks_the_discriminator_is_the_variant_that_need_not_have_it(string tool, params string[] cases)
    {
        Sample sample = Sample.Of(
            $$"""
            Root: { type: object, properties: { tool: { oneOf: [ { $ref: '#/components/schemas/Tool' }, { $ref: '#/components/schemas/Shell' } ] } } }
            Tool: {{tool}}
            Shell: { type: object, required: [type], properties: { type: { const: shell } } }
            """);

        IEnumerable<string?> variants = sample["RootTool"]["x-cs-variants"]!.Select(entry => (string?)entry["name"]).Append((string?)sample["RootTool"]["x-cs-default"]);
        Assert.That(variants.OfType<string>(), Is.EqualTo(cases));
    }

    [Test]
    public void A_variant_that_a_discriminated_union_of_the_same_union_holds_is_no_case_of_its_own()
    {
        Sample sample = Sample.Of(
            """
            Root: { type: object, properties: { value: { anyOf: [ { $ref: '#/components/schemas/Cat' }, { $ref: '#/components/schemas/Pet' } ] } } }
            Pet: { type: object, required: [kind], properties: { kind: { type: string } }, discriminator: { propertyName: kind } }
            Cat: { allOf: [ { $ref: '#/components/schemas/Pet' } ], properties: { lives: { type: integer } } }
            """);

        Assert.That(sample.TypeOf("Root", "value"), Is.EqualTo("Pet?"));
    }

    [Test]
    public void Unions_that_share_a_variant_are_one()
    {
        Sample sample = Sample.Of(
            """
            Root: { type: object, properties: { one: { oneOf: [ { $ref: '#/components/schemas/BigPartText' }, { $ref: '#/components/schemas/BigPartImage' } ] }, two: { oneOf: [ { $ref: '#/components/schemas/BigPartText' }, { $ref: '#/components/schemas/BigPartSound' } ] } } }
            BigPartText: { type: object, required: [type], properties: { type: { const: text } } }
            BigPartImage: { type: object, required: [type], properties: { type: { const: image } } }
            BigPartSound: { type: object, required: [type], properties: { type: { const: sound } } }
            """);

        Assert.That(sample.TypeOf("Root", "one"), Is.EqualTo("BigPart?"));
        Assert.That(sample.TypeOf("Root", "two"), Is.EqualTo("BigPart?"));
    }

    [Test]
    public void Objects_without_a_discriminator_are_told_apart_by_what_they_must_have()
    {
        Sample sample = Sample.Of(
            """
            Root: { type: object, properties: { value: { oneOf: [ { $ref: '#/components/schemas/Left' }, { $ref: '#/components/schemas/Right' } ] } } }
            Left: { type: object, required: [left], properties: { left: { type: string } } }
            Right: { type: object, required: [right, more], properties: { right: { type: string }, more: { type: string } } }
            """);

        Assert.That(sample.Union("RootValue")["evidence"]!.Select(entry => (string?)entry["name"]), Is.EqualTo(new[] { "Right", "Left" }));
    }

    [TestCase("{ type: object }")]
    [TestCase("{ type: object, additionalProperties: { type: string } }")]
    public void An_object_beside_any_object_is_known_by_what_it_must_have(string other)
    {
        Sample sample = Sample.Of($"Root: {{ type: object, properties: {{ value: {{ oneOf: [ {{ $ref: '#/components/schemas/Left' }}, {other} ] }} }} }}\nLeft: {{ type: object, required: [left], properties: {{ left: {{ type: string }} }} }}");

        Assert.That(sample.Union("RootValue")["evidence"]!.Select(entry => $"{entry["name"]}: {string.Join(' ', entry["members"]!)}"), Is.EqualTo(new[] { "Left: left" }));
        Assert.That(sample.Cases("RootValue").Select(entry => entry.IsDistinct), Is.All.False);
    }

    [Test]
    public void Any_JSON_that_is_required_can_be_null() => Assert.That(
        (string?)Sample.OfMember("{}", required: true).Member("Root", "value")["x-cs-required"], Is.EqualTo("True"));

    [Test]
    public void Composition_is_one_list_of_members_and_the_last_word_counts()
    {
        Sample sample = Sample.Of(
            """
            Root: { allOf: [ { $ref: '#/components/schemas/Base' }, { type: object, required: [note], properties: { note: { type: string }, id: { description: Said again. } } } ] }
            Base: { type: object, required: [id], properties: { id: { type: string }, note: { type: [string, 'null'] } } }
            """);

        Assert.That(sample.TypeOf("Root", "id"), Is.EqualTo("string"));
        Assert.That(sample.TypeOf("Root", "note"), Is.EqualTo("string"));
        Assert.That(sample.Types, Is.EqualTo(new[] { "Root" }));
    }

    [Test]
    public void A_reference_that_is_only_described_is_the_type_it_refers_to() => Assert.That(
        Sample.OfMember("{ allOf: [ { $ref: '#/components/schemas/Base' } ], description: Only described. }", "Base: { type: object, properties: { id: { type: string } } }")
            .TypeOf("Root", "value"),
        Is.EqualTo("Base?"));

    [Test]
    public void Variants_beside_members_join_them_and_none_of_theirs_is_required()
    {
        Sample sample = Sample.Of(
            """
            Root:
              type: object
              required: [shared]
              properties: { shared: { type: string } }
              oneOf:
                - { required: [left], properties: { left: { type: string }, kind: { const: l } } }
                - { required: [right], properties: { right: { type: integer }, kind: { const: r } } }
            """);

        Assert.That(sample.Members("Root").Properties().Select(member => sample.TypeOf("Root", member.Name)), Is.EqualTo(new[] { "string", "string?", "RootKind?", "int?" }));
        Assert.That(sample.Values("RootKind"), Is.EqualTo(new[] { "l", "r" }));
    }

    [Test]
    public void A_variant_may_be_composed_of_the_object_that_lists_it()
    {
        Sample sample = Sample.Of(
            """
            Root: { type: object, required: [kind], properties: { kind: { type: string }, cat: { $ref: '#/components/schemas/Cat' } }, oneOf: [ { $ref: '#/components/schemas/Cat' }, { $ref: '#/components/schemas/Dog' } ] }
            Cat: { allOf: [ { $ref: '#/components/schemas/Root' }, { type: object, properties: { meow: { type: string } } } ] }
            Dog: { allOf: [ { $ref: '#/components/schemas/Root' }, { type: object, properties: { bark: { type: integer } } } ] }
            """);

        Assert.That(sample.Members("Root").Properties().Select(member => sample.TypeOf("Root", member.Name)), Is.EqualTo(new[] { "string", "Cat?", "string?", "int?" }));
        Assert.That(sample.Members("Cat").Properties().Select(member => member.Name), Is.EqualTo(new[] { "kind", "cat", "meow" }));
    }

    [Test]
    public void Variants_that_only_require_leave_the_object_as_it_is() => Assert.That(
        Sample.Of("Root: { type: object, properties: { a: { type: string } }, oneOf: [ { required: [a] }, { required: [b] } ] }").TypeOf("Root", "a"), Is.EqualTo("string?"));

    [Test]
    public void What_stands_inline_is_named_by_where_it_stands()
    {
        Sample sample = Sample.OfMember("{ type: array, items: { type: object, properties: { choices: { type: array, items: { type: object, properties: { mode: { enum: [x] } } } } } } }");

        Assert.That(sample.Types, Is.EqualTo(new[] { "Root", "RootValue", "RootValueChoice", "RootValueChoiceMode" }));
    }

    [Test]
    public void What_contains_itself_is_read_once()
    {
        Sample sample = Sample.Of(
            """
            Root: { type: object, properties: { root: { $ref: '#/components/schemas/Root' }, list: { $ref: '#/components/schemas/Many' }, map: { type: object, additionalProperties: { $ref: '#/components/schemas/Root' } } } }
            Many: { type: array, items: { anyOf: [ { $ref: '#/components/schemas/Root' }, { type: string } ] } }
            """);

        Assert.That(sample.TypeOf("Root", "map"), Is.EqualTo("IDictionary<string, Root>?"));
        Assert.That(sample.TypeOf("Root", "list"), Does.StartWith("IList<"));
    }

    [TestCase("Task", "TaskModel")]
    [TestCase("Read", "ReadModel")]
    [TestCase("JsonConverter", "JsonConverterModel")]
    [TestCase("1st", "Schema1st")]
    [TestCase("snake_case", "SnakeCase")]
    [TestCase("日本", "Schema日本")]
    public void A_schema_that_cannot_keep_its_name_gets_a_good_one(string schema, string type) => Assert.That(
        Sample.Of($"Root: {{ type: object, properties: {{ value: {{ $ref: '#/components/schemas/{schema}' }} }} }}\n'{schema}': {{ type: object, properties: {{ a: {{ type: string }} }} }}").Types,
        Does.Contain(type));

    [Test]
    public void Members_that_collide_get_names_of_their_own()
    {
        Sample sample = Sample.Of("Root: { type: object, properties: { a_b: {}, a-b: {}, root: {}, class: {}, '': {}, to_string: {}, 1st: {}, additional_properties: {} } }");

        Assert.That(
            sample.Members("Root").Properties().Select(member => (string?)member.Value["x-cs-name"]),
            Is.EqualTo(new[] { "AB", "ADashB", "RootValue", "Class", "Empty", "ToStringValue", "Member1st", "AdditionalPropertiesValue" }));
    }

    [Test]
    public void A_member_does_not_hide_the_type_that_another_is_read_by()
    {
        Sample sample = Sample.Of(
            """
            Root: { type: object, properties: { tree: { type: string }, other: { $ref: '#/components/schemas/Tree' } } }
            Tree: { type: object, properties: { a: { type: string } } }
            """);

        Assert.That((string?)sample.Member("Root", "tree")["x-cs-name"], Is.EqualTo("TreeValue"));
    }

    [Test]
    public void A_member_does_not_hide_a_type_by_its_second_name_either()
    {
        Sample sample = Sample.Of(
            """
            Root: { type: object, properties: { tree: { type: string }, other: { $ref: '#/components/schemas/Tree' }, third: { $ref: '#/components/schemas/TreeValue' } } }
            Tree: { type: object, properties: { a: { type: string } } }
            TreeValue: { type: object, properties: { b: { type: string } } }
            """);

        Assert.That((string?)sample.Member("Root", "tree")["x-cs-name"], Is.EqualTo("TreeSecond"));
    }

    [TestCase("max_tokens", "Gets or sets the max tokens.")]
    [TestCase("imageURL", "Gets or sets the image URL.")]
    [TestCase("id", "Gets or sets the id.")]
    public void A_member_without_a_description_is_described_by_its_name(string member, string summary) => Assert.That(
        Sample.Of($"Root: {{ type: object, properties: {{ {member}: {{ type: string }} }} }}").Member("Root", member)["x-cs-summary"]!.Values<string>(), Is.EqualTo(new[] { summary }));

    [Test]
    public void A_notice_above_a_rule_follows_what_it_stands_above()
    {
        Sample sample = Sample.OfMember("""{ type: string, description: "**New here?** Take [another](/other).\n\n---\n\nKeeps it. For long." }""");

        Assert.That((string?)sample.Member("Root", "value")["x-cs-summary"]![0], Is.EqualTo("Gets or sets the value. Keeps it."));
        Assert.That((string?)sample.Member("Root", "value")["x-cs-remarks"]![0], Is.EqualTo("For long. New here? Take another."));
    }

    [Test]
    public void A_discriminated_union_has_no_name_that_others_begin_with_too()
    {
        Sample sample = Sample.OfMember(
            "{ oneOf: [ { $ref: '#/components/schemas/BigCoCat' }, { $ref: '#/components/schemas/BigCoDog' } ] }",
            """
            BigCoCat: { type: object, required: [kind], properties: { kind: { const: cat }, house: { $ref: '#/components/schemas/BigCoHouse' } } }
            BigCoDog: { type: object, required: [kind], properties: { kind: { const: dog } } }
            BigCoHouse: { type: object, properties: { door: { type: string } } }
            """);

        Assert.That(sample.TypeOf("Root", "value"), Is.EqualTo("RootValue?"));
    }

    [Test]
    public void Prose_is_safe_in_a_doc_comment()
    {
        Sample sample = Sample.OfMember("""{ type: string, description: "Has <b>, `a < b` & [a link](https://localhost/a_(b)).\nMore \u2028 of */ it." }""");

        Assert.That((string?)sample.Member("Root", "value")["x-cs-summary"]![0], Is.EqualTo("Gets or sets the value. Has &lt;b&gt;, <c>a &lt; b</c> &amp; a link."));
        Assert.That((string?)sample.Member("Root", "value")["x-cs-remarks"]![0], Is.EqualTo("More of */ it."));
    }

    [Test]
    public void Bounds_become_checks()
    {
        Sample sample = Sample.OfMember("{ type: [string, 'null'], minLength: 1, maxLength: 9, pattern: '^a' }");

        Assert.That(sample.Limits("Root", "value"), Is.EqualTo("length {min:1,max:9}, pattern ^a"));
    }

    [TestCase("{ type: string, minLength: 1.0, maxLength: 3000000000 }", "length {min:1}")]
    [TestCase("{ type: integer, minimum: 0.5, maximum: 18446744073709551615 }", "range {min:0.5}")]
    [TestCase("{ type: integer, exclusiveMinimum: 0, maximum: 9223372036854775806 }", "range {min:0,aboveMin:true}")]
    [TestCase("{ type: integer, maximum: 9007199254740993 }", "range {max:9007199254740993}")]
    public void A_bound_is_printed_as_the_type_can_hold_it(string schema, string check) =>
        Assert.That(Sample.OfMember(schema).Limits("Root", "value"), Is.EqualTo(check));

    [TestCase("{ type: string, pattern: '^a' }", "A text that matches <c>^a</c>.")]
    [TestCase("{ type: array, items: {}, minItems: 1 }", "A list of at least 1 item.")]
    [TestCase("{ type: string, minLength: 1, maxLength: 1 }", "A text of 1 character.")]
    [TestCase("{ type: object, additionalProperties: { type: string }, maxProperties: 2 }", "A map of at most 2 entries.")]
    [TestCase("{ type: string, maxLength: 3, pattern: '^a' }", "A text of at most 3 characters. It matches <c>^a</c>.")]
    [TestCase("{ type: number, exclusiveMinimum: 0, maximum: 0.5 }", "A number above 0 and of at most 0.5.")]
    [TestCase("{ type: integer, minimum: 0, maximum: 9223372036854775807 }", "A number of at least 0.")]
    [TestCase("{ type: array, maxItems: 3, items: { type: string, pattern: '^a' } }", "A list of at most 3 items. Each item is a text that matches <c>^a</c>.")]
    [TestCase("{ type: object, additionalProperties: { type: integer, minimum: 0, maximum: 9 } }", "Each value is a number from 0 to 9.")]
    public void Bounds_are_told_in_words(string schema, string sentence) =>
        Assert.That(Sample.OfMember(schema).Member("Root", "value")["x-cs-limits"]!.ToString(), Is.EqualTo(sentence));

    [TestCase("minimum: -9223372036854775808, maximum: 9223372036854775807")]
    [TestCase("minimum: -9223372036854776000, maximum: 9223372036854776000")]
    public void Bounds_that_no_integer_exceeds_are_not_worth_a_word(string bounds) =>
        Assert.That(Sample.OfMember($"{{ type: integer, {bounds} }}").Member("Root", "value")["x-cs-limits"], Is.Null);

    [TestCase("{ type: string, default: auto }", "auto")]
    [TestCase("{ type: string, default: '' }", "\"\"")]
    [TestCase("{ type: array, items: { type: string }, default: [text, audio] }", "[\"text\",\"audio\"]")]
    [TestCase("{ type: array, items: { type: string }, default: [] }", "[]")]
    [TestCase("{ type: object, default: { type: auto } }", "{\"type\":\"auto\"}")]
    [TestCase("{ $ref: '#/components/schemas/Share' }", "0.5")]
    [TestCase("{ allOf: [ { $ref: '#/components/schemas/Share' } ], default: 1 }", "1")]
    public void A_default_is_told_whatever_its_kind(string schema, string value) => Assert.That(
        Sample.OfMember(schema, "Share: { type: number, default: 0.5 }").Member("Root", "value")["x-cs-limits"]!.ToString(), Is.EqualTo($"The API's default is <c>{value}</c>."));

    [Test]
    public void Bounds_of_all_parts_of_a_composition_become_checks() => Assert.That(
        Sample.OfMember("{ type: integer, allOf: [ { minimum: 3 }, { maximum: 5 } ] }").Limits("Root", "value"),
        Is.EqualTo("range {min:3,max:5}"));

    [Test]
    public void What_only_the_server_sets_is_not_asked_of_a_request()
    {
        Sample sample = Sample.Of("Root: { type: object, required: [id, name], properties: { id: { type: string, readOnly: true }, name: { type: string } } }");

        Assert.That(sample.Member("Root", "id")["x-cs-required"], Is.Null);
        Assert.That(sample["Root"]["x-cs-constructor"]!.Values<string>(), Is.EqualTo(new[] { "Name" }));
        Assert.That(sample.TypeOf("Root", "id"), Is.EqualTo("string"));
    }

    [TestCase("{ type: array, items: { type: integer, minimum: 0 } }", "each range {min:0}")]
    [TestCase("{ type: array, items: { type: number, exclusiveMaximum: 1.5 } }", "each range {max:1.5,belowMax:true}")]
    [TestCase("{ type: array, items: { $ref: '#/components/schemas/Name', maxLength: 8 } }", "each length {max:8}, pattern ^a")]
    [TestCase("{ type: array, items: { type: [integer, 'null'], maximum: 9 } }", "each range {max:9}")]
    [TestCase("{ type: array, items: { anyOf: [ { $ref: '#/components/schemas/Name' }, { type: 'null' } ] } }", "each pattern ^a")]
    [TestCase("{ type: array, items: { type: array, items: { type: integer, minimum: 0 }, maxItems: 2 } }", "each count {max:2}, each range {min:0}")]
    [TestCase("{ type: object, additionalProperties: { type: integer, minimum: -100, maximum: 100 } }", "each range {min:-100,max:100}")]
    public void Bounds_of_items_and_values_become_checks(string schema, string check) =>
        Assert.That(Sample.OfMember(schema, "Name: { type: string, pattern: '^a' }").Limits("Root", "value"), Is.EqualTo(check));

    [Test]
    public void Bounds_of_variants_become_checks()
    {
        Sample sample = Sample.OfMember("{ oneOf: [ { type: string, maxLength: 3 }, { type: integer, minimum: 1 }, { type: array, items: { type: number, minimum: 0 } }, { type: object, additionalProperties: { type: string, minLength: 1 }, minProperties: 1 } ] }");

        Assert.That(sample.CaseLimits("RootValue"), Is.EqualTo(new[]
        {
            "length {max:3}",
            "range {min:1}",
            "each range {min:0}",
            "count {min:1}, each length {min:1}",
        }));
    }

    [TestCase("{ anyOf: [ { type: string }, { type: array, items: { type: string, maxLength: 3 } }, { type: array, items: { type: string, maxLength: 3, minLength: 1 } } ] }", "each length {max:3}")]
    [TestCase("{ anyOf: [ { type: string }, { type: object, additionalProperties: { type: integer, minimum: 3 } }, { type: object, additionalProperties: { type: integer } } ] }")]
    public void Variants_that_are_one_type_keep_the_bounds_they_share(string schema, params string[] checks) =>
        Assert.That(Sample.OfMember(schema).CaseLimits("RootValue").Where(limits => limits.Length > 0), Is.EqualTo(checks));

    [Test]
    public void A_bound_of_one_variant_does_not_bind_another() => Assert.That(
        Sample.OfMember("{ anyOf: [ { type: string, maxLength: 3 }, { type: string } ] }").Limits("Root", "value"), Is.Empty);

    [Test]
    public void Extensions_named_like_ours_decide_nothing()
    {
        Sample sample = Sample.Of("Root: { type: object, x-cs-name: Stolen, x-cs-shape: union, x-any: { type: x, properties: {} }, properties: { a: { type: string, x-cs-nullable: 1 } } }");

        Assert.That(sample.Types, Is.EqualTo(new[] { "Root" }));
        Assert.That((string?)sample["Root"]["x-cs-kind"], Is.EqualTo("object"));
    }

    [Test]
    public void What_lowering_json_names_keeps_its_JSON() => Assert.That(
        Sample.Of("Root: { type: object, properties: { a: { type: string } } }", new LoweringConfig { Any = ["Root.a"] }).TypeOf("Root", "a"), Is.EqualTo("JToken?"));
}
