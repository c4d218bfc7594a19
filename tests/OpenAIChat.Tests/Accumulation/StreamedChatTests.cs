using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using OpenAIChat.Testing;

namespace OpenAIChat.Tests.Accumulation;

/// <summary>Streams as users read them, over real connections.</summary>
public sealed class StreamedChatTests
{
    [Test]
    public async Task Accumulates_what_the_whole_answer_would_have_been()
    {
        var whole = JsonConvert.DeserializeObject<CreateChatCompletionResponse>("""
            {"id":"c1","object":"chat.completion","created":1,"model":"gpt-5.4","choices":[
              {"index":0,"finish_reason":"tool_calls","logprobs":null,"message":{"role":"assistant","content":"One, two.","refusal":null,"tool_calls":[
                {"id":"a","type":"function","function":{"name":"add","arguments":"{\"a\":1}"}},
                {"id":"b","type":"custom","custom":{"name":"sql","input":"SELECT 1"}}]}},
              {"index":1,"finish_reason":"stop","logprobs":null,"message":{"role":"assistant","content":null,"refusal":"I will not."}}],
             "usage":{"prompt_tokens":3,"completion_tokens":4,"total_tokens":7}}
            """)!;
        await using ChatServer server = await ChatServer.StartAsync();
        server.Reply(ChatReply.Completion(whole).InChunksOf(3).InPacketsOf(7));
        using ChatApi chat = Client(server);
        CreateChatCompletionRequest request = Request();
        request.StreamOptions = new ChatCompletionStreamOptions { IncludeUsage = true };

        CreateChatCompletionResponse streamed = await chat.CreateChatCompletionStreamAsync(request).ToResponseAsync();

        Assert.That(JToken.FromObject(streamed), Is.EqualTo(JToken.FromObject(whole)).Using(JToken.EqualityComparer));
        Assert.That(streamed.Http.StatusCode, Is.EqualTo(200));
    }

    [Test]
    public async Task Takes_a_whole_completion_for_a_stream()
    {
        await using ChatServer server = await ChatServer.StartAsync();
        var whole = CreateChatCompletionResponse.FromText("Hello.");
        whole.Choices[0].Message.AdditionalProperties["reasoning_content"] = "Hm.";
        server.Reply(ChatReply.Json(JsonConvert.SerializeObject(whole)));
        using ChatApi chat = Client(server);

        CreateChatCompletionResponse reply = await chat.CreateChatCompletionStreamAsync(Request()).ToResponseAsync();

        Assert.That(reply.ToString(), Is.EqualTo(whole.ToString()));
    }

    [Test]
    public async Task Streams_only_the_text()
    {
        await using ChatServer server = await ChatServer.StartAsync();
        server.Reply(ChatReply.Text("Hello, world.").InChunksOf(5));
        using ChatApi chat = Client(server);
        List<string> pieces = [];
        await foreach (string piece in chat.StreamTextAsync(Request()))
        {
            pieces.Add(piece);
        }

        Assert.That(pieces, Is.EqualTo(new[] { "Hello", ", wor", "ld." }));
    }

    [Test]
    public async Task Keeps_what_came_before_a_break()
    {
        await using ChatServer server = await ChatServer.StartAsync();
        server.Reply(ChatReply.Text("Hello, world.").InChunksOf(5).ErrorAfter(3));
        using ChatApi chat = Client(server);
        var accumulator = new ChatCompletionAccumulator();

        Exception? fault = null;
        try
        {
            await foreach (CreateChatCompletionStreamResponse chunk in chat.CreateChatCompletionStreamAsync(Request()))
            {
                accumulator.Add(chunk);
            }
        }
        catch (ApiException e)
        {
            fault = e;
        }

        Assert.That(fault, Is.InstanceOf<ApiStreamException>());
        Assert.That("Hello, world.".StartsWith(accumulator.ToResponse().Text, StringComparison.Ordinal), Is.True);
        Assert.That(accumulator.Text, Is.Not.Empty);
        Assert.That(accumulator.IsFinished, Is.False);
    }

    private static CreateChatCompletionRequest Request() =>
        new() { Model = "gpt-5.4", Messages = [ChatCompletionRequestMessage.User("Hello!")] };

    private static ChatApi Client(ChatServer server) => new(new ChatApiOptions { BaseUrl = server.BaseUrl, ApiKey = server.ApiKey });
}
