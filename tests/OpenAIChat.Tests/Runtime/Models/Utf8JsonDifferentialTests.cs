using System.Globalization;
using System.Text;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using OpenAIChat.Runtime;

namespace OpenAIChat.Tests.Runtime.Models;

/// <summary>Newtonsoft's own reader and writer are the measure: the same tokens, the same refusals, the same bytes.</summary>
internal sealed class Utf8JsonDifferentialTests
{
    private const int Documents = 40_000;

    [Test]
    public void Reads_what_Newtonsoft_reads()
    {
        var random = new RandomJson(1);
        for (int i = 0; i < Documents; i++)
        {
            // Text with half a surrogate pair cannot be encoded as it is.
            byte[] utf8 = Encoding.UTF8.GetBytes(random.Document());

            string expected = Tokens(new JsonTextReader(new StringReader(Encoding.UTF8.GetString(utf8))));
            string actual = Tokens(utf8);

            if (expected != actual)
            {
                Assert.That(actual, Is.EqualTo(expected), Encoding.UTF8.GetString(utf8));
            }
        }
    }

    [Test]
    public void Refuses_what_Newtonsoft_refuses()
    {
        var random = new RandomJson(2);
        int refused = 0;
        for (int i = 0; i < Documents; i++)
        {
            byte[] utf8 = random.Mutilate(random.Document());

            string actual = Tokens(utf8);
            if (actual == "refused")
            {
                refused++;
                continue;
            }

            // Being stricter is ours by right; being laxer or reading something else is not.
            string expected = Tokens(new JsonTextReader(new StringReader(Encoding.UTF8.GetString(utf8).TrimStart('\uFEFF'))));
            if (expected != actual)
            {
                Assert.That(actual, Is.EqualTo(expected), Encoding.UTF8.GetString(utf8));
            }
        }

        Assert.That(refused, Is.InRange(Documents / 10, Documents - (Documents / 10)));
    }

    [Test]
    public void Refuses_nothing_that_is_json()
    {
        var random = new RandomJson(3);
        for (int i = 0; i < Documents; i++)
        {
            byte[] utf8 = random.Mutilate(random.Document());

            bool ours = Tokens(utf8) is not ("refused" or "");

            // The framework's reader is the strictest there is.
            if (ours != IsJson(utf8))
            {
                Assert.That(ours, Is.EqualTo(IsJson(utf8)), Encoding.UTF8.GetString(utf8));
            }
        }
    }

    [Test]
    public void Writes_free_form_json_as_Newtonsoft_does()
    {
        var random = new RandomJson(5);
        for (int i = 0; i < Documents / 2; i++)
        {
            JToken tree = Load(new JsonTextReader(new StringReader(random.Document())));

            string expected = tree.ToString(Formatting.None);
            string actual = Encoding.UTF8.GetString(JsonText.Encode(tree));

            if (Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(expected)) != actual)
            {
                Assert.That(actual, Is.EqualTo(expected));
            }
        }
    }

    [Test]
    public void Reads_free_form_json_without_losing_a_digit()
    {
        var random = new RandomJson(6);
        for (int i = 0; i < Documents / 2; i++)
        {
            byte[] utf8 = Encoding.UTF8.GetBytes(random.Document());

            byte[] once = JsonText.Encode(JsonText.Read(utf8, static json => json.ReadToken()));
            string expected = Literals(utf8);

            if (Literals(once) != expected && !HasRepeatedNames(utf8))
            {
                Assert.That(Literals(once), Is.EqualTo(expected));
            }
        }
    }

    [Test]
    public void Reads_the_same_from_either_reader_into_a_model()
    {
        var random = new RandomJson(7);
        for (int i = 0; i < Documents / 4; i++)
        {
            string name = new[] {
                "type",
                "count",
                "weight",
                "on",
                "child",
                "texts",
                "labels",
                "anything",
                "schema",
                "stop",
                "mode",
                "other" }[i % 12];
            string json = Encoding.UTF8.GetString(Encoding.UTF8.GetBytes($$"""{"{{name}}":{{random.Document()}},"type":"x"}"""));

            string expected = Outcome(() => JsonConvert.DeserializeObject<SampleModel>(json)!);
            string actual = Outcome(() => SampleJson.Read(json));

            if (expected != actual)
            {
                Assert.That(actual, Is.EqualTo(expected), json);
            }
        }
    }

    // Numbers are compared by value and without the sign of zero, which Newtonsoft's decimals lose.
    private static string Outcome(Func<SampleModel> read)
    {
        try
        {
            using var reader = new JsonTextReader(new StringReader(SampleJson.Write(read())))
            {
                DateParseHandling = DateParseHandling.None
            };
            return JToken.Load(reader).ToString().Replace("-0.0", "0.0");
        }
        catch (JsonException error)
        {
            return error.GetType().Name;
        }
    }

    private static string Tokens(JsonReader reader)
    {
        var text = new StringBuilder();
        reader.DateParseHandling = DateParseHandling.None;
        reader.FloatParseHandling = FloatParseHandling.Double;
        try
        {
            while (reader.Read())
            {
                if (reader.TokenType is JsonToken.Comment or JsonToken.Undefined or JsonToken.StartConstructor)
                {
                    return "refused";
                }

                text.Append(CultureInfo.InvariantCulture, $"{reader.TokenType} {reader.Value}\n");
            }

            // Newtonsoft takes the end of the text for the end of the document, whatever is still open.
            return reader.Depth > 0 ? "refused" : text.ToString();
        }
        catch (JsonReaderException)
        {
            return "refused";
        }
    }

    private static string Tokens(byte[] utf8)
    {
        var text = new StringBuilder();
        var reader = new Utf8TokenReader();
        reader.Reset(utf8);
        try
        {
            while (reader.Read())
            {
                object? value = reader.TokenType switch
                {
                    JsonToken.PropertyName or JsonToken.String => reader.ReadString(),
                    JsonToken.Integer => System.Numerics.BigInteger
                        .Parse(Encoding.UTF8.GetString(reader.Literal), CultureInfo.InvariantCulture),
                    JsonToken.Float => reader.ReadDouble(),
                    JsonToken.Boolean => reader.ReadBoolean(),
                    _ => null,
                };
                text.Append(CultureInfo.InvariantCulture, $"{reader.TokenType} {value}\n");
            }

            // Newtonsoft replaces half a surrogate pair, which we keep.
            return Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text.ToString()));
        }
        catch (JsonReaderException)
        {
            return "refused";
        }
    }

    private static bool IsJson(byte[] utf8)
    {
        var reader = new System.Text.Json.Utf8JsonReader(utf8.AsSpan().StartsWith("\uFEFF"u8) ? utf8.AsSpan(3) : utf8);
        try
        {
            while (reader.Read())
            {
                if (reader.TokenType is System.Text.Json.JsonTokenType.String or System.Text.Json.JsonTokenType.PropertyName)
                {
                    // Its reader looks at the encoding only when the text is asked for, and refuses half a surrogate pair, which we replace.
                    _ = Encoding.UTF8.GetString(reader.ValueSpan);
                }
            }

            return System.Text.Unicode.Utf8.IsValid(utf8);
        }
        catch (System.Text.Json.JsonException)
        {
            return false;
        }
    }

    private static JToken Load(JsonReader reader)
    {
        using (reader)
        {
            reader.DateParseHandling = DateParseHandling.None;
            return JToken.Load(reader);
        }
    }

    // The numbers of a document, in order, as they are written.
    private static string Literals(byte[] utf8)
    {
        var reader = new System.Text.Json.Utf8JsonReader(utf8);
        var text = new StringBuilder();
        while (reader.Read())
        {
            if (reader.TokenType == System.Text.Json.JsonTokenType.Number)
            {
                text.Append(Encoding.UTF8.GetString(reader.ValueSpan)).Append(' ');
            }
        }

        return text.ToString();
    }

    private static bool HasRepeatedNames(byte[] utf8)
    {
        using var reader = new JsonTextReader(new StringReader(Encoding.UTF8.GetString(utf8)));
        try
        {
            JToken.Load(reader, new JsonLoadSettings { DuplicatePropertyNameHandling = DuplicatePropertyNameHandling.Error });
            return false;
        }
        catch (JsonReaderException)
        {
            return true;
        }
    }
}
