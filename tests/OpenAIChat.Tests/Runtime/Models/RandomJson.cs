using System.Globalization;
using System.Text;
using Newtonsoft.Json;

namespace OpenAIChat.Tests.Runtime.Models;

/// <summary>Makes random JSON documents, the odd corners of the grammar included, and mutilates them.</summary>
internal sealed class RandomJson(int seed)
{
    private static readonly string[] Numbers =
    [
        "0", "-0", "1", "-1", "12", "0.0", "-0.0", "1.5", "0.1", "1e5", "1E+5", "1e-5", "1.0e0", "123456789", "2147483647", "2147483648",
        "-2147483648",
        "9007199254740991", "9007199254740993", "9223372036854775807", "9223372036854775808", "-9223372036854775808",
        "-9223372036854775809",
        "18446744073709551616", "123456789012345678901234567890", "0.30000000000000004", "-0.31725305318832397", "1.7976931348623157E308",
        "5e-324",
        "2.2250738585072014E-308", "0.1234567890123456789012345678", "3.14159265358979323846264338327950288", "4.35", "0.000001", "1e22",
        "1e23", "8.5e-7",
    ];

    private static readonly string[] Texts =
    [
        "", "a", "id", "chat.completion", "assistant", "2024-01-01T00:00:00Z", "é", "日本語", "😀", "\u0085\u2028\u2029", "\u007f", "\"", "\\",
        "/", "\0\u001f\b\f\n\r\t",
        "a rather long text that no table of short texts will ever keep, with an é in it to make it interesting and a \" too",
    ];

    private readonly Random random = new(seed);

    public string Document()
    {
        var text = new StringBuilder();
        Append(text, 0);
        return text.ToString();
    }

    /// <summary>Takes something away, puts something in or turns something round.</summary>
    public byte[] Mutilate(string document)
    {
        List<byte> bytes = [.. Encoding.UTF8.GetBytes(document)];
        for (int i = random.Next(1, 3); i > 0; i--)
        {
            int at = random.Next(bytes.Count + 1);
            switch (random.Next(4))
            {
                case 0 when at < bytes.Count:
                    bytes.RemoveAt(at);
                    break;
                case 1 when at < bytes.Count:
                    bytes[at] = AnyByte();
                    break;
                case 2:
                    bytes.RemoveRange(at, bytes.Count - at);
                    break;
                default:
                    bytes.Insert(at, AnyByte());
                    break;
            }
        }

        return [.. bytes];
    }

    public string Text()
    {
        if (random.Next(3) > 0)
        {
            return Texts[random.Next(Texts.Length)];
        }

        var text = new StringBuilder();
        for (int i = random.Next(40); i > 0; i--)
        {
            text.Append(random.Next(12) switch
            {
                0 => (char)random.Next(0x20),
                1 => (char)random.Next(0x80, 0x800),
                2 => (char)random.Next(0xD7F0, 0xE010),
                3 => (char)random.Next(0x2020, 0x2030),
                _ => (char)random.Next(0x20, 0x7F),
            });
        }

        return text.ToString();
    }

    private byte AnyByte() => random.Next(3) == 0 ? (byte)random.Next(256) : (byte)"{}[]\",:\\0123456789-+.eEtfnu \n"[random.Next(29)];

    private void Append(StringBuilder text, int depth)
    {
        Blank(text);
        switch (random.Next(depth > 5 ? 5 : 9))
        {
            case 0:
                text.Append(Numbers[random.Next(Numbers.Length)]);
                break;
            case 1:
                text.Append(Number());
                break;
            case 2:
                AppendText(text);
                break;
            case 3:
                text.Append(random.Next(3) switch { 0 => "true", 1 => "false", _ => "null" });
                break;
            case 4:
                text.Append(random.Next(2) == 0 ? "{}" : "[ ]");
                break;
            case 5 or 6:
                AppendList(text, depth);
                break;
            default:
                AppendObject(text, depth);
                break;
        }

        Blank(text);
    }

    private string Number() => random.Next(3) switch
    {
        0 => random.NextInt64(long.MinValue, long.MaxValue).ToString(CultureInfo.InvariantCulture),
        1 => ((random.NextDouble() - 0.5) * Math.Pow(10, random.Next(-20, 20))).ToString("R", CultureInfo.InvariantCulture),
        _ => ((decimal)random.Next(-1000000, 1000000) / 1000).ToString(CultureInfo.InvariantCulture),
    };

    private void AppendList(StringBuilder text, int depth)
    {
        text.Append('[');
        for (int i = random.Next(4); i >= 0; i--)
        {
            Append(text, depth + 1);
            text.Append(i > 0 ? "," : "");
        }

        text.Append(']');
    }

    private void AppendObject(StringBuilder text, int depth)
    {
        text.Append('{');
        for (int i = random.Next(4); i >= 0; i--)
        {
            Blank(text);
            AppendText(text);
            Blank(text);
            text.Append(':');
            Append(text, depth + 1);
            text.Append(i > 0 ? "," : "");
        }

        text.Append('}');
    }

    private void AppendText(StringBuilder text)
    {
        switch (random.Next(4))
        {
            case 0:
                text.Append('"');
                foreach (char c in Text())
                {
                    text.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}");
                }

                text.Append('"');
                break;
            case 1:
                text.Append(JsonConvert.ToString(Text()).Replace("/", "\\/"));
                break;
            default:
                text.Append(JsonConvert.ToString(Text()));
                break;
        }
    }

    private void Blank(StringBuilder text)
    {
        if (random.Next(6) == 0)
        {
            text.Append(" \n\t\r"[random.Next(4)]);
        }
    }
}
