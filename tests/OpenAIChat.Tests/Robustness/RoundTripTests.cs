using System.Text;
using Newtonsoft.Json;
using OpenAIChat.Runtime;

namespace OpenAIChat.Tests.Robustness;

/// <summary>What can be built can be written, and what is written reads back the same.</summary>
public sealed class RoundTripTests
{
    [Test]
    public void Any_request_round_trips() => AssertRoundTrip(CreateChatCompletionRequest.Read, 10_000);

    [Test]
    public void Any_update_round_trips() => AssertRoundTrip(UpdateChatCompletionRequest.Read, 1_000);

    [Test]
    public void Any_completion_round_trips() => AssertRoundTrip(CreateChatCompletionResponse.Read, 5_000);

    [Test]
    public void Any_chunk_round_trips() => AssertRoundTrip(CreateChatCompletionStreamResponse.Read, 5_000);

    [Test]
    public void Any_page_round_trips() => AssertRoundTrip(ChatCompletionList.Read, 2_000);

    private static void AssertRoundTrip<T>(JsonRead<T> read, int count)
        where T : JsonModel => Property.HoldsFor(
            AnyModel.Of<T>(),
            count,
            model =>
            {
                string json = JsonConvert.SerializeObject(model);
                using var buffer = new PooledBuffer();
                JsonText.Write(model, buffer);
                T fast = JsonText.Read(buffer.WrittenMemory, read);
                T plain = JsonConvert.DeserializeObject<T>(json)!;

                Assert.That(Encoding.UTF8.GetString(buffer.WrittenSpan), Is.EqualTo(json));
                Assert.That(JsonConvert.SerializeObject(fast), Is.EqualTo(json));
                Assert.That(JsonConvert.SerializeObject(plain), Is.EqualTo(json));
                Assert.That(AnyModel.Difference(fast, model), Is.Null);
                Assert.That(AnyModel.Difference(plain, model), Is.Null);
            },
            AnyModel.Smaller);
}
