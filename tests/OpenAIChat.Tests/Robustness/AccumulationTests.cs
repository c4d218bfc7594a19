using Newtonsoft.Json.Linq;
using OpenAIChat.Testing;

namespace OpenAIChat.Tests.Robustness;

/// <summary>A reply that is streamed and put together again is the reply.</summary>
public sealed class AccumulationTests
{
    private const int Replies = 1_000;

    [Test]
    public async Task Any_streamed_reply_accumulates_to_itself()
    {
        await using ChatServer server = await ChatServer.StartAsync(new ChatServerOptions { RecordRequests = false });
        using var chat = new ChatApi(new ChatApiOptions { BaseUrl = server.BaseUrl, ApiKey = server.ApiKey });
        var request = new CreateChatCompletionRequest(MemoryClient.Question.Messages, "gpt-5.4")
        {
            StreamOptions = new() { IncludeUsage = true }
        };
        int cases = 0;

        Property.HoldsFor(AnyReply.Values, Replies, reply =>
        {
            server.Reply(ChatReply.Completion(reply).InChunksOf(3 + (cases++ % 20)));
            var accumulator = new ChatCompletionAccumulator();

            foreach (CreateChatCompletionStreamResponse chunk in chat.CreateChatCompletionStreamAsync(request).ReadAllAsync().Now())
            {
                accumulator.Add(chunk);
            }

            Assert.That(AnyModel.Difference(accumulator.ToResponse(), reply), Is.Null);
            Assert.That(Tree(accumulator.ToResponse()), Is.EqualTo(Tree(reply)).Using<JToken>(JToken.DeepEquals));
        });
    }

    private static JObject Tree(CreateChatCompletionResponse completion) => JObject.FromObject(completion);
}
