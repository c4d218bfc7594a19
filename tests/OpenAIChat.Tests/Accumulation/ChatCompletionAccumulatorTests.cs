using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace OpenAIChat.Tests.Accumulation;

public sealed class ChatCompletionAccumulatorTests
{
    [Test]
    public void Takes_the_last_value_that_is_not_empty()
    {
        JToken response = Accumulate(
            """{"id":"c1","object":"chat.completion.chunk","created":1,"model":"m1","service_tier":"auto","system_fingerprint":"f1","choices":[]}""",
            """{"id":"","created":0,"model":"","service_tier":null,"system_fingerprint":"","choices":[]}""",
            """{"id":"c2","created":2,"model":"m2","service_tier":"default","system_fingerprint":"f2","choices":[]}""",
            """{"choices":[]}""");

        AssertJson(response, """{"id":"c2","choices":[],"created":2,"model":"m2","service_tier":"default","system_fingerprint":"f2","object":"chat.completion"}""");
    }

    [Test]
    public void Drops_the_obfuscation()
    {
        JToken response = Accumulate("""{"id":"c1","choices":[],"obfuscation":"xyz"}""");

        Assert.That(response["obfuscation"], Is.Null);
    }

    [Test]
    public void Finds_choices_by_index_in_any_order()
    {
        JToken response = Accumulate(
            """{"choices":[{"index":2,"delta":{"content":"c"}}]}""",
            """{"choices":[{"index":0,"delta":{"content":"a"}},{"index":1,"delta":{"content":"b"}}]}""",
            """{"choices":[{"index":1,"delta":{"content":"B"}},{"index":2,"delta":{"content":"C"}},{"index":0,"delta":{"content":"A"}}]}""");

        Assert.That(response.SelectTokens("$.choices[*].message.content").Values<string>(), Is.EqualTo(new[] { "aA", "bB", "cC" }));
    }

    [Test]
    public void Overwrites_the_role()
    {
        JToken response = Accumulate(Delta("""{"role":"assistant"}"""), Delta("""{"role":"assistant","content":"Hi"}"""));

        Assert.That(response.SelectToken("choices[0].message.role")!.Value<string>(), Is.EqualTo("assistant"));
    }

    [Test]
    public void Appends_content_and_refusal_and_lets_null_erase_nothing()
    {
        JToken response = Accumulate(
            Delta("""{"content":"","refusal":null}"""),
            Delta("""{"content":"Hel"}"""),
            Delta("""{"content":null,"refusal":"I "}"""),
            Delta("""{"content":"lo","refusal":"can't."}"""),
            Delta("{}"));

        AssertJson(response["choices"]![0]!["message"]!, """{"content":"Hello","refusal":"I can't.","role":"assistant"}""");
    }

    [TestCase("1700000000.25")]
    [TestCase("\"1700000000\"")]
    public void Keeps_a_time_that_is_no_whole_number(string time)
    {
        JToken response = Accumulate("{\"created\":" + time + ",\"choices\":[]}");

        Assert.That(response["created"]!.ToString(Formatting.None), Is.EqualTo(time));
    }

    [Test]
    public void Says_null_where_the_contract_requires_it()
    {
        JToken response = Accumulate("""{"id":"c1","created":1,"model":"m","choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}""");

        AssertJson(
            response,
            """{"id":"c1","choices":[{"finish_reason":"stop","index":0,"message":{"content":null,"refusal":null,"role":"assistant"},"logprobs":null}],"created":1,"model":"m","object":"chat.completion"}""");
    }

    [Test]
    public void Appends_audio_and_overwrites_its_id_and_expiry()
    {
        var accumulator = Fill(
            Delta("""{"audio":{"id":"audio_1","transcript":"Hel"}}"""),
            Delta("""{"audio":{"data":"AA"}}"""),
            Delta("""{"audio":{"data":"BB","transcript":"lo"}}"""),
            Delta("""{"audio":{"id":"audio_2","expires_at":1729234747,"new":1}}"""));

        ChatCompletionResponseMessage message = accumulator.ToResponse().Choices[0].Message;

        AssertJson(
            JToken.FromObject(message.Audio!),
            """{"id":"audio_2","expires_at":1729234747,"data":"AABB","transcript":"Hello","new":1}""");
        Assert.That(message.AdditionalProperties, Is.Empty);
    }

    [Test]
    public void Takes_annotations_to_their_place()
    {
        var accumulator = Fill(
            Delta("""{"annotations":[{"type":"url_citation","url_citation":{"url":"u1","title":"t","start_index":0,"end_index":1}}]}"""),
            Delta("""{"annotations":[{"type":"url_citation","url_citation":{"url":"u2","title":"t","start_index":0,"end_index":1}}]}"""));

        IList<ChatCompletionResponseMessageAnnotation> annotations = accumulator.ToResponse().Choices[0].Message.Annotations!;

        Assert.That(annotations.Select(annotation => annotation.UrlCitation.Url), Is.EqualTo(new[] { "u1", "u2" }));
    }

    [Test]
    public void Keeps_under_a_known_name_what_it_does_not_understand()
    {
        JToken response = Accumulate(Delta("""{"audio":"none","annotations":5}"""));

        AssertJson(
            response["choices"]![0]!["message"]!,
            """{"content":null,"refusal":null,"role":"assistant","audio":"none","annotations":5}""");
    }

    [Test]
    public void Appends_the_arguments_of_a_legacy_function_call()
    {
        JToken response = Accumulate(
            Delta("""{"function_call":{"name":"now","arguments":""}}"""),
            Delta("""{"function_call":{"arguments":"{\"a\":"}}"""),
            Delta("""{"function_call":{"name":"","arguments":"1}"}}"""));

        AssertJson(response.SelectToken("choices[0].message.function_call")!, """{"arguments":"{\"a\":1}","name":"now"}""");
    }

    [Test]
    public void Puts_tool_calls_together_by_their_index()
    {
        JToken response = Accumulate(
            Delta("""{"tool_calls":[{"index":1,"id":"call_b","type":"function","function":{"name":"there","arguments":""}}]}"""),
            Delta("""{"tool_calls":[{"index":0,"id":"call_a","type":"function","function":{"name":"now","arguments":"{\"a\""}}]}"""),
            Delta("""{"tool_calls":[{"index":1,"function":{"arguments":"{}"}},{"index":0,"id":"","type":null,"function":{"name":"","arguments":":1}"}}]}"""));

        AssertJson(
            response.SelectToken("choices[0].message.tool_calls")!,
            """
            [{"id":"call_a","type":"function","function":{"name":"now","arguments":"{\"a\":1}"}},
             {"id":"call_b","type":"function","function":{"name":"there","arguments":"{}"}}]
            """);
    }

    [Test]
    public void Puts_custom_tool_calls_together()
    {
        var accumulator = Fill(
            Delta("""{"tool_calls":[{"index":0,"id":"call_a","type":"custom","custom":{"name":"sql","input":""}}]}"""),
            Delta("""{"tool_calls":[{"index":0,"custom":{"input":"SELECT "}}]}"""),
            Delta("""{"tool_calls":[{"index":0,"custom":{"name":"sql","input":"1","new":2}}]}"""));

        ChatCompletionToolCall call = accumulator.ToResponse().ToolCalls[0];

        Assert.That(call, Is.InstanceOf<ChatCompletionMessageCustomToolCall>());
        AssertJson(JToken.FromObject(call), """{"id":"call_a","type":"custom","custom":{"name":"sql","input":"SELECT 1","new":2}}""");
        Assert.That((accumulator.Choices[0].ToolCalls[0].Name, accumulator.Choices[0].ToolCalls[0].Input), Is.EqualTo(("sql", "SELECT 1")));
    }

    [Test]
    public void Keeps_a_tool_call_of_a_kind_it_does_not_know()
    {
        JToken response = Accumulate(
            Delta("""{"tool_calls":[{"index":0,"id":"call_a","type":"browser","browser":{"name":"ff","script":"open"}}]}"""),
            Delta("""{"tool_calls":[{"index":0,"browser":{"script":"()"}}]}"""));

        AssertJson(
            response.SelectToken("choices[0].message.tool_calls[0]")!,
            """{"id":"call_a","type":"browser","browser":{"name":"ff","script":"open()"}}""");
    }

    [Test]
    public void Tells_tool_calls_without_index_apart_by_their_ids()
    {
        JToken response = Accumulate(
            Delta("""{"tool_calls":[{"id":"a","type":"function","function":{"name":"f","arguments":"{}"}},{"id":"b","type":"function","function":{"name":"g","arguments":"{"}}]}"""),
            Delta("""{"tool_calls":[{"function":{"arguments":"}"}}]}"""));

        Assert.That(response.SelectTokens("$..arguments").Values<string>(), Is.EqualTo(new[] { "{}", "{}" }));
    }

    [Test]
    public void Tells_tool_calls_without_index_and_id_apart_by_their_names()
    {
        JToken response = Accumulate(
            Delta("""{"tool_calls":[{"id":"","function":{"name":"f","arguments":"{}"}},{"function":{"name":"g","arguments":"{"}}]}"""),
            Delta("""{"tool_calls":[{"function":{"arguments":"}"}}]}"""),
            Delta("""{"tool_calls":[{"function":{"name":"g","arguments":"{}"}}]}"""));

        Assert.That(response.SelectTokens("$..name").Values<string>(), Is.EqualTo(new[] { "f", "g", "g" }));
        Assert.That(response.SelectTokens("$..arguments").Values<string>(), Is.EqualTo(new[] { "{}", "{}", "{}" }));
    }

    [Test]
    public void Tells_tool_calls_of_one_index_apart_by_their_ids_and_names()
    {
        JToken response = Accumulate(
            Delta("""{"tool_calls":[{"index":0,"id":"a","type":"function","function":{"name":"f","arguments":"{}"}}]}"""),
            Delta("""{"tool_calls":[{"index":0,"id":"b","type":"function","function":{"name":"f","arguments":"{"}}]}"""),
            Delta("""{"tool_calls":[{"index":0,"function":{"arguments":"}"}}]}"""),
            Delta("""{"tool_calls":[{"index":1,"id":"c","type":"function","function":{"name":"g","arguments":"{ }"}}]}"""));

        AssertJson(
            response.SelectToken("choices[0].message.tool_calls")!,
            """
            [{"id":"a","type":"function","function":{"name":"f","arguments":"{}"}},
             {"id":"b","type":"function","function":{"name":"f","arguments":"{}"}},
             {"id":"c","type":"function","function":{"name":"g","arguments":"{ }"}}]
            """);
    }

    [Test]
    public void Tells_tool_calls_of_one_index_without_ids_apart_by_their_whole_arguments()
    {
        JToken response = Accumulate(
            Delta("""{"tool_calls":[{"index":0,"id":"","function":{"name":"f","arguments":"{\"a\":1}"}},{"index":0,"id":"","function":{"name":"f","arguments":"{\"a\""}}]}"""),
            Delta("""{"tool_calls":[{"index":0,"function":{"name":"f","arguments":":{}"}},{"index":0,"function":{"name":"f","arguments":"}"}}]}"""));

        Assert.That(response.SelectTokens("$..arguments").Values<string>(), Is.EqualTo(new[] { """{"a":1}""", """{"a":{}}""" }));
    }

    [TestCase("""{"index":0,"id":"b","function":{"arguments":"{}}"}}""")]
    [TestCase("""{"index":0,"id":"a","function":{"name":"f","arguments":"{}}"}}""")]
    [TestCase("""{"index":0,"function":{"name":"f","arguments":"{}}"}}""")]
    public void Takes_a_piece_that_repeats_the_name_or_changes_the_id_for_the_same_tool_call(string piece)
    {
        JToken response = Accumulate(
            Delta("""{"tool_calls":[{"index":0,"id":"a","function":{"name":"f","arguments":"{\"a\":"}}]}"""),
            Delta($$"""{"tool_calls":[{{piece}}]}"""));

        Assert.That(response.SelectTokens("$..arguments").Values<string>(), Is.EqualTo(new[] { """{"a":{}}""" }));
    }

    [Test]
    public void Understands_an_index_that_is_text()
    {
        JToken response = Accumulate(
            Delta("""{"tool_calls":[{"index":"1","id":"b","function":{"name":"g","arguments":"{"}},{"index":"0","id":"a","function":{"name":"f","arguments":"{"}}]}"""),
            Delta("""{"tool_calls":[{"index":"1","function":{"arguments":"}"}},{"index":"0","function":{"arguments":" }"}}]}"""));

        AssertJson(
            response.SelectToken("choices[0].message.tool_calls")!,
            """[{"id":"a","type":"function","function":{"name":"f","arguments":"{ }"}},{"id":"b","type":"function","function":{"name":"g","arguments":"{}"}}]""");
    }

    [Test]
    public void Writes_arguments_that_came_as_an_object_as_text()
    {
        JToken response = Accumulate(Delta("""{"tool_calls":[{"index":0,"id":"a","function":{"name":"f","arguments":{"x":1.10}}}]}"""));

        Assert.That(response.SelectTokens("$..arguments").Values<string>(), Is.EqualTo(new[] { """{"x":1.10}""" }));
    }

    [Test]
    public void Takes_the_text_of_content_that_comes_in_parts()
    {
        ChatCompletionAccumulator accumulator = Fill(
            Delta("""{"content":[{"type":"text","text":"He"}]}"""), Delta("""{"content":"l"}"""), Delta(
                """{"content":[{"type":"text","text":"lo"}]}"""));

        Assert.That(accumulator.Text, Is.EqualTo("Hello"));
        Assert.That(accumulator.ToResponse().Choices[0].Message.Content, Is.EqualTo("Hello"));
    }

    [Test]
    public void Keeps_content_parts_that_are_no_text()
    {
        CreateChatCompletionResponse response = Fill(
            Delta("""{"content":[{"type":"thinking","thinking":[{"type":"text","text":"Hm"}]}]}"""), Delta("""{"content":"Hel"}"""), Delta(
                """{"content":"lo"}""")).ToResponse();

        Assert.That(response.Text, Is.EqualTo("Hello"));
        AssertJson(
            JToken.FromObject(response).SelectToken("choices[0].message.content")!,
            """[{"type":"thinking","thinking":[{"type":"text","text":"Hm"}]},{"type":"text","text":"Hello"}]""");
    }

    [Test]
    public void Shows_arguments_as_they_grow()
    {
        var accumulator = new ChatCompletionAccumulator();
        List<string> seen = [];
        foreach (string piece in new[] { "{", "\\\"a\\\":", "1}" })
        {
            accumulator.Add(Parse(Delta("{\"tool_calls\":[{\"index\":0,\"function\":{\"name\":\"f\",\"arguments\":\"" + piece + "\"}}]}")));
            seen.Add(accumulator.Choices[0].ToolCalls[0].Arguments);
        }

        Assert.That(seen, Is.EqualTo(new[] { "{", "{\"a\":", "{\"a\":1}" }));
    }

    [Test]
    public void Appends_log_probabilities()
    {
        JToken response = Accumulate(
            """{"choices":[{"index":0,"delta":{},"logprobs":{"content":[{"token":"a","logprob":-1.0,"bytes":null,"top_logprobs":[]}],"refusal":null}}]}""",
            """{"choices":[{"index":0,"delta":{},"logprobs":null}]}""",
            """{"choices":[{"index":0,"delta":{},"logprobs":{"content":[{"token":"b","logprob":-2,"bytes":[98],"top_logprobs":[]}],"refusal":null,"new":1}}]}""");

        AssertJson(
            response.SelectToken("choices[0].logprobs")!,
            """{"content":[{"token":"a","logprob":-1.0,"bytes":null,"top_logprobs":[]},{"token":"b","logprob":-2,"bytes":[98],"top_logprobs":[]}],"refusal":null,"new":1}""");
    }

    [Test]
    public void Takes_the_last_finish_reason_usage_and_moderation()
    {
        JToken response = Accumulate(
            """{"choices":[{"index":0,"delta":{},"finish_reason":"length"}],"usage":{"total_tokens":1},"moderation":{"new":1}}""",
            """{"choices":[{"index":0,"delta":{},"finish_reason":"content_filter"}],"usage":null}""",
            """{"choices":[{"index":0,"delta":{},"finish_reason":null}]}""",
            """{"choices":[],"usage":{"total_tokens":3},"moderation":null}""");

        Assert.That(
            (response.SelectToken("choices[0].finish_reason")!.Value<string>(), response.SelectToken("usage.total_tokens")!.Value<int>()),
            Is.EqualTo(("content_filter", 3)));
        Assert.That(response.SelectToken("moderation.new")!.Value<int>(), Is.EqualTo(1));
    }

    [Test]
    public void Takes_an_empty_finish_reason_for_none()
    {
        var accumulator = Fill("""{"choices":[{"index":0,"delta":{"content":"a"},"finish_reason":""}]}""");

        Assert.That((accumulator.IsFinished, accumulator.Choices[0].FinishReason), Is.EqualTo((false, (FinishReason?)null)));
    }

    [Test]
    public void Keeps_unknown_members_everywhere()
    {
        JToken response = Accumulate(
            """{"new_a":1,"choices":[{"index":0,"new_b":1,"delta":{"new_c":1,"tool_calls":[{"index":0,"new_d":1,"function":{"name":"f","new_e":1}}]}}]}""",
            """{"new_a":2,"choices":[{"index":0,"new_b":2,"delta":{"new_c":2,"tool_calls":[{"index":0,"new_d":2,"function":{"new_e":2}}]}}]}""");

        string[] paths = ["new_a", "choices[0].new_b", "choices[0].message.new_c", "choices[0].message.tool_calls[0].new_d", "choices[0].message.tool_calls[0].function.new_e"];
        Assert.That(paths.Select(path => response.SelectToken(path)?.Value<int>()), Is.All.EqualTo(2));
    }

    [Test]
    public void Puts_together_the_reasoning_of_other_servers()
    {
        JToken response = Accumulate(
            Delta("""{"reasoning_content":"Let me ","reasoning_details":[{"type":"text","index":0,"text":"a"}]}"""),
            Delta("""{"reasoning_content":"think.","reasoning_details":[{"type":"text","index":0,"text":"b"},{"type":"text","index":1,"text":"c"}]}"""),
            Delta("""{"reasoning_content":null,"content":"42"}"""));

        AssertJson(
            response.SelectToken("choices[0].message")!,
            """
            {"content":"42","refusal":null,"role":"assistant","reasoning_content":"Let me think.",
             "reasoning_details":[{"type":"text","index":0,"text":"ab"},{"type":"text","index":1,"text":"c"}]}
            """);
    }

    [Test]
    public void Keeps_every_digit_of_unknown_numbers()
    {
        string response = JsonConvert.SerializeObject(
            Fill(Delta("""{"big":{"n":123456789012345678901234567890.10,"t":"2026-01-01T00:00:00Z"}}""")).ToResponse());

        Assert.That(response, Does.Contain("""{"n":123456789012345678901234567890.10,"t":"2026-01-01T00:00:00Z"}"""));
    }

    [Test]
    public void Gives_the_completion_so_far_which_stays_as_it_is()
    {
        var accumulator = new ChatCompletionAccumulator();
        CreateChatCompletionResponse none = accumulator.ToResponse();
        accumulator.Add(Parse(Delta("""{"content":"Hel","tool_calls":[{"index":0,"id":"c"}]}""")));
        CreateChatCompletionResponse half = accumulator.ToResponse();
        accumulator.Add(Parse("""{"choices":[{"index":0,"delta":{"content":"lo"},"finish_reason":"stop"}]}"""));

        Assert.That((none.Text, half.Text, accumulator.Text), Is.EqualTo(("", "Hel", "Hello")));
        Assert.That(half.Choices[0].FinishReason.Value, Is.Empty);
        Assert.That(accumulator.IsFinished, Is.True);
    }

    [Test]
    public void Leaves_the_chunks_as_they_are()
    {
        const string Json = """{"id":"c1","choices":[{"index":0,"delta":{"content":"Hi","audio":{"data":"A"}},"logprobs":{"content":[],"refusal":null},"finish_reason":null}],"new":{"a":1}}""";
        CreateChatCompletionStreamResponse chunk = Parse(Json);
        var accumulator = new ChatCompletionAccumulator();

        accumulator.Add(chunk);
        accumulator.Add(chunk);
        accumulator.ToResponse();

        AssertJson(JToken.FromObject(chunk), Json);
    }

    [Test]
    public void Is_what_the_whole_answer_would_have_been()
    {
        const string Whole = """
            {"id":"c1","object":"chat.completion","created":1,"model":"m","metadata":{"k":"v"},"service_tier":"default","system_fingerprint":"f",
             "choices":[
               {"index":0,"finish_reason":"tool_calls","logprobs":{"content":[],"refusal":null},"new_b":[1],"message":{
                 "role":"assistant","content":"Hi","refusal":null,"new_c":{"a":"b"},
                 "annotations":[{"type":"url_citation","url_citation":{"url":"u","title":"t","start_index":0,"end_index":1}}],
                 "audio":{"id":"a","expires_at":5,"data":"AA","transcript":"Hi"},
                 "function_call":{"name":"f","arguments":"{}"},
                 "tool_calls":[{"id":"x","type":"function","function":{"name":"f","arguments":"{}","new_f":1},"new_d":1},
                               {"id":"y","type":"custom","custom":{"name":"sql","input":"SELECT 1"}},
                               {"id":"z","type":"browser","browser":{"url":"u"}}]}},
               {"index":1,"finish_reason":"stop","logprobs":null,"message":{"role":"assistant","content":null,"refusal":"No."}}],
             "usage":{"completion_tokens":1,"prompt_tokens":2,"total_tokens":3},"new_a":"x"}
            """;
        var accumulator = new ChatCompletionAccumulator();

        accumulator.Add(JsonConvert.DeserializeObject<CreateChatCompletionResponse>(Whole)!.ToChunk()!);

        AssertJson(JToken.FromObject(accumulator.ToResponse()), Whole);
        Assert.That(accumulator.ToResponse().Metadata, Contains.Key("k"));
    }

    [Test]
    public void Takes_time_in_proportion_to_the_bytes()
    {
        Fill(Enumerable.Repeat(Delta("""{"content":"warm"}"""), 1000).ToArray());

        // Copying all that came before with each chunk would take 50 GB of copying here.
        var accumulator = new ChatCompletionAccumulator();
        CreateChatCompletionStreamResponse chunk = Parse(
            Delta("""{"content":"0123456789","tool_calls":[{"index":0,"function":{"arguments":"0123456789"}}],"reasoning":"0123456789"}"""));
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 100_000; i++)
        {
            accumulator.Add(chunk);
        }

        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.LessThan(100_000 * 500L));
        Assert.That(accumulator.Text, Has.Length.EqualTo(1_000_000));
    }

    [Test]
    public void Refuses_null() => Assert.That(() => new ChatCompletionAccumulator().Add(null!), Throws.ArgumentNullException);

    private static string Delta(string delta) =>
        "{\"id\":\"c1\",\"choices\":[{\"index\":0,\"delta\":" + delta + ",\"finish_reason\":null}]}";

    private static CreateChatCompletionStreamResponse Parse(string json) =>
        JsonConvert.DeserializeObject<CreateChatCompletionStreamResponse>(json)!;

    private static ChatCompletionAccumulator Fill(params string[] chunks)
    {
        var accumulator = new ChatCompletionAccumulator();
        foreach (string chunk in chunks)
        {
            accumulator.Add(Parse(chunk));
        }

        return accumulator;
    }

    private static JToken Accumulate(params string[] chunks) => JToken.FromObject(Fill(chunks).ToResponse());

    private static void AssertJson(JToken actual, string expected) =>
        Assert.That(
            JToken.DeepEquals(actual, JToken.Parse(expected)),
            Is.True,
            () => $"Expected: {JToken.Parse(expected)}\nBut was: {actual}");
}
