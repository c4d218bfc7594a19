using System.Text;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using OpenAIChat.Runtime;

namespace OpenAIChat.Tests.Runtime.Utf8Json;

internal sealed class TextTests
{
    private static readonly string[] Scripts =
    [
        "plain text, nothing else 0123456789", "say \"so\"\n\tand \\ more", "naïve café, 12 €", "Привет, мир\n", "敏捷的棕色狐狸“快速”。", "😀🚀👩‍👩‍👧 ok", "\u0085\u2028\u2029\u007f\0\u001f",
        "\ud83d", "\ude00x",
    ];

    [Test]
    public void Text_of_every_length_and_script_is_written_as_Newtonsoft_writes_it()
    {
        var random = new Random(1);
        for (int i = 0; i < 40_000; i++)
        {
            string text = Any(random, length: i % 100 == 0 ? random.Next(3000) : i % 200);

            string written = Encoding.UTF8.GetString(JsonText.Encode(new JValue(text)));

            // Half a surrogate pair has no encoding.
            string expected = Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(JsonConvert.ToString(text)));
            if (written != expected)
            {
                Assert.That(written, Is.EqualTo(expected));
            }
        }
    }

    [Test]
    public void Text_of_every_length_and_script_is_read_as_Newtonsoft_reads_it()
    {
        var random = new Random(2);
        for (int i = 0; i < 40_000; i++)
        {
            byte[] json = Encoding.UTF8.GetBytes(Literal(random, Any(random, length: i % 100 == 0 ? random.Next(3000) : i % 200)));

            string? read = JsonText.Read(json, static json => json.ReadString());

            using var reader = new JsonTextReader(new StringReader(Encoding.UTF8.GetString(json))) { DateParseHandling = DateParseHandling.None };
            string? expected = reader.ReadAsString();
            // Newtonsoft replaces half a surrogate pair, which we keep.
            read = Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(read!));
            if (read != expected)
            {
                Assert.That(read, Is.EqualTo(expected));
            }
        }
    }

    [Test]
    public void Every_character_is_written_as_Newtonsoft_writes_it_wherever_it_stands()
    {
        foreach (string around in new[] { "plain text, and long enough for a vector", "\"\\\n\t\"", "Привет, мир", "敏捷的棕色狐狸跳过了", "a€b\"я漢", "😀" })
        {
            var text = new StringBuilder();
            for (int character = 0; character <= char.MaxValue; character++)
            {
                text.Append((char)character).Append(around, 0, character % (around.Length + 1));
            }

            string expected = Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(JsonConvert.ToString(text.ToString())));
            Assert.That(Encoding.UTF8.GetString(JsonText.Encode(new JValue(text.ToString()))) == expected, Is.True, around);
        }
    }

    [TestCase("敏捷的棕色狐狸跳过了懒狗今天的天气很好我们一起去公园散步吧敏捷的棕色狐狸跳过了")]
    [TestCase("敏捷的棕色狐狸跳过了懒狗 and plain 今天的天气很好我们一起去公园散步吧敏捷的棕色狐狸跳过了")]
    [TestCase("Быстрая коричневая лиса перепрыгивает через ленивую собаку, а потом бежит")]
    [TestCase("\\n敏捷的棕色狐狸跳过了懒狗今天的天气很好我们一起去公园散步吧敏捷的棕色狐狸跳过了\\n")]
    [TestCase("😀🚀👩‍👩‍👧 ✨🎉 😂 🤖🔥😀🚀👩‍👩‍👧 ✨🎉 😂 🤖🔥")]
    public void Text_with_one_damaged_byte_is_read_exactly_where_it_is_valid_UTF8(string text)
    {
        byte[] json = Encoding.UTF8.GetBytes($"\"{text}\"");
        var strict = new UTF8Encoding(false, throwOnInvalidBytes: true);
        for (int at = 1; at < json.Length - 1; at++)
        {
            foreach (byte damage in (byte[])[0x80, 0xBF, 0xC0, 0xC2, 0xE0, 0xED, 0xEF, 0xF0, 0xF4, 0xFF, (byte)'a'])
            {
                byte[] damaged = [.. json];
                damaged[at] = damage;

                string? read = TryRead(damaged);

                string? expected = IsValid(strict, damaged) ? strict.GetString(damaged, 1, damaged.Length - 2).Replace("\\n", "\n") : null;
                if (expected?.Contains('\\') != true && read != expected)
                {
                    Assert.Fail($"{Convert.ToHexString(damaged)}: {read ?? "refused"}");
                }
            }
        }
    }

    private static string? TryRead(byte[] json)
    {
        try
        {
            return JsonText.Read(json, static json => json.ReadString());
        }
        catch (JsonReaderException)
        {
            return null;
        }
    }

    private static bool IsValid(Encoding strict, byte[] json)
    {
        try
        {
            return strict.GetCharCount(json) > 0 && !(json[1] == (byte)'\\' && json[2] != (byte)'n');
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    // Escapes what must be escaped, in one way or another, and some of what need not be.
    private static string Literal(Random random, string text)
    {
        var literal = new StringBuilder("\"");
        int needless = random.Next(2, 100);
        foreach (char c in text)
        {
            string quoted = JsonConvert.ToString(c);
            bool must = quoted.Length > 3;
            literal.Append((must && random.Next(4) == 0) || random.Next(needless) == 0
                ? $"\\u{(int)c:x4}"
                : must ? JsonConvert.ToString(c.ToString())[1..^1] : c);
        }

        return literal.Append('"').ToString();
    }

    // Runs of one script, and single characters of another strewn in.
    private static string Any(Random random, int length)
    {
        var text = new StringBuilder();
        int strewn = random.Next(1, 60);
        while (text.Length < length)
        {
            string script = Scripts[random.Next(Scripts.Length)];
            for (int i = random.Next(1, 120); i > 0; i--)
            {
                string from = random.Next(strewn) == 0 ? Scripts[random.Next(Scripts.Length)] : script;
                text.Append(from[random.Next(from.Length)]);
            }
        }

        return text.ToString(0, length);
    }
}
