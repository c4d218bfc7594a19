using System.Diagnostics;
using Newtonsoft.Json.Linq;

namespace OpenAIChat.Tests.Accumulation;

/// <summary>Chunks that no server should send, and some do.</summary>
internal sealed class OddChunksTests
{
    [Test]
    public void Tool_calls_may_come_in_descending_order()
    {
        var accumulator = new ChatCompletionAccumulator();
        for (int index = 3; index >= 0; index--)
        {
            Add(
                accumulator,
                Call($$$"""{"index":{{{index}}},"id":"c{{{index}}}","type":"function","function":{"name":"f","arguments":"{}"}}"""));
        }

        Add(accumulator, Call("""{"index":2,"function":{"arguments":" "}}"""));

        Assert.That(accumulator.Choices[0].ToolCalls.Select(static call => call.Id), Is.EqualTo(new[] { "c0", "c1", "c2", "c3" }));
        Assert.That(accumulator.Choices[0].ToolCalls[2].Arguments, Is.EqualTo("{} "));
    }

    [Test]
    [CancelAfter(60_000)]
    public void Very_many_choices_may_come_in_descending_order()
    {
        const int Count = 300_000;
        var accumulator = new ChatCompletionAccumulator();
        var watch = Stopwatch.StartNew();
        for (int index = Count; index > 0; index--)
        {
            accumulator.Add(new CreateChatCompletionStreamResponse
            {
                Choices = [new CreateChatCompletionStreamResponseChoice { Delta = new(), FinishReason = null, Index = index }],
            });
            _ = accumulator.Text;
        }

        Assert.That(accumulator.Choices.Select(static choice => choice.Index), Is.Ordered);
        Assert.That(
            watch.Elapsed,
            Is.LessThan(TimeSpan.FromSeconds(20)),
            "in proportion to their number it is a second, in proportion to its square minutes");
    }

    [Test]
    public void After_the_largest_index_a_call_without_index_gets_a_free_one()
    {
        var accumulator = new ChatCompletionAccumulator();
        Add(accumulator, Call("""{"index":2147483647,"id":"a","type":"function","function":{"name":"f","arguments":"{}"}}"""));
        Add(accumulator, Call("""{"id":"b","type":"function","function":{"name":"g","arguments":"{}"}}"""));
        Add(accumulator, Call("""{"id":"c","type":"function","function":{"name":"h","arguments":"{}"}}"""));

        Assert.That(accumulator.Choices[0].ToolCalls.Select(static call => call.Index), Is.Unique.And.All.GreaterThanOrEqualTo(0));
        Assert.That(accumulator.Choices[0].ToolCalls.Select(static call => call.Name), Is.EquivalentTo(new[] { "f", "g", "h" }));
    }

    [Test]
    public void A_surrogate_pair_that_is_cut_in_two_is_joined()
    {
        var accumulator = new ChatCompletionAccumulator();
        accumulator.Add(Piece("a\ud83d", "\ud83d", "\"\ud83d"));
        accumulator.Add(Piece("\ude00b", "\ude00", "\ude00\""));

        CreateChatCompletionResponse response = accumulator.ToResponse();
        JToken message = JObject.Parse(response.ToJson())["choices"]![0]!["message"]!;

        Assert.That(response.Text, Is.EqualTo("a😀b"));
        Assert.That((string?)message["content"], Is.EqualTo("a😀b"));
        Assert.That((string?)message["refusal"], Is.EqualTo("😀"));
        Assert.That((string?)message["reasoning_content"], Is.EqualTo("😀"));
        Assert.That((string?)message["tool_calls"]![0]!["function"]!["arguments"], Is.EqualTo("\"😀\""));
    }

    [Test]
    public void A_call_without_function_gains_none()
    {
        var accumulator = new ChatCompletionAccumulator();
        Add(accumulator, Call("""{"index":0,"id":"c","type":"function"}"""));

        JToken call = JObject.Parse(accumulator.ToResponse().ToJson())["choices"]![0]!["message"]!["tool_calls"]![0]!;

        Assert.That(call.ToString(Newtonsoft.Json.Formatting.None), Is.EqualTo("""{"id":"c","type":"function"}"""));
    }

    private static CreateChatCompletionStreamResponse Piece(string content, string other, string arguments)
    {
        var call = new ChatCompletionMessageToolCallChunk
        {
            Index = 0,
            Id = "c",
            Type = "function",
            Function = new ToolCallChunkFunction { Name = "f", Arguments = arguments }
        };
        var delta = new ChatCompletionStreamResponseDelta { Content = content, Refusal = other, ToolCalls = [call] };
        delta.AdditionalProperties["reasoning_content"] = other;
        return new CreateChatCompletionStreamResponse
        {
            Choices = [new CreateChatCompletionStreamResponseChoice { Delta = delta, FinishReason = null, Index = 0 }]
        };
    }

    private static string Call(string call) => $$$"""{"choices":[{"index":0,"delta":{"tool_calls":[{{{call}}}]}}]}""";

    private static void Add(ChatCompletionAccumulator accumulator, string chunk) =>
        accumulator.Add(CreateChatCompletionStreamResponse.FromJson(chunk));
}
