using System.Text;
using Newtonsoft.Json;
using OpenAIChat.Runtime;

namespace OpenAIChat.Tests.Runtime.Utf8Json;

internal sealed class Utf8TokenReaderTests
{
    private static readonly string[] Refused =
    [
        "// comment\n1", "[1,/* comment */2]", "{'a':1}", "{a:1}", "[1,]", "{\"a\":1,}", "NaN", "Infinity", "-Infinity", "undefined", "01",
        "-", "+1", ".5", "1.", "1e", "1e+",
        "0x10", "tru", "nulll", "\"a\nb\"", "\"\\x\"", "\"\\u12g4\"", "\"\\u12", "\"a", "[1 2]", "{\"a\" 1}", "{\"a\":1 \"b\":2}", "[", "{",
        "{\"a\"", "{\"a\":", "]", "}", "[}", "{]", "1 2", "[]]",
    ];

    [TestCaseSource(nameof(Refused))]
    public void Refuses_what_is_not_json(string json) =>
        Assert.That(() => ReadAll(Encoding.UTF8.GetBytes(json)), Throws.InstanceOf<JsonReaderException>());

    [TestCase(new byte[] { (byte)'"', 0xFF, (byte)'"' })]
    [TestCase(new byte[] { (byte)'"', 0xC3, (byte)'"' })]
    [TestCase(new byte[] { (byte)'"', 0xC0, 0x80, (byte)'"' })]
    [TestCase(new byte[] { (byte)'"', 0xED, 0xA0, 0x80, (byte)'"' })]
    public void Refuses_invalid_utf8(byte[] utf8) => Assert.That(() => ReadAll(utf8), Throws.InstanceOf<JsonReaderException>());

    [TestCase(""" "\ud83d\ude00" """, """ "\ud83d\ude00" """)]
    [TestCase(""" "\ud83d" """, """ "\ud83d" """)]
    [TestCase(""" "\ude00x" """, """ "\ude00x" """)]
    [TestCase(""" "\ud83d\ud83d\ude00" """, """ "\ud83d\ud83d\ude00" """)]
    [TestCase(""" "\u0000\/\b\f\n\r\t\\\"" """, """ "\u0000/\b\f\n\r\t\\\"" """)]
    public void Reads_every_escape_and_keeps_half_a_surrogate_pair(string json, string text) => Assert.That(
        JsonConvert.ToString(
            JsonText.Read(Encoding.UTF8.GetBytes(json), static json => json.ReadString()),
            '"',
            StringEscapeHandling.EscapeNonAscii),
        Is.EqualTo(text.Trim()));

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
    public void Reads_from_a_slice_of_a_larger_array()
    {
        byte[] bytes = "xx[1,\"a\"]yy"u8.ToArray();

        Assert.That(
            JsonText.Read(bytes.AsMemory(2, 7), static json => json.ReadToken()).ToString(Formatting.None),
            Is.EqualTo("[1,\"a\"]"));
    }

    [Test]
    public void The_same_text_is_the_same_string()
    {
        List<string> texts = JsonText.Read("[\"gpt-5.4-mini\",\"gpt-5.4-mini\"]"u8.ToArray(), static json => json.ReadStrings());

        Assert.That(texts[1], Is.SameAs(texts[0]));
    }

    private static void ReadAll(byte[] utf8, int maxDepth = 64)
    {
        var reader = new Utf8TokenReader();
        reader.Reset(utf8, maxDepth: maxDepth);
        while (reader.Read())
        {
            _ = reader.TokenType is JsonToken.String or JsonToken.PropertyName ? reader.ReadString() : null;
        }
    }
}
