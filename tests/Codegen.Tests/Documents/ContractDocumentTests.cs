using System.Numerics;
using Newtonsoft.Json.Linq;

namespace Codegen.Tests;

internal sealed class ContractDocumentTests
{
    private const string Head = "openapi: 3.1.0\n";

    [Test]
    public void Json_and_Yaml_give_the_same_tokens()
    {
        JObject yaml = Read("openapi: 3.1.0\nx-a: {b: [1, 2.50, true, null, 'text']}");

        JObject json = Read("""{"openapi": "3.1.0", "x-a": {"b": [1, 2.50, true, null, "text"]}}""", "contract.json");

        Assert.That(JToken.DeepEquals(yaml, json), Is.True);
    }

    [TestCase("true", JTokenType.Boolean)]
    [TestCase("12", JTokenType.Integer)]
    [TestCase("-0.5", JTokenType.Float)]
    [TestCase("1e3", JTokenType.Float)]
    [TestCase("~", JTokenType.Null)]
    [TestCase("null", JTokenType.Null)]
    [TestCase("", JTokenType.Null)]
    [TestCase("yes", JTokenType.String)]
    [TestCase("no", JTokenType.String)]
    [TestCase("on", JTokenType.String)]
    [TestCase("off", JTokenType.String)]
    [TestCase("2026-11-20", JTokenType.String)]
    [TestCase("2026-11-20T10:00:00Z", JTokenType.String)]
    [TestCase("12:30:45", JTokenType.String)]
    [TestCase("'true'", JTokenType.String)]
    [TestCase("\"12\"", JTokenType.String)]
    [TestCase("!!str 12", JTokenType.String)]
    [TestCase("1.2.3", JTokenType.String)]
    public void Only_what_the_core_schema_types_is_typed(string scalar, JTokenType expected)
    {
        JToken value = Read($"{Head}x-value: {scalar}\n")["x-value"]!;

        Assert.That(value.Type, Is.EqualTo(expected));
    }

    [TestCase("contract.yaml", "openapi: 3.1.0\nx-n: 12345678901234567890123")]
    [TestCase("contract.json", "{\"openapi\": \"3.1.0\", \"x-n\": 12345678901234567890123}")]
    public void An_integer_of_any_size_is_exact(string file, string text)
    {
        JToken value = Read(text, file)["x-n"]!;

        Assert.That(value.Value<BigInteger>(), Is.EqualTo(BigInteger.Parse("12345678901234567890123", null)));
    }

    [TestCase("contract.yaml", "openapi: 3.1.0\nx-n: 0.10000000000000000000001")]
    [TestCase("contract.json", "{\"openapi\": \"3.1.0\", \"x-n\": 0.10000000000000000000001}")]
    public void A_float_that_a_decimal_holds_is_a_decimal(string file, string text)
    {
        JToken value = Read(text, file)["x-n"]!;

        Assert.That(((JValue)value).Value, Is.EqualTo(0.10000000000000000000001m));
    }

    [Test]
    public void A_float_beyond_decimal_is_a_double()
    {
        JToken value = Read($"{Head}x-n: 1.5e300")["x-n"]!;

        Assert.That(((JValue)value).Value, Is.EqualTo(1.5e300));
    }

    [Test]
    public void Byte_order_mark_carriage_returns_and_tabs_do_no_harm()
    {
        string file = Path.Combine(TestContext.CurrentContext.WorkDirectory, $"{Guid.NewGuid():N}.yaml");
        File.WriteAllText(file, "\uFEFFopenapi: 3.1.0\t# tab\r\nx-a:\t1\r\n");

        var document = ContractDocument.Load(file);
        File.Delete(file);

        Assert.That((int)document.Root["x-a"]!, Is.EqualTo(1));
        Assert.That(document.PositionOf("#/x-a"), Is.EqualTo(new Position(file, 2, 6)));
    }

    [TestCase("x: 1\ninfo:\n\ttitle: T\n", "2,5")]
    [TestCase("x: 1\ninfo:\n  title: T\n\tversion: '1'\n", "4,1")]
    public void A_tab_that_indents_is_told_where_it_stands_or_just_before(string text, string place)
    {
        ContractException thrown = Assert.Throws<ContractException>(() => ContractDocument.Parse("contract.yaml", text))!;

        Assert.That(thrown.Message, Does.StartWith($"contract.yaml({place}): error: malformed YAML: "));
    }

    [Test]
    public void Json_indented_with_tabs_is_read_whatever_the_file_is_called()
    {
        JObject root = Read("{\n\t\"openapi\": \"3.1.0\",\n\t\"x-a\": 1\n}");

        Assert.That((int)root["x-a"]!, Is.EqualTo(1));
    }

    [Test]
    public void An_alias_repeats_its_anchor()
    {
        JObject root = Read($"{Head}x-a: &limit {{max: 3}}\nx-b: *limit\n");

        Assert.That((int)root["x-b"]!["max"]!, Is.EqualTo(3));
    }

    [Test]
    public void A_merge_key_adds_what_the_mapping_does_not_say_itself()
    {
        JObject root = Read($"{Head}x-a: &a {{p: 1, q: 1}}\nx-b: &b {{q: 2, r: 2}}\nx-c: {{p: 0, <<: [*a, *b]}}\n");

        Assert.That(JToken.DeepEquals(root["x-c"], JObject.Parse("""{"p": 0, "q": 1, "r": 2}""")), Is.True);
    }

    [TestCase("contract.yaml", "openapi: 3.1.0\npaths:\n  /a:\n    get: here\n", 4, 10)]
    [TestCase("contract.json", "{\"openapi\": \"3.1.0\",\n \"paths\": {\n  \"/a\": {\"get\":\n \"here\"}}}", 4, 2)]
    public void Every_node_knows_its_place(string file, string text, int line, int column)
    {
        var document = ContractDocument.Parse(file, text);

        JToken node = document.Root["paths"]!["/a"]!["get"]!;

        Assert.That(document.PositionOf(node), Is.EqualTo(new Position(file, line, column)));
        Assert.That(document.PositionOf("#/paths/~1a/get"), Is.EqualTo(new Position(file, line, column)));
        Assert.That(ContractDocument.PointerOf(node), Is.EqualTo("#/paths/~1a/get"));
    }

    [Test]
    public void A_clone_keeps_the_place_it_was_read_from()
    {
        ContractDocument document = Parse($"{Head}x-a:\n  x-b: {{c: 1}}\n");

        JToken clone = new JObject { ["moved"] = document.Root["x-a"]!["x-b"]!.DeepClone() }["moved"]!["c"]!;

        Assert.That(ContractDocument.PointerOf(clone), Is.EqualTo("#/x-a/x-b/c"));
        Assert.That(document.PositionOf(clone).Line, Is.EqualTo(3));
    }

    [Test]
    public void A_node_made_anew_has_the_place_of_the_nearest_one_above()
    {
        ContractDocument document = Parse($"{Head}x-a:\n  b: 1\n");
        var added = new JObject();

        document.Root["x-a"]!["added"] = added;

        Assert.That(ContractDocument.PointerOf(added), Is.EqualTo("#/x-a"));
    }

    [TestCase("#/components/schemas/a~1b")]
    [TestCase("#/components/schemas/a%2Fb")]
    [TestCase("#/components/schemas/c~0d")]
    [TestCase("#/components/schemas/e%25f")]
    [TestCase("#/components/schemas/list/0")]
    public void A_reference_may_escape_its_names(string reference)
    {
        ContractDocument document = Parse("""
            openapi: 3.1.0
            components: {schemas: {c~d: {x: 1}, e%f: {x: 1}, list: [{x: 1}], "a/b": {x: 1}, "a": {b: {x: 1}}}}
            x-use: {$ref: 'REFERENCE'}
            """.Replace("REFERENCE", reference, StringComparison.Ordinal));

        JToken target = document.Resolve(document.Root["x-use"]!);

        Assert.That((int)target["x"]!, Is.EqualTo(1));
    }

    [Test]
    public void References_to_references_are_followed()
    {
        ContractDocument document = Parse($"{Head}x-a: {{$ref: '#/x-b'}}\nx-b: {{$ref: '#/x-c'}}\nx-c: {{end: true}}\n");

        JToken target = document.Resolve(document.Root["x-a"]!);

        Assert.That((bool)target["end"]!, Is.True);
    }

    [TestCase("#/x-gone", "the reference '#/x-gone' leads nowhere")]
    [TestCase("other.yaml#/a", "the reference 'other.yaml#/a' leads to another document: bundle the contract into one file first")]
    [TestCase(
        "https://example.com/a.yaml",
        "the reference 'https://example.com/a.yaml' leads to another document: bundle the contract into one file first")]
    [TestCase("#anchor", "the reference '#anchor' is not a JSON pointer: it must begin with '#/'")]
    [TestCase("#/x-a", "the references lead in a circle: #/x-a → #/x-a")]
    [TestCase("#/x-loop", "the references lead in a circle: #/x-loop → #/x-a → #/x-loop")]
    public void A_reference_that_leads_nowhere_is_named_with_its_place(string reference, string reason)
    {
        ContractDocument document = Parse($"{Head}x-a:\n  $ref: '{reference}'\nx-loop: {{$ref: '#/x-a'}}\n");

        var wrong = Assert.Throws<ContractException>(() => document.Resolve(document.Root["x-a"]!));

        Assert.That(wrong.Reason, Is.EqualTo(reason));
        Assert.That(wrong.Pointer, Does.StartWith("#/x-a"));
        Assert.That(wrong.Position!.Line, Is.EqualTo(3));
    }

    [TestCase("", "contract.yaml: error: the document is empty")]
    [TestCase("# only a comment\n", "contract.yaml: error: the document is empty")]
    [TestCase("- a\n", "contract.yaml(1,1): error: the document's root is a list, not an object")]
    [TestCase("text\n", "contract.yaml(1,1): error: the document's root is a single value, not an object")]
    [TestCase("title: x\n", "contract.yaml(1,1): error: this is not an OpenAPI document: 'openapi: 3.…' is missing")]
    [TestCase(
        "info: {}\nswagger: '2.0'\n",
        "contract.yaml(2,10): error: this is a Swagger 2.0 document: convert it to OpenAPI 3.0 or 3.1 first")]
    [TestCase("openapi: 4.0.0\n", "contract.yaml(1,10): error: OpenAPI 4.0.0 is not supported: 3.0 and 3.1 are")]
    [TestCase("openapi: 3.1.0\nx: {a: 1, a: 2}\n", "contract.yaml(2,11): error: duplicate key 'a' (at #/x)")]
    [TestCase("openapi: 3.1.0\nx: &a [*a]\n", "contract.yaml(2,8): error: the alias '*a' stands inside the node it refers to (at #/x/0)")]
    [TestCase("openapi: 3.1.0\nx: *a\n", "contract.yaml(2,4): error: the alias '*a' has no anchor before it (at #/x)")]
    [TestCase("openapi: 3.1.0\nx: !thing 1\n", "contract.yaml(2,4): error: the YAML tag '!thing' has no meaning in a contract (at #/x)")]
    [TestCase("openapi: 3.1.0\n---\nopenapi: 3.1.0\n", "contract.yaml(2,1): error: a second YAML document in the same file")]
    public void What_is_no_contract_is_told_in_one_line(string text, string message)
    {
        var wrong = Assert.Throws<ContractException>(() => Parse(text));

        Assert.That(wrong.Message, Is.EqualTo(message));
    }

    [TestCase("contract.yaml", "openapi: 3.1.0\nx: [1,\ny: {\n", "contract.yaml(")]
    [TestCase("contract.yaml", "openapi: 3.1.0\n\tx: 1\n", "contract.yaml(2,")]
    [TestCase("contract.yaml", "openapi: 3.1.0\nx: 'open\n", "contract.yaml(")]
    [TestCase("contract.json", "{\"openapi\": \"3.1.0\",\n \"x\": ]", "contract.json(2,7): error: malformed JSON: ")]
    [TestCase("contract.json", "{\"openapi\": \"3.1.0\"", "contract.json(1,")]
    [TestCase("contract.json", "{\"openapi\": \"3.1.0\"} x", "contract.json(1,22): error: malformed JSON: ")]
    [TestCase("contract.json", "{\"a\": 1,\n \"a\": 2}", "contract.json(2,2): error: duplicate key 'a'")]
    public void Malformed_text_is_told_in_one_line_with_its_place(string file, string text, string start)
    {
        var wrong = Assert.Throws<ContractException>(() => ContractDocument.Parse(file, text));

        Assert.That(wrong.Message, Does.StartWith(start));
        Assert.That(wrong.Message, Does.Not.Contain("\n"));
    }

    [Test]
    public void A_file_that_does_not_exist_is_told_in_one_line()
    {
        var wrong = Assert.Throws<ContractException>(() => ContractDocument.Load("none/contract.yaml"));

        Assert.That(wrong.Message, Is.EqualTo("none/contract.yaml: error: there is no such file"));
    }

    [Test]
    public void A_folder_is_told_from_a_file()
    {
        string folder = TestContext.CurrentContext.WorkDirectory;

        var wrong = Assert.Throws<ContractException>(() => ContractDocument.Load(folder));

        Assert.That(wrong.Message, Is.EqualTo($"{folder}: error: this is a folder, not a file"));
    }

    [Test]
    public void A_file_that_is_no_text_is_told_in_one_line()
    {
        string file = Path.Combine(TestContext.CurrentContext.WorkDirectory, $"{Guid.NewGuid():N}.yaml");
        File.WriteAllBytes(file, [0x61, 0xC3, 0x28, 0xA0]);

        var wrong = Assert.Throws<ContractException>(() => ContractDocument.Load(file));
        File.Delete(file);

        Assert.That(wrong.Message, Is.EqualTo($"{file}: error: the file is not UTF-8 or UTF-16 text"));
    }

    [TestCase("contract.yaml")]
    [TestCase("contract.json")]
    public void Nesting_without_end_is_an_error_and_no_crash(string file)
    {
        string text = "{\"openapi\": \"3.1.0\", \"x\": " + new string('[', 5000) + new string(']', 5000) + "}";

        Assert.Throws<ContractException>(() => ContractDocument.Parse(file, text));
    }

    [Test]
    public void Aliases_that_multiply_are_an_error_and_no_crash()
    {
        IEnumerable<string> lines = Enumerable.Range(1, 12)
            .Select(i => $"x{i}: &x{i} [{string.Join(',', Enumerable.Repeat($"*x{i - 1}", 10))}]");

        var wrong = Assert.Throws<ContractException>(() => Parse($"{Head}x0: &x0 1\n{string.Join('\n', lines)}\n"));

        Assert.That(wrong.Reason, Is.EqualTo("the aliases expand to too many nodes"));
    }

    private static ContractDocument Parse(string text) => ContractDocument.Parse("contract.yaml", text);

    private static JObject Read(string text, string file = "contract.yaml") => ContractDocument.Parse(file, text).Root;
}
