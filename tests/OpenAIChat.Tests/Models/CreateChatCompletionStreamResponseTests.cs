using Newtonsoft.Json;

namespace OpenAIChat.Tests.Models;

public sealed class CreateChatCompletionStreamResponseTests
{
    [TestCase("""{"choices":[{"index":0,"delta":{"content":"Hi"}}]}""", "Hi")]
    [TestCase("""{"choices":[{"index":1,"delta":{"content":"Ho"}},{"index":0,"delta":{"content":"Hi"}}]}""", "Hi")]
    [TestCase("""{"choices":[{"index":1,"delta":{"content":"Ho"}}]}""", "")]
    [TestCase("""{"choices":[{"delta":{"content":null}}]}""", "")]
    [TestCase("""{"choices":[],"usage":{"total_tokens":1}}""", "")]
    [TestCase("{}", "")]
    public void Shows_the_text_of_the_first_answer(string json, string text)
    {
        var chunk = JsonConvert.DeserializeObject<CreateChatCompletionStreamResponse>(json)!;

        Assert.That(chunk.Text, Is.EqualTo(text));
    }

    [Test]
    public void Shows_tool_calls_and_finish_reason()
    {
        var chunk = JsonConvert.DeserializeObject<CreateChatCompletionStreamResponse>("""
            {"choices":[{"index":0,"delta":{"tool_calls":[{"index":0,"function":{"arguments":"{"}}]},"finish_reason":"tool_calls"}]}
            """)!;

        Assert.That((chunk.ToolCalls[0].Function?.Arguments, chunk.FinishReason), Is.EqualTo(("{", FinishReason.ToolCalls)));
    }

    [Test]
    public async Task Is_made_of_texts_for_tests()
    {
        CreateChatCompletionResponse reply = await CreateChatCompletionStreamResponse.StreamFromText("Hel", "lo").ToResponseAsync();

        Assert.That((reply.Text, reply.Choices[0].FinishReason), Is.EqualTo(("Hello", FinishReason.Stop)));
    }
}
