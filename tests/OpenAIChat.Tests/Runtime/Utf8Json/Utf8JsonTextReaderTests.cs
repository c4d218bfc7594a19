using System.Text;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace OpenAIChat.Tests.Runtime.Utf8Json;

internal sealed class Utf8JsonTextReaderTests
{
    private static readonly string[] Refused =
    [
        "// comment\n1", "[1,/* comment */2]", "{'a':1}", "{a:1}", "[1,]", "{\"a\":1,}", "NaN", "Infinity", "-Infinity", "undefined", "01", "-", "+1", ".5", "1.", "1e", "1e+",
        "0x10", "tru", "nulll", "\"a\nb\"", "\"\\x\"", "\"\\u12g4\"", "\"\\u12", "\"a", "[1 2]", "{\"a\" 1}", "{\"a\":1 \"b\":2}", "[", "{", "{\"a\"", "{\"a\":", "]", "}", "[}", "{]", "1 2", "[]]",
    ];

    [TestCaseSource(nameof(Refused))]
    public void Refuses_what_is_not_json(string json) => Assert.That(() => ReadAll(Encoding.UTF8.GetBytes(json)), Throws.InstanceOf<JsonReaderException>());

    [TestCase(new byte[] { (byte)'"', 0xFF, (byte)'"' })]
    [TestCase(new byte[] { (byte)'"', 0xC3, (byte)'"' })]
    [TestCase(new byte[] { (byte)'"', 0xC0, 0x80, (byte)'"' })]
    [TestCase(new byte[] { (byte)'"', 0xED, 0xA0, 0x80, (byte)'"' })]
    public void Refuses_invalid_utf8(byte[] utf8) => Assert.That(() => ReadAll(utf8), Throws.InstanceOf<JsonReaderException>());

    [TestCase("\"\\ud83d\\ude00\"", "😀")]
    [TestCase("\"\\ud83d\"", "\uFFFD")]
    [TestCase("\"\\ude00x\"", "\uFFFDx")]
    [TestCase("\"\\ud83d\\ud83d\\ude00\"", "\uFFFD😀")]
    [TestCase("\"\\u0000\\/\\b\\f\\n\\r\\t\\\\\\\"\"", "\0/\b\f\n\r\t\\\"")]
    public void Reads_every_escape(string json, string text)
    {
        using var reader = new Utf8JsonTextReader(Encoding.UTF8.GetBytes(json));

        Assert.That(reader.ReadAsString(), Is.EqualTo(text));
    }

    [Test]
    public void Skips_a_byte_order_mark() => Assert.That(() => ReadAll([0xEF, 0xBB, 0xBF, (byte)'1']), Throws.Nothing);

    [Test]
    public void An_error_says_where_it_is()
    {
        var error = Assert.Throws<JsonReaderException>(() => ReadAll("{\n  \"a\": [1, {\"b c\": tru}]\n}"u8.ToArray()));

        Assert.That(error!.Path, Is.EqualTo("a[1]['b c']"));
        Assert.That(error.LineNumber, Is.EqualTo(2));
        Assert.That(error.LinePosition, Is.EqualTo(20));
        Assert.That(error.Message, Does.EndWith("Path 'a[1]['b c']', line 2, position 20."));
    }

    [Test]
    public void Reads_deeper_when_told_to()
    {
        byte[] utf8 = Encoding.UTF8.GetBytes(new string('[', 200) + new string(']', 200));

        Assert.That(() => ReadAll(utf8), Throws.InstanceOf<JsonReaderException>());
        Assert.That(() => ReadAll(utf8, maxDepth: 200), Throws.Nothing);
    }

    [Test]
    public void Text_is_a_date_only_when_asked_for()
    {
        byte[] utf8 = "[\"2024-01-02T03:04:05Z\",\"2024\"]"u8.ToArray();

        using var plain = new Utf8JsonTextReader(utf8);
        using var dates = new Utf8JsonTextReader(utf8) { DateParseHandling = DateParseHandling.DateTime };

        Assert.That(JToken.Load(plain)[0]!.Type, Is.EqualTo(JTokenType.String));
        Assert.That(JToken.Load(dates)[0]!.Type, Is.EqualTo(JTokenType.Date));
    }

    [Test]
    public void Reads_from_a_slice_of_a_larger_array()
    {
        byte[] bytes = "xx[1,\"a\"]yy"u8.ToArray();
        using var reader = new Utf8JsonTextReader(bytes.AsMemory(2, 7));

        Assert.That(JToken.Load(reader).ToString(Formatting.None), Is.EqualTo("[1,\"a\"]"));
    }

    [Test]
    public void The_same_text_is_the_same_string()
    {
        using var reader = new Utf8JsonTextReader("[\"gpt-5.4-mini\",\"gpt-5.4-mini\"]"u8.ToArray());
        reader.Read();

        string? first = reader.ReadAsString();

        Assert.That(reader.ReadAsString(), Is.SameAs(first));
    }

    private static void ReadAll(byte[] utf8, int maxDepth = 64)
    {
        using var reader = new Utf8JsonTextReader(utf8) { MaxDepth = maxDepth };
        while (reader.Read())
        {
        }
    }
}
