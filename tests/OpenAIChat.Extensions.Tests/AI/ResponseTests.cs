using System.Text.Json;
using Microsoft.Extensions.AI;
using Newtonsoft.Json.Linq;
using OpenAIChat.Testing;

namespace OpenAIChat.Extensions.Tests.AI;

/// <summary>Whole answers as Microsoft.Extensions.AI sees them.</summary>
public sealed class ResponseTests : ChatClientFixture
{
    [Test]
    public async Task A_text_comes_with_all_that_identifies_it()
    {
        ChatResponse response = await AnswerAsync("""{"role":"assistant","content":"Paris."}""");

        Assert.That(response.Text, Is.EqualTo("Paris."));
        Assert.That(response.ResponseId, Is.EqualTo("c1"));
        Assert.That(response.Messages.Single().MessageId, Is.EqualTo("c1"));
        Assert.That(response.ModelId, Is.EqualTo("m"));
        Assert.That(response.CreatedAt, Is.EqualTo(DateTimeOffset.FromUnixTimeSeconds(1700000000)));
        Assert.That(response.FinishReason, Is.EqualTo(ChatFinishReason.Stop));
        Assert.That(response.RawRepresentation, Is.InstanceOf<CreateChatCompletionResponse>());
    }

    [TestCase("stop", "stop")]
    [TestCase("length", "length")]
    [TestCase("tool_calls", "tool_calls")]
    [TestCase("function_call", "tool_calls")]
    [TestCase("content_filter", "content_filter")]
    [TestCase("insufficient_system_resource", "insufficient_system_resource")]
    [TestCase("", null)]
    public async Task Every_finish_reason_is_told(string sent, string? seen)
    {
        ChatResponse response = await AnswerAsync("""{"role":"assistant","content":"x"}""", sent);

        Assert.That(response.FinishReason?.Value, Is.EqualTo(seen));
    }

    [Test]
    public async Task A_call_has_its_arguments()
    {
        ChatResponse response = await AnswerAsync(
            """{"role":"assistant","content":null,"tool_calls":[{"id":"a","type":"function","function":{"name":"f","arguments":"{\"x\":1,\"y\":null}"}}]}""", "tool_calls");

        FunctionCallContent call = response.Messages[0].Contents.OfType<FunctionCallContent>().Single();
        Assert.That((call.CallId, call.Name), Is.EqualTo(("a", "f")));
        Assert.That(((JsonElement)call.Arguments!["x"]!).GetInt32(), Is.EqualTo(1));
        Assert.That(call.Arguments["y"], Is.Null);
    }

    [TestCase("")]
    [TestCase("{}")]
    public async Task Empty_arguments_are_no_arguments(string arguments)
    {
        ChatResponse response = await AnswerAsync(
            $$$"""{"role":"assistant","tool_calls":[{"id":"a","type":"function","function":{"name":"f","arguments":"{{{arguments}}}"}}]}""");

        FunctionCallContent call = response.Messages[0].Contents.OfType<FunctionCallContent>().Single();
        Assert.That(call.Arguments, Is.Empty);
        Assert.That(call.Exception, Is.Null);
    }

    [Test]
    public async Task Arguments_that_are_no_object_are_told_and_go_back_as_they_came()
    {
        ChatResponse response = await AnswerAsync(
            """{"role":"assistant","tool_calls":[{"id":"a","type":"function","function":{"name":"f","arguments":"{\"x\":"}}]}""");

        Assert.That(response.Messages[0].Contents.OfType<FunctionCallContent>().Single().Exception, Is.Not.Null);
        JArray sent = await SendBackAsync(response);
        Assert.That((string?)sent[0]["tool_calls"]![0]!["function"]!["arguments"], Is.EqualTo("{\"x\":"));
    }

    [Test]
    public async Task A_call_without_id_gets_one()
    {
        ChatResponse response = await AnswerAsync(
            """{"role":"assistant","tool_calls":[{"type":"function","function":{"name":"f","arguments":"{}"}}]}""");

        Assert.That(response.Messages[0].Contents.OfType<FunctionCallContent>().Single().CallId, Is.Not.Empty);
    }

    [Test]
    public async Task What_a_server_adds_to_a_call_goes_back_with_it()
    {
        ChatResponse response = await AnswerAsync(
            """{"role":"assistant","tool_calls":[{"id":"a","type":"function","function":{"name":"f","arguments":"{}"},"extra_content":{"google":{"thought_signature":"s"}}}]}""");

        JArray sent = await SendBackAsync(response);

        Assert.That((string?)sent[0]["tool_calls"]![0]!["extra_content"]!["google"]!["thought_signature"], Is.EqualTo("s"));
    }

    [Test]
    public async Task A_custom_tool_s_call_has_its_input_and_goes_back_as_it_came()
    {
        ChatResponse response = await AnswerAsync(
            """{"role":"assistant","tool_calls":[{"id":"a","type":"custom","custom":{"name":"sql","input":"select 1"}}]}""");

        FunctionCallContent call = response.Messages[0].Contents.OfType<FunctionCallContent>().Single();
        Assert.That(call.Arguments!["input"], Is.EqualTo("select 1"));
        call.RawRepresentation = null; // as after a cache
        JArray sent = await SendBackAsync(response);
        Assert.That((string?)sent[0]["tool_calls"]![0]!["custom"]!["input"], Is.EqualTo("select 1"));
    }

    [Test]
    public async Task A_call_of_an_unknown_kind_is_kept_and_goes_back()
    {
        ChatResponse response = await AnswerAsync(
            """{"role":"assistant","tool_calls":[{"id":"a","type":"shell","shell":{"command":"ls"}}]}""");

        AIContent content = response.Messages[0].Contents.Single();
        Assert.That(
            ((JsonElement)content.AdditionalProperties!["tool_call"]!).GetProperty("shell").GetProperty("command").GetString(),
            Is.EqualTo("ls"));
        JArray sent = await SendBackAsync(response);
        Assert.That((string?)sent[0]["tool_calls"]![0]!["shell"]!["command"], Is.EqualTo("ls"));
    }

    [Test]
    public async Task A_refusal_is_an_error_content()
    {
        ChatResponse response = await AnswerAsync("""{"role":"assistant","content":null,"refusal":"I cannot."}""");

        ErrorContent refusal = response.Messages[0].Contents.OfType<ErrorContent>().Single();
        Assert.That((refusal.ErrorCode, refusal.Message), Is.EqualTo(("Refusal", "I cannot.")));
    }

    [TestCase("reasoning_content")]
    [TestCase("reasoning")]
    public async Task Reasoning_goes_back_under_the_name_it_came_with(string name)
    {
        ChatResponse response = await AnswerAsync($$"""{"role":"assistant","content":"4","{{name}}":"2 and 2"}""");

        Assert.That(response.Messages[0].Contents.OfType<TextReasoningContent>().Single().Text, Is.EqualTo("2 and 2"));
        JArray sent = await SendBackAsync(response);
        Assert.That((string?)sent[0][name], Is.EqualTo("2 and 2"));
        Assert.That((string?)sent[0]["content"], Is.EqualTo("4"));
    }

    [Test]
    public async Task Details_of_the_reasoning_go_back_as_they_came()
    {
        const string Details = """[{"type":"reasoning.encrypted","data":"x==","index":0}]""";
        ChatResponse response = await AnswerAsync(
            $$"""{"role":"assistant","content":"4","reasoning":"hm","reasoning_details":{{Details}}}""");

        JArray sent = await SendBackAsync(response);

        Assert.That(JToken.DeepEquals(sent[0]["reasoning_details"], JToken.Parse(Details)), Is.True);
    }

    [Test]
    public async Task Unknown_members_are_kept_where_caches_can_write_them()
    {
        ChatResponse response = await AnswerAsync("""{"role":"assistant","content":"x","images":[{"n":1.50}]}""");

        var images = (JsonElement)response.Messages[0].AdditionalProperties!["images"]!;
        Assert.That(images.GetRawText(), Is.EqualTo("""[{"n":1.50}]"""));
        Assert.That(JsonSerializer.Serialize(response, AIJsonUtilities.DefaultOptions), Does.Contain("images"));
    }

    [Test]
    public async Task Citations_annotate_the_text()
    {
        ChatResponse response = await AnswerAsync(
            """{"role":"assistant","content":"See.","annotations":[{"type":"url_citation","url_citation":{"start_index":0,"end_index":3,"url":"https://a.example/","title":"A"}}]}""");

        var citation = (CitationAnnotation)response.Messages[0].Contents.OfType<TextContent>().Single().Annotations!.Single();
        var region = (TextSpanAnnotatedRegion)citation.AnnotatedRegions!.Single();
        Assert.That(
            (citation.Title, citation.Url!.AbsoluteUri, region.StartIndex, region.EndIndex),
            Is.EqualTo(("A", "https://a.example/", 0, 3)));
    }

    [Test]
    public async Task Audio_is_data_and_is_referred_to_by_its_id()
    {
        ChatResponse response = await AnswerAsync(
            """{"role":"assistant","content":null,"audio":{"id":"audio_1","data":"AQID","expires_at":1700000000,"transcript":"Hi"}}""",
            options: new ChatOptions
            {
                RawRepresentationFactory = _ => new CreateChatCompletionRequest
                {
                    Audio = new CreateChatCompletionRequestAudio { Format = "wav", Voice = "alloy" }
                }
            });

        DataContent audio = response.Messages[0].Contents.OfType<DataContent>().Single();
        Assert.That((audio.MediaType, audio.Data.Length), Is.EqualTo(("audio/wav", 3)));
        Assert.That(audio.AdditionalProperties!["transcript"], Is.EqualTo("Hi"));
        JArray sent = await SendBackAsync(response);
        Assert.That((string?)sent[0]["audio"]!["id"], Is.EqualTo("audio_1"));
    }

    [Test]
    public async Task A_content_that_is_a_list_of_parts_is_its_text()
    {
        ChatResponse response = await AnswerAsync(
            """{"role":"assistant","content":[{"type":"thinking","thinking":[]},{"type":"text","text":"4"}]}""");

        Assert.That(response.Text, Is.EqualTo("4"));
    }

    [TestCase("{\"role\":\"critic\",\"content\":\"x\"}", "critic")]
    [TestCase("{\"content\":\"x\"}", "assistant")]
    [TestCase("{\"role\":\"\",\"content\":\"x\"}", "assistant")]
    public async Task Any_role_is_told(string message, string expected)
    {
        Assert.That((await AnswerAsync(message)).Messages[0].Role.Value, Is.EqualTo(expected));
    }

    [Test]
    public async Task An_answer_without_choices_has_no_content()
    {
        Server.Reply(ChatReply.Json("""{"id":"c1","object":"chat.completion","created":1,"model":"m","choices":[]}"""));

        ChatResponse response = await Client.GetResponseAsync("Hi");

        Assert.That(response.Messages.Single().Contents, Is.Empty);
        Assert.That(response.FinishReason, Is.Null);
    }

    [Test]
    public async Task Every_count_of_tokens_is_told()
    {
        Server.Reply(ChatReply.Json("""
            {"id":"c1","object":"chat.completion","created":1,"model":"m","service_tier":"flex","system_fingerprint":"fp","choices":[{"index":0,"finish_reason":"stop","message":{"role":"assistant","content":"x"}}],
             "usage":{"prompt_tokens":1,"completion_tokens":2,"total_tokens":3,"prompt_cache_hit_tokens":9,
              "prompt_tokens_details":{"cached_tokens":4,"audio_tokens":5},
              "completion_tokens_details":{"reasoning_tokens":6,"audio_tokens":7,"accepted_prediction_tokens":8,"rejected_prediction_tokens":10}}}
            """));

        ChatResponse response = await Client.GetResponseAsync("Hi");

        UsageDetails usage = response.Usage!;
        Assert.That(
            (usage.InputTokenCount, usage.OutputTokenCount, usage.TotalTokenCount, usage.CachedInputTokenCount, usage.ReasoningTokenCount),
            Is.EqualTo((1L, 2L, 3L, 4L, 6L)));
        Assert.That(usage.AdditionalCounts, Is.EquivalentTo(new Dictionary<string, long>
        {
            ["InputTokenDetails.AudioTokenCount"] = 5,
            ["OutputTokenDetails.AudioTokenCount"] = 7,
            ["OutputTokenDetails.AcceptedPredictionTokenCount"] = 8,
            ["OutputTokenDetails.RejectedPredictionTokenCount"] = 10,
            ["prompt_cache_hit_tokens"] = 9,
        }));
        Assert.That(response.AdditionalProperties!["service_tier"], Is.EqualTo("flex"));
        Assert.That(response.AdditionalProperties["system_fingerprint"], Is.EqualTo("fp"));
    }

    [Test]
    public void A_failure_is_the_client_s_own_exception()
    {
        Server.Reply(ChatReply.Error(400, "Bad."));

        Assert.That(() => Client.GetResponseAsync("Hi"), Throws.TypeOf<BadRequestException>());
    }

    // With a result for each call, as a server asks for.
    private Task<JArray> SendBackAsync(ChatResponse response)
    {
        IEnumerable<string> ids = ((CreateChatCompletionResponse)response.RawRepresentation!).ToolCalls
            .Select(static call => (string)JObject.Parse(call.ToString())["id"]!);
        AIContent[] results = [.. ids.Select(static id => new FunctionResultContent(id, "done"))];
        return results.Length == 0
            ? SendAsync(response.Messages[0])
            : SendAsync(response.Messages[0], new ChatMessage(ChatRole.Tool, results));
    }
}
