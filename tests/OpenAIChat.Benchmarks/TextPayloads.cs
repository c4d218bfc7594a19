using System.Text;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace OpenAIChat.Benchmarks;

/// <summary>Requests and answers whose text is what users send: the text decides how fast they are written and read.</summary>
internal static class TextPayloads
{
    public static readonly IReadOnlyDictionary<string, string> Samples = new Dictionary<string, string>
    {
        [
            "prose"] = "It was a quiet evening in the harbour town, and the last of the fishing boats had come in with the tide. Nobody "
                + "expected visitors so late in the year. ",
        [
            "quotes"] = "\"Where have you been?\" she asked.\n\nHe shrugged and said, \"Nowhere in particular.\" Then he put the letter "
                + "on the table.\n",
        [
            "C#"] = "    public override string ToString() => $\"{Name}: {Value}\";\n\n    private static int Add(int left, int right)\n  "
                + "  {\n        return left + right;\n    }\n",
        ["Markdown"] = "## Results\n\n| name | value |\n|---|---|\n| `a` | **1.5** |\n\n- one item\n- another \"item\"\n\n",
        ["German"] = "Die Straße führt über die grüne Brücke zum größten Gebäude der Stadt, wo früher die Bürger ihre Bücher verkauften. ",
        ["Chinese"] = "敏捷的棕色狐狸跳过了懒狗。今天的天气很好，我们一起去公园散步吧。价格是多少？",
        ["Cyrillic"] = "Быстрая коричневая лиса перепрыгивает через ленивую собаку, а потом бежит дальше в лес. ",
        ["Arabic"] = "الثعلب البني السريع يقفز فوق الكلب الكسول ثم يركض إلى الغابة البعيدة. ",
        ["emoji"] = "😀🚀 👩‍👩‍👧 ✨🎉 😂 🤖🔥 ",
    };

    /// <summary>40 messages of 1,000 characters of one kind.</summary>
    public static string Conversation(string sample) => Request(Enumerable.Range(0, 40).Select(_ => Fill(sample, 1000)));

    /// <summary>500 messages of 20 characters.</summary>
    public static string ManySmall { get; } = Request(Enumerable.Range(0, 500).Select(index => $"Message number {index:00000}."));

    /// <summary>JSON inside JSON, 1 MB.</summary>
    public static string JsonInJson { get; } = Request([string.Concat(
        Enumerable.Range(0, 13_000).Select(index => $$"""{"id":{{index}},"name":"item \"{{index}}\"","tags":["a","b"],"ok":true},"""))]);

    /// <summary>An image of 5 MB as a data URL.</summary>
    public static string Image { get; } = new JObject
    {
        ["model"] = "gpt-5.4",
        ["messages"] = new JArray(new JObject
        {
            ["role"] = "user",
            ["content"] = new JArray(new JObject
            {
                ["type"] = "image_url",
                ["image_url"] = new JObject { ["url"] = "data:image/png;base64," + Convert.ToBase64String(Bytes(5 * 1024 * 1024 * 3 / 4)) },
            }),
        }),
    }.ToString(Formatting.None);

    /// <summary>An answer of 8,000 characters of one kind.</summary>
    public static byte[] Answer(string sample) =>
        Encoding.UTF8.GetBytes(Payloads.Response(Fill(sample, 8000), logprobs: null).ToString(Formatting.None));

    private static string Request(IEnumerable<string> contents) => new JObject
    {
        ["model"] = "gpt-5.4",
        ["messages"] = new JArray(
            contents.Select((content, index) => new JObject { ["role"] = index % 2 == 0 ? "user" : "assistant", ["content"] = content })),
    }.ToString(Formatting.None);

    private static string Fill(string sample, int length)
    {
        string text = Samples[sample];
        text = string.Concat(Enumerable.Repeat(text, (length / text.Length) + 1)).Substring(0, length);
        return char.IsHighSurrogate(text[length - 1]) ? text.Substring(0, length - 1) : text;
    }

    private static byte[] Bytes(int count)
    {
        byte[] bytes = new byte[count];
        new Random(1).NextBytes(bytes);
        return bytes;
    }
}
