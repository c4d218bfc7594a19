using Newtonsoft.Json.Linq;
using OpenAIChat.Testing;

namespace OpenAIChat.Tests.Testing;

public sealed class ChatServerStreamingTests
{
    [Test]
    public async Task Streams_role_then_text_then_reason_then_done()
    {
        await using ChatServer server = await ChatServer.StartAsync();
        server.Reply("Hello there!");
        using var client = new RawClient(server);

        List<string> events = await client.PostStreamAsync();

        JObject[] chunks = [.. events.SkipLast(1).Select(JObject.Parse)];
        Assert.That(events[^1], Is.EqualTo("[DONE]"));
        Assert.That((string?)chunks[0].SelectToken("choices[0].delta.role"), Is.EqualTo("assistant"));
        Assert.That(RawClient.TextOf(events), Is.EqualTo("Hello there!"));
        Assert.That((string?)chunks[^1].SelectToken("choices[0].finish_reason"), Is.EqualTo("stop"));
        Assert.That(
            chunks.SkipLast(1).Select(chunk => chunk.SelectToken("choices[0].finish_reason")!.Type),
            Is.All.EqualTo(JTokenType.Null));
        Assert.That(chunks.Select(chunk => (string?)chunk["id"]).Distinct().Count(), Is.EqualTo(1));
    }

    [Test]
    public async Task Sends_usage_in_a_last_chunk_when_asked_for()
    {
        await using ChatServer server = await ChatServer.StartAsync();
        server.Reply(ChatReply.Text("Hi").WithUsage(5, 7));
        using var client = new RawClient(server);

        List<string> events = await client.PostStreamAsync(RawClient.HelloStream[..^1] + ",\"stream_options\":{\"include_usage\":true}}");

        var last = JObject.Parse(events[^2]);
        Assert.That(last["choices"], Is.Empty);
        Assert.That((int)last["usage"]!["total_tokens"]!, Is.EqualTo(12));
        Assert.That(events.SkipLast(2).Select(data => JObject.Parse(data)["usage"]!.Type), Is.All.EqualTo(JTokenType.Null));
    }

    [TestCase(1)]
    [TestCase(3)]
    [TestCase(100)]
    public async Task Streams_in_pieces_of_the_chosen_length(int length)
    {
        await using ChatServer server = await ChatServer.StartAsync();
        server.Reply(ChatReply.Text("ab🙂cd").InChunksOf(length));
        using var client = new RawClient(server);

        List<string> events = await client.PostStreamAsync();

        Assert.That(RawClient.TextOf(events), Is.EqualTo("ab🙂cd"));
        Assert.That(events, Has.Count.EqualTo(3 + length switch { 1 => 5, 3 => 2, _ => 1 }));
    }

    [Test]
    public async Task Streams_every_choice_in_turn()
    {
        await using ChatServer server = await ChatServer.StartAsync();
        server.Reply(ChatReply.Text("a b", "c d"));
        using var client = new RawClient(server);

        List<string> events = await client.PostStreamAsync(RawClient.HelloStream[..^1] + ",\"n\":2}");

        int[] order = [.. events.SkipLast(1).Select(data => (int)JObject.Parse(data).SelectToken("choices[0].index")!)];
        Assert.That(order, Is.EqualTo(new[] { 0, 1, 0, 1, 0, 1, 0, 1 }));
        Assert.That(RawClient.TextOf(events, choice: 1), Is.EqualTo("c d"));
    }

    [Test]
    public async Task Streams_tool_calls_by_index()
    {
        await using ChatServer server = await ChatServer.StartAsync();
        server.Reply(ChatReply.ToolCall("one", new { a = 1 }).AndToolCall("two", "{}"));
        using var client = new RawClient(server);

        List<string> events = await client.PostStreamAsync();

        JToken[] calls = [.. events.SkipLast(1).SelectMany(data => JObject.Parse(data).SelectTokens("choices[0].delta.tool_calls[0]"))];
        string ArgumentsOf(int index) =>
            string.Concat(calls.Where(call => (int)call["index"]! == index).Select(call => (string?)call["function"]!["arguments"]));
        Assert.That(calls.Select(call => (string?)call["function"]!["name"]).OfType<string>(), Is.EqualTo(new[] { "one", "two" }));
        Assert.That(ArgumentsOf(0), Is.EqualTo("""{"a":1}"""));
        Assert.That(ArgumentsOf(1), Is.EqualTo("{}"));
    }

    [Test]
    public async Task Streams_the_input_of_a_custom_tool()
    {
        await using ChatServer server = await ChatServer.StartAsync();
        server.Reply(ChatReply.ToolCall("shell", "ls -l"));
        using var client = new RawClient(server);

        List<string> events = await client.PostStreamAsync(
            RawClient.HelloStream[..^1] + ",\"tools\":[{\"type\":\"custom\",\"custom\":{\"name\":\"shell\"}}]}");

        IEnumerable<JToken> calls = events.SkipLast(1)
            .SelectMany(data => JObject.Parse(data).SelectTokens("choices[0].delta.tool_calls[0]"));
        Assert.That(string.Concat(calls.Select(call => (string?)call["custom"]!["input"])), Is.EqualTo("ls -l"));
        Assert.That(calls.Select(call => call["type"]), Is.All.Null);
    }

    [Test]
    public async Task Splits_a_given_completion_into_chunks()
    {
        await using ChatServer server = await ChatServer.StartAsync();
        server.Reply(ChatReply.Completion(JObject.Parse("""
            {"choices":[{"index":0,"finish_reason":"content_filter","message":{"role":"assistant","content":"given","annotations":[]}}],"future":1}
            """)));
        using var client = new RawClient(server);

        List<string> events = await client.PostStreamAsync();

        Assert.That(RawClient.TextOf(events), Is.EqualTo("given"));
        Assert.That(JObject.Parse(events[0]).SelectToken("choices[0].delta.annotations"), Is.Not.Null);
        Assert.That((int)JObject.Parse(events[^2])["future"]!, Is.EqualTo(1));
    }

    [Test]
    public async Task Sends_each_event_when_it_is_due()
    {
        var gate = new SemaphoreSlim(0);
        await using ChatServer server = await ChatServer.StartAsync();
        server.Reply(ChatReply.Text("a b").PacedBy((part, token) => part == 2 ? gate.WaitAsync(token) : Task.CompletedTask));
        using var client = new RawClient(server);
        using HttpResponseMessage response = await client.PostAsync(RawClient.HelloStream);
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync());

        string? first = await reader.ReadLineAsync();
        gate.Release();
        string rest = await reader.ReadToEndAsync();

        Assert.That(first, Does.Contain("assistant"));
        Assert.That(rest, Does.EndWith("data: [DONE]\n\n"));
    }
}
