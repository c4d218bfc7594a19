using System.Diagnostics;
using System.Text;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace Codegen.Tests;

/// <summary>Valid YAML of every shape is read as the specification says; the documents are our own.</summary>
/// <remarks>In them, <c>·</c> stands for a space at the end of a line and <c>→</c> for a tab.</remarks>
internal sealed class ValidYamlTests
{
    // A block scalar that begins with blanks, which YamlDotNet refuses.
    [TestCase("x:\n  a: |+\n········\n  b: c", """{"a":"\n","b":"c"}""")]
    [TestCase("x:\n  a: |+\n····\n    text\n  b: c", """{"a":"\ntext\n","b":"c"}""")]
    [TestCase("x:\n  a: |+\n······\n    text\n    more\n\n", """{"a":"\ntext\nmore\n\n"}""")]
    [TestCase("x:\n  a: |\n   ·\n  b: c", """{"a":"","b":"c"}""")]
    [TestCase("x:\n- a: |-\n····\n\n    ··\n  b: c", """[{"a":"","b":"c"}]""")]
    [TestCase("x:\n  a: >\n······\n    text\n  b: c", """{"a":"\ntext\n","b":"c"}""")]
    [TestCase("x:\n  a: |2\n······\n      text\n", """{"a":"  \n  text\n"}""")]
    [TestCase("x:\n  a: !!str &n |- # note\n······\n    text\n  b: *n", """{"a":"\ntext","b":"\ntext"}""")]
    [TestCase("x:\n  ? |-\n······\n    key\n  : value", """{"\nkey":"value"}""")]
    [TestCase("x:\r\n  a: |\r\n······\r\n    text\r\n    more\r\n  b: c\r\n", """{"a":"\ntext\nmore\n","b":"c"}""")]

    // What chomping and indicators do.
    [TestCase("x: |\n  a\n\n\n", "\"a\\n\"")]
    [TestCase("x: |-\n  a\n\n", "\"a\"")]
    [TestCase("x: |+\n  a\n\n", "\"a\\n\\n\"")]
    [TestCase("x: |1+\n   a\n b\n", "\"  a\\nb\\n\"")]
    [TestCase("x: |\n  # text\n # comment\ny: 1", "\"# text\\n\"")]
    [TestCase("x: |\n  a··\n  →b→\n     \n  c\n", "\"a  \\n\\tb\\t\\n   \\nc\\n\"")]
    [TestCase("x: >\n  a\n  b\n\n  c\n    - d\n\n    - e\n  f\n", "\"a b\\nc\\n  - d\\n\\n  - e\\nf\\n\"")]
    [TestCase("x:\n- |\n a\n- >-\n b\n c\n-\n  |\n  d\n", """["a\n","b c","d\n"]""")]

    // What only looks like a block scalar.
    [TestCase("x: \"a: |\n  ···\n  b\"", "\"a: |\\nb\"")]
    [TestCase("x: a\n  | b", "\"a | b\"")]
    [TestCase("x: [a, # |\n  b|, 'c |']", """["a","b|","c |"]""")]
    [TestCase("x: it's\n  \"b\" c:d\ny: |\n  ok", "\"it's \\\"b\\\" c:d\"")]

    // Tabs and white space.
    [TestCase("x:\n→\n  a: 1→# note\n→# note\n→··\n  b:→2", """{"a":1,"b":2}""")]
    [TestCase("x: {→a→:→1,\n→b: [\n→2\n→]}", """{"a":1,"b":[2]}""")]

    // Flow collections and keys.
    [TestCase("x: {a: {b,\n  c: , \"d\":1}, ? e : f}", """{"a":{"b":null,"c":null,"d":1},"e":"f"}""")]
    [TestCase("x: [a: 1, http://b/c, :d, ?e, -1,]", """[{"a":1},"http://b/c",":d","?e",-1]""")]
    [TestCase("x:\n  ? a\n  ? b\n  : - c\n    - d", """{"a":null,"b":["c","d"]}""")]
    [TestCase("x: {on: yes, 200: ok, ~: n, 1.0: m}", """{"on":"yes","200":"ok","~":"n","1.0":"m"}""")]

    // Scalars: YAML 1.1's words, dates and numbers are text.
    [TestCase("x: [yes, no, on, off, y, N, 2026-01-02, 12:30, 1_000, 0b1, .inf, 0o17, 0x1F, 017, +1, .5]",
        """["yes","no","on","off","y","N","2026-01-02","12:30","1_000","0b1",".inf",15,31,17,1,0.5]""")]
    [TestCase("x: [!!str 1, !!int '2', !!timestamp 2026-01-02, !!binary aGk=, ! 3]", """["1",2,"2026-01-02","aGk=","3"]""")]
    [TestCase("x: \"a\\\n   b\\x41\\u00e9\\U0001F600\n\n  c\"", "\"abAé😀\\nc\"")]
    [TestCase("x: a\u2028b # \u2029\ny: 'a\u0085b'", "\"a\u2028b\"")]
    [TestCase("x: [\"a\u2028\u2029b\u0085\", '|']", "[\"a\u2028\u2029b\u0085\",\"|\"]")]

    // Anchors, merge keys and documents.
    [TestCase("b: &b {p: 1, q: 2}\nx:\n  <<: [*b, {r: 3}]\n  q: 4", """{"q":4,"p":1,"r":3}""")]
    [TestCase("%YAML 1.2\n# note\n---\nx: 1\n...\n# end", "1")]
    [TestCase("x: 1\n---\n", "1")]
    public void Valid_yaml_is_read(string yaml, string expected)
    {
        string text = $"{Head(yaml)}{yaml.Replace('·', ' ').Replace('→', '\t')}";

        JToken read = ((JObject)YamlFile.Parse("contract.yaml", text)!)["x"]!;

        Assert.That(read.ToString(Formatting.None), Is.EqualTo(JToken.Parse(expected).ToString(Formatting.None)));
    }

    [TestCase("x: |2x\n  a", "malformed YAML: While scanning a block scalar")]
    [TestCase("x: !color red", "the YAML tag '!color' has no meaning in a contract")]
    [TestCase("x: {[a]: 1}", "a key must be text, not a mapping or a sequence")]
    [TestCase("x:\n→a: 1", "malformed YAML: While scanning a mapping, found invalid tab as indentation.")]
    [TestCase("x: 1\n---\ny: 2", "a second YAML document in the same file")]
    [TestCase("x: 1\n\"x\": 2", "duplicate key 'x'")]
    public void What_is_no_contract_is_refused_in_one_line_with_its_place(string yaml, string reason)
    {
        var refused = Assert.Throws<ContractException>(() => YamlFile.Parse("contract.yaml", yaml.Replace('→', '\t')))!;

        Assert.That(refused.Message, Does.StartWith("contract.yaml(").And.Contain(reason).And.Not.Contain("\n"));
    }

    [Test]
    public void Block_scalars_leave_every_line_and_column_as_they_were()
    {
        const string Yaml = "a: |\n      \n  one\n\n  two\nb:\n  - >-\n    x\n    y\n  -  c: 1\n";

        JToken read = YamlFile.Parse("contract.yaml", Yaml)!;

        var document = ContractDocument.Parse("contract.yaml", $"openapi: 3.1.0\n{Yaml}");
        Assert.That(document.PositionOf(document.Root["b"]![1]!["c"]!), Is.EqualTo(new Position("contract.yaml", 11, 9)));
        Assert.That((string?)read["b"]![0], Is.EqualTo("x y"));
    }

    [Test]
    public void Text_in_any_Unicode_encoding_is_read(
        [Values("utf-8", "utf-16", "utf-16BE")] string encoding, [Values] bool hasMark, [Values("yaml", "json")] string kind)
    {
        string file = Path.Combine(TestContext.CurrentContext.WorkDirectory, $"{encoding}-{hasMark}.{kind}");
        var chosen = Encoding.GetEncoding(encoding);
        string text = kind == "yaml" ? "openapi: 3.1.0\nx-a: é😀" : """{"openapi": "3.1.0", "x-a": "é😀"}""";
        File.WriteAllBytes(file, [.. hasMark ? chosen.GetPreamble() : [], .. chosen.GetBytes(text)]);

        Assert.That((string?)ContractDocument.Load(file).Root["x-a"], Is.EqualTo("é😀"));
    }

    [Test]
    public void Time_grows_in_proportion_to_the_file()
    {
        string few = Schemas(2_000);
        string many = Schemas(16_000);
        YamlFile.Parse("contract.yaml", few);

        TimeSpan once = Measure(few);

        Assert.That(Measure(many), Is.LessThan(once * 8 * 5));

        static string Schemas(int count) => string.Concat(Enumerable.Range(0, count).Select(index =>
            $"s{index}:\n  description: |+\n        \n    it's text: yes\n\n  example: >-\n    a\n    b\n  plain: it's\n    \"plain\"\n"));

        static TimeSpan Measure(string text)
        {
            var watch = Stopwatch.StartNew();
            YamlFile.Parse("contract.yaml", text);
            return watch.Elapsed;
        }
    }

    private static string Head(string yaml) => yaml.StartsWith('%') ? "" : "# note\n";
}
