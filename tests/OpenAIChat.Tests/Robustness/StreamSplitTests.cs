using Newtonsoft.Json;

namespace OpenAIChat.Tests.Robustness;

/// <summary>Where the network cuts a stream makes no difference.</summary>
public sealed class StreamSplitTests
{
    private const int Streams = 5_000;

    [Test]
    public void Any_split_of_any_stream_gives_the_same_chunks() => Property.HoldsFor(AnyStream.Values, Streams, stream =>
    {
        using var handler = new MemoryHandler(stream.Bytes, "text/event-stream", 200, stream.Cuts);
        using var http = new HttpClient(handler);
        using ChatApi chat = http.Connect();

        List<CreateChatCompletionStreamResponse> chunks = chat.CreateChatCompletionStreamAsync(MemoryClient.Question).ReadAllAsync().Now();

        Assert.That(chunks.Select(JsonConvert.SerializeObject), Is.EqualTo(stream.Chunks));
        Assert.That(handler.Open, Is.Zero);
    });
}
