using Newtonsoft.Json.Linq;

namespace OpenAIChat.Extensions.Tests.AI.RandomConversations;

/// <summary>Makes texts, names and JSON that are as odd as servers and users send them.</summary>
internal sealed class RandomJson(int seed)
{
    private static readonly string[] Pieces =
    [
        "", " ", "a", "Hello", "\n", "\t", "\"", "\\", "/", "</s>", "ü", "日本", "😀", "\u2028", "\0", "{}", "[1]", "null", "2026-11-21T10:00:00Z", "Z̤͔ͧ", "data: x",
    ];

    private readonly Random random = new(seed);

    public int Next(int limit) => random.Next(limit);

    public bool Maybe(int percent = 50) => random.Next(100) < percent;

    public T Any<T>(params T[] values) => values[random.Next(values.Length)];

    public string Text() => string.Concat(Enumerable.Range(0, random.Next(1, 7)).Select(_ => Any(Pieces)));

    /// <summary>Makes a text that says something.</summary>
    public string Words() => Any("Hello", "Yes, ", "日本", "😀 ") + Text();

    public string Id(string prefix) => $"{prefix}_{random.Next():x}";

    public string Name() => Any("get", "Look_up", "f") + random.Next(100);

    public JObject Object(int depth = 0)
    {
        var made = new JObject();
        for (int i = random.Next(4); i > 0; i--)
        {
            made[Any("city", "$type", "a b", "日", "", "type", "id") + i] = Value(depth + 1);
        }

        return made;
    }

    /// <summary>Cuts a text into pieces, as a stream does; never within a character.</summary>
    public IEnumerable<string> Cut(string text)
    {
        for (int start = 0; start < text.Length;)
        {
            int length = Math.Min(random.Next(1, 6), text.Length - start);
            if (char.IsHighSurrogate(text[start + length - 1]) && start + length < text.Length)
            {
                length++;
            }

            yield return text.Substring(start, length);
            start += length;
        }
    }

    private JToken Value(int depth) => random.Next(depth > 3 ? 6 : 8) switch
    {
        0 => Text(),
        1 => random.Next(-1000, 1000),
        2 => new JRaw(Any("1.50", "1E400", "12345678901234567890", "-0.0", "0.1")),
        3 => Maybe(),
        4 => JValue.CreateNull(),
        5 => "",
        6 => new JArray(Enumerable.Range(0, random.Next(4)).Select(_ => Value(depth + 1))),
        _ => Object(depth + 1),
    };
}
