using System.Diagnostics;
using System.Text;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using OpenAIChat.Runtime;

namespace OpenAIChat.Tests.Robustness;

/// <summary>Answers of odd shapes take time in proportion to their length.</summary>
internal sealed class OddShapeTests
{
    private static readonly TestCaseData[] Shapes =
    [
        Shape(
            "tool calls without a type",
            """{"choices":[{"message":{"tool_calls":[""",
            """{"id":"call_1","function":{"name":"f","arguments":"{}"}},""",
            "null]}}]}"),
        Shape(
            "tool calls of an unknown type",
            """{"choices":[{"message":{"tool_calls":[""",
            """{"id":"call_1","type":"mcp"},""",
            "null]}}]}"),
        Shape(
            "tool calls with the type last",
            """{"choices":[{"message":{"tool_calls":[""",
            """{"id":"call_1","function":{"name":"f"},"type":"function"},""",
            "null]}}]}"),
        Shape("empty text for an object", """{"choices":[""", """{"logprobs":"","message":[]},""", "null]}"),
        Shape("parts for text", """{"choices":[""", """{"message":{"content":[{"type":"text","text":"a"}]}},""", "null]}"),
        Shape("numbers for texts", """{"choices":[""", """{"message":{"role":1,"content":2},"finish_reason":3,"index":"4"},""", "null]}"),
        Shape("repeated names", """{"choices":[""", """{"index":0,"index":"1","message":{"content":"a","content":null}},""", "null]}"),
        Shape("metadata of another kind", """{"metadata":{""", " \"#\":#,", "\"a\":\"b\"}}"),
        Shape("unknown members", "{", " \"#\":{\"a\":[#]},", "\"id\":\"a\"}"),
        Shape(
            "annotations of an unknown kind",
            """{"choices":[{"message":{"annotations":[""",
            """{"type":"x","url_citation":""},""",
            "null]}}]}"),
    ];

    [TestCaseSource(nameof(Shapes))]
    public void Time_grows_in_proportion_to_the_length(string head, string item, string tail)
    {
        string json = Repeat(8_000);
        byte[] utf8 = Encoding.UTF8.GetBytes(json);

        double tree = Seconds(() => JToken.Parse(json));

        // Quadratic time would be a hundred times that of a tree.
        Assert.That(
            Seconds(() => JsonText.Read(utf8, CreateChatCompletionResponse.Read)),
            Is.LessThan(25 * tree),
            "next to a tree of tokens");
        Assert.That(
            Seconds(() => JsonConvert.DeserializeObject<CreateChatCompletionResponse>(json)),
            Is.LessThan(25 * tree),
            "next to a tree of tokens");

        string Repeat(int count)
        {
            var json = new StringBuilder(head);
            for (int i = 0; i < count; i++)
            {
                json.Append(item.Replace("#", (1000 + i).ToString(System.Globalization.CultureInfo.InvariantCulture)));
            }

            return json.Append(tail).ToString();
        }
    }

    private static TestCaseData Shape(string name, string head, string item, string tail) =>
        new TestCaseData(head, item, tail).SetArgDisplayNames(name);

    private static double Seconds(Func<object?> read) => Enumerable.Range(0, 5).Min(_ =>
    {
        long start = Stopwatch.GetTimestamp();
        read();
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    });
}
