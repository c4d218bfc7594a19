using Microsoft.Extensions.AI;
using Newtonsoft.Json.Linq;
using OpenAIChat.Testing;

namespace OpenAIChat.Extensions.Tests.AI;

/// <summary>Answers as some servers send them: nothing of them ends the call, and what they say is kept.</summary>
public sealed class OddAnswerTests : ChatClientFixture
{
    [Test]
    public async Task Audio_that_is_cut_anywhere_is_put_together_and_goes_back_by_its_id()
    {
        byte[] sound = [.. Enumerable.Range(0, 50).Select(static value => (byte)value)];
        string[] deltas =
        [
            """{"role":"assistant","audio":{"id":"audio_1","transcript":"Hi"}}""",
            .. Convert.ToBase64String(sound).Chunk(5).Select(static piece => $$$"""{"audio":{"data":"{{{new string(piece)}}}"}}"""),
        ];

        ChatResponse response = (await StreamAsync(deltas)).ToChatResponse();
        JArray sent = await SendAsync(response.Messages[0]);

        Assert.That(response.Messages[0].Contents.OfType<DataContent>().SelectMany(static piece => piece.Data.ToArray()), Is.EqualTo(sound));
        JsonAssert.AreEqual(sent[0]["audio"]!, """{"id":"audio_1"}""");
    }

    [Test]
    public async Task Audio_that_is_no_base64_ends_no_call()
    {
        ChatResponse response = await AnswerAsync(
            """{"role":"assistant","content":"x","audio":{"id":"a","data":"not base64!","expires_at":1,"transcript":"y"}}""");
        List<ChatResponseUpdate> updates = await StreamAsync("""{"content":"x","audio":{"id":"a","data":"not base64!!"}}""");

        Assert.That(response.Text, Is.EqualTo("x"));
        Assert.That(updates.ToChatResponse().Text, Is.EqualTo("x"));
    }

    [Test]
    public async Task Citations_in_a_stream_annotate_its_text()
    {
        List<ChatResponseUpdate> updates = await StreamAsync(
            """{"content":"See."}""",
            """{"annotations":[{"type":"url_citation","url_citation":{"start_index":0,"end_index":3,"url":"https://a.example/","title":"A"}}]}""");

        IEnumerable<TextContent> texts = updates.SelectMany(static update => update.Contents).OfType<TextContent>();
        Assert.That(((CitationAnnotation)texts.SelectMany(static text => text.Annotations ?? []).Single()).Title, Is.EqualTo("A"));
    }

    [Test]
    public async Task What_a_choice_says_beside_its_message_is_kept()
    {
        Server.Reply(ChatReply.Json("""
            {"id":"c1","object":"chat.completion","created":1,"model":"m","metadata":{"team":"a"},"choices":[{"index":0,"finish_reason":"stop",
             "content_filter_results":{"hate":{"filtered":false}},"logprobs":{"content":[],"refusal":null},"message":{"role":"assistant","content":"x"}}]}
            """));

        ChatResponse response = await Client.GetResponseAsync("Hi");

        Assert.That(response.Messages[0].AdditionalProperties!.Keys, Is.EquivalentTo(new[] { "content_filter_results", "logprobs" }));
        Assert.That(response.AdditionalProperties!["metadata"]!.ToString(), Is.EqualTo("""{"team":"a"}"""));
    }

    [Test]
    public async Task Every_kind_of_token_is_counted()
    {
        Server.Reply(ChatReply.Json("""
            {"id":"c1","object":"chat.completion","created":1,"model":"m","choices":[],"usage":{"prompt_tokens":1,"completion_tokens":2,"total_tokens":3,
             "prompt_tokens_details":{"text_tokens":4,"image_tokens":5,"cache_write_tokens":6},"completion_tokens_details":{"text_tokens":7}}}
            """));

        UsageDetails usage = (await Client.GetResponseAsync("Hi")).Usage!;

        Assert.That(usage.AdditionalCounts, Is.EquivalentTo(new Dictionary<string, long>
        {
            ["InputTokenDetails.TextTokenCount"] = 4,
            ["InputTokenDetails.ImageTokenCount"] = 5,
            ["InputTokenDetails.CacheWriteTokenCount"] = 6,
            ["OutputTokenDetails.TextTokenCount"] = 7,
        }));
    }
}
