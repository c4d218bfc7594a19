using System.Text.Json;
using Microsoft.Extensions.AI;
using OpenAIChat.Testing;

namespace OpenAIChat.Extensions.Tests.AI;

/// <summary>Streams as Microsoft.Extensions.AI sees them.</summary>
public sealed class StreamTests : ChatClientFixture
{
    [Test]
    public async Task Text_arrives_as_it_is_sent()
    {
        List<ChatResponseUpdate> updates = await StreamAsync("""{"role":"assistant","content":"Par"}""", """{"content":"is."}""");

        Assert.That(updates.Select(static update => update.Text), Is.EqualTo(new[] { "Par", "is.", "" }));
        Assert.That(updates.Select(static update => update.ResponseId), Has.All.EqualTo("c1"));
        Assert.That(updates.Select(static update => update.MessageId), Has.All.EqualTo("c1"));
        Assert.That(updates.Select(static update => update.Role), Has.All.EqualTo(ChatRole.Assistant));
        Assert.That(updates[^1].FinishReason, Is.EqualTo(ChatFinishReason.Stop));
        Assert.That(updates.ToChatResponse().Text, Is.EqualTo("Paris."));
    }

    [Test]
    public async Task Calls_come_whole_in_one_update_at_the_end()
    {
        List<ChatResponseUpdate> updates = await StreamAsync(
            """{"role":"assistant","tool_calls":[{"index":0,"id":"a","type":"function","function":{"name":"f","arguments":""}}]}""",
            """{"tool_calls":[{"index":0,"function":{"arguments":"{\"x\":"}}]}""",
            """{"tool_calls":[{"index":0,"function":{"arguments":"1}"}},{"index":1,"id":"b","type":"function","function":{"name":"g","arguments":"{}"}}]}""");

        Assert.That(updates.SkipLast(1).SelectMany(static update => update.Contents), Is.Empty);
        FunctionCallContent[] calls = [.. updates[^1].Contents.Cast<FunctionCallContent>()];
        Assert.That(calls.Select(static call => (call.CallId, call.Name)), Is.EqualTo(new[] { ("a", "f"), ("b", "g") }));
        Assert.That(((JsonElement)calls[0].Arguments!["x"]!).GetInt32(), Is.EqualTo(1));
        Assert.That(updates[^1].Role, Is.EqualTo(ChatRole.Assistant));
    }

    [Test]
    public async Task A_call_without_id_gets_one()
    {
        List<ChatResponseUpdate> updates = await StreamAsync(
            """{"tool_calls":[{"index":0,"type":"function","function":{"name":"f","arguments":"{}"}}]}""");

        Assert.That(updates[^1].Contents.OfType<FunctionCallContent>().Single().CallId, Is.Not.Empty);
    }

    [Test]
    public async Task A_refusal_comes_whole()
    {
        List<ChatResponseUpdate> updates = await StreamAsync("""{"refusal":"I "}""", """{"refusal":"cannot."}""");

        ErrorContent refusal = updates.SelectMany(static update => update.Contents).OfType<ErrorContent>().Single();
        Assert.That((refusal.ErrorCode, refusal.Message), Is.EqualTo(("Refusal", "I cannot.")));
    }

    [TestCase("reasoning_content")]
    [TestCase("reasoning")]
    public async Task Reasoning_streams_and_goes_back_under_its_name(string name)
    {
        List<ChatResponseUpdate> updates = await StreamAsync(
            $$"""{"{{name}}":"2 and"}""",
            $$"""{"{{name}}":" 2"}""",
            """{"content":"4"}""");

        ChatMessage message = updates.ToChatResponse().Messages.Single();
        Assert.That(
            string.Concat(message.Contents.OfType<TextReasoningContent>().Select(static reasoning => reasoning.Text)),
            Is.EqualTo("2 and 2"));
        Newtonsoft.Json.Linq.JArray sent = await SendAsync(message);
        Assert.That((string?)sent[0][name], Is.EqualTo("2 and 2"));
    }

    [Test]
    public async Task Usage_is_a_content_of_its_update()
    {
        List<ChatResponseUpdate> updates = await StreamChunksAsync(
            """{"id":"c1","object":"chat.completion.chunk","created":1,"model":"m","choices":[{"index":0,"delta":{"content":"x"},"finish_reason":"stop"}]}""",
            """{"id":"c1","object":"chat.completion.chunk","created":1,"model":"m","choices":[],"usage":{"prompt_tokens":1,"completion_tokens":2,"total_tokens":3}}""");

        Assert.That(updates.ToChatResponse().Usage!.TotalTokenCount, Is.EqualTo(3));
    }

    [TestCase("", null)]
    [TestCase("eos", "eos")]
    public async Task Odd_finish_reasons_end_no_stream(string reason, string? seen)
    {
        List<ChatResponseUpdate> updates = await StreamChunksAsync(
            $$"""{"id":"c1","object":"chat.completion.chunk","created":1,"model":"m","choices":[{"index":0,"delta":{"content":"x"},"finish_reason":"{{reason}}"}]}""");

        Assert.That(updates[^1].FinishReason?.Value, Is.EqualTo(seen));
    }

    [Test]
    public void An_error_in_the_stream_is_thrown_after_the_text_before_it()
    {
        Server.Reply(ChatReply.Sse("""
            data: {"id":"c1","object":"chat.completion.chunk","created":1,"model":"m","choices":[{"index":0,"delta":{"content":"x"}}]}

            data: {"error":{"message":"Overloaded."}}


            """));
        var seen = new List<string>();

        Assert.That(ReadAsync, Throws.TypeOf<ApiStreamException>().With.Message.Contains("Overloaded."));
        Assert.That(seen, Is.EqualTo(new[] { "x" }));

        async Task ReadAsync()
        {
            await foreach (ChatResponseUpdate update in Client.GetStreamingResponseAsync("Hi"))
            {
                seen.Add(update.Text);
            }
        }
    }

    [Test]
    public void A_stream_that_is_cut_off_is_no_success()
    {
        Server.Reply(ChatReply.Text("one two three").TruncateAfter(2));

        Assert.That(
            async () => await Client.GetStreamingResponseAsync("Hi").ToChatResponseAsync(),
            Throws.TypeOf<IncompleteStreamException>());
    }

    [Test]
    public async Task A_json_answer_to_a_stream_is_its_answer()
    {
        Server.Reply(ChatReply.Json("""{"id":"c1","object":"chat.completion","created":1,"model":"m","choices":[{"index":0,"finish_reason":"stop","message":{"role":"assistant","content":"Paris."}}]}"""));

        ChatResponse response = await Client.GetStreamingResponseAsync("Hi").ToChatResponseAsync();

        Assert.That(response.Text, Is.EqualTo("Paris."));
    }

    [Test]
    public async Task Unknown_members_of_chunk_choice_and_delta_are_kept()
    {
        List<ChatResponseUpdate> updates = await StreamChunksAsync(
            """{"id":"c1","object":"chat.completion.chunk","created":1,"model":"m","provider":"p","choices":[{"index":0,"content_filter_results":{"hate":{"filtered":false}},"delta":{"content":"x","images":[1]},"finish_reason":"stop"}]}""");

        Assert.That(updates[0].AdditionalProperties!.Keys, Is.EquivalentTo(new[] { "provider", "content_filter_results", "images" }));
        Assert.That(updates[0].AdditionalProperties!["provider"], Is.EqualTo("p"));
    }

    [Test]
    public async Task Spoken_pieces_are_data()
    {
        List<ChatResponseUpdate> updates = await StreamAsync("""{"audio":{"id":"a","data":"AQID"}}""");

        Assert.That(updates[0].Contents.OfType<DataContent>().Single().Data.ToArray(), Is.EqualTo(new byte[] { 1, 2, 3 }));
    }

    [Test]
    public async Task Cancelling_ends_the_stream_with_the_caller_s_token()
    {
        Server.Reply(ChatReply.Text("one two three").StallAfter(1));
        using var source = new CancellationTokenSource();

        OperationCanceledException? cancelled = await Assert.CatchAsync<OperationCanceledException>(async () =>
        {
            await foreach (ChatResponseUpdate unused in Client.GetStreamingResponseAsync("Hi", cancellationToken: source.Token))
            {
                _ = unused;
                await source.CancelAsync();
            }
        });

        Assert.That(cancelled!.CancellationToken, Is.EqualTo(source.Token));
    }
}
