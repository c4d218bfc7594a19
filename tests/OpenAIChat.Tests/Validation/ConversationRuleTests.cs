using static OpenAIChat.Tests.Validation.ValidRequest;

namespace OpenAIChat.Tests.Validation;

/// <summary>The rules that look at the messages of a conversation: each with a request that breaks it and its valid neighbour.</summary>
internal sealed class ConversationRuleTests
{
    private static readonly ChatCompletionRequestUserMessage User = ChatCompletionRequestMessage.User("Hello!");

    [Test]
    public void A_tool_call_is_answered_before_the_user_speaks()
    {
        CreateChatCompletionRequest request = WithMessages(User, Calls("a"), User);

        Assert.That(Violations(request), Is.EqualTo(new[] { ("messages[1].tool_calls", ValidationRule.ToolCallResults) }));
        Assert.That(request.Validate()[0].Message, Does.Contain("but \"a\" is not").And.Contain("ChatCompletionRequestMessage.Tool"));
    }

    [Test]
    public void A_tool_call_at_the_end_is_answered_too()
    {
        Assert.That(
            Violations(WithMessages(User, Calls("a"))),
            Is.EqualTo(new[] { ("messages[1].tool_calls", ValidationRule.ToolCallResults) }));
    }

    [Test]
    public void Every_one_of_several_calls_is_answered()
    {
        CreateChatCompletionRequest request = WithMessages(User, Calls("a", "b", "c"), Result("b"), User);

        Assert.That(Violations(request), Is.EqualTo(new[] { ("messages[1].tool_calls", ValidationRule.ToolCallResults) }));
        Assert.That(request.Validate()[0].Message, Does.Contain("but \"a\", \"c\" are not"));
    }

    [Test]
    public void No_message_comes_between_a_call_and_its_result()
    {
        Assert.That(
            Violations(WithMessages(User, Calls("a"), User, Result("a"))),
            Is.EqualTo(new[] { ("messages[1].tool_calls", ValidationRule.ToolCallResults) }));
    }

    [Test]
    public void Results_may_come_in_any_order()
    {
        Assert.That(WithMessages(User, Calls("a", "b"), Result("b"), Result("a"), User).Validate(), Is.Empty);
    }

    [Test]
    public void An_id_that_is_used_twice_is_answered_twice()
    {
        CreateChatCompletionRequest request = WithMessages(User, Calls("a"), Result("a"), Calls("a"), User);

        Assert.That(Violations(request), Is.EqualTo(new[] { ("messages[3].tool_calls", ValidationRule.ToolCallResults) }));
    }

    [Test]
    public void Calls_without_ids_are_answered_by_as_many_results()
    {
        Assert.That(WithMessages(User, Calls("", ""), Result(""), Result("")).Validate(ValidationRule.ToolMessages), Is.Empty);
        Assert.That(
            Violations(WithMessages(User, Calls("", ""), Result(""))),
            Is.EqualTo(new[] { ("messages[1].tool_calls", ValidationRule.ToolCallResults) }));
    }

    [Test]
    public void Calls_of_custom_tools_and_of_unknown_kinds_are_answered_too()
    {
        var unknown = ChatCompletionToolCall.FromJson("""{"type":"of tomorrow","id":"u"}""");
        var custom = new ChatCompletionMessageCustomToolCall("c", new ToolCallCustom("tool", "input"));
        ChatCompletionRequestAssistantMessage calls = ChatCompletionRequestMessage.Assistant([unknown, custom]);

        Assert.That(WithMessages(User, calls, Result("c"), Result("u")).Validate(), Is.Empty);
        Assert.That(WithMessages(User, calls, Result("c")).Validate()[0].Message, Does.Contain("but \"u\" is not"));
    }

    [Test]
    public void A_message_of_an_unknown_role_may_hold_the_results()
    {
        var unknown = ChatCompletionRequestMessage.FromJson("""{"role":"tool_results","results":[]}""");

        Assert.That(WithMessages(User, Calls("a"), unknown).Validate(), Is.Empty);
    }

    [TestCase("""{"role":"assistant"}""")]
    [TestCase("""{"role":"assistant","content":null}""")]
    [TestCase("""{"role":"assistant","content":null,"tool_calls":[]}""")]
    [TestCase("""{"role":"assistant","name":"n","refusal":null}""")]
    public void An_assistant_message_says_something(string message)
    {
        CreateChatCompletionRequest request = WithMessages(User, ChatCompletionRequestMessage.FromJson(message));

        Assert.That(Violations(request), Does.Contain(("messages[1].content", ValidationRule.AssistantContent)));
    }

    [TestCase("""{"role":"assistant","content":""}""")]
    [TestCase("""{"role":"assistant","refusal":"No."}""")]
    [TestCase("""{"role":"assistant","audio":{"id":"audio_1"}}""")]
    [TestCase("""{"role":"assistant","function_call":{"name":"f","arguments":"{}"}}""")]
    [TestCase("""{"role":"assistant","content":null,"reasoning_content":"Hm."}""")]
    public void A_refusal_a_call_audio_or_a_member_of_another_server_says_something(string message)
    {
        Assert.That(WithMessages(User, ChatCompletionRequestMessage.FromJson(message)).Validate(), Is.Empty);
    }

    [Test]
    public void An_answer_without_a_word_can_be_sent_back()
    {
        var answer = ChatCompletionResponseMessage.FromJson("""{"role":"assistant","content":null,"refusal":null}""");

        Assert.That(WithMessages(User, answer.ToRequestMessage()).Validate(), Is.Empty);
    }

    [TestCase("Give me some JSON.", true)]
    [TestCase("Give me some data.", false)]
    public void A_json_object_is_asked_for_in_a_message(string text, bool isValid)
    {
        CreateChatCompletionRequest request = WithMessages(ChatCompletionRequestMessage.System(text), User);
        request.ResponseFormat = ResponseFormat.JsonObject;

        Assert.That(Violations(request), Is.EqualTo(isValid ? [] : new[] { ("messages", ValidationRule.JsonObject) }));
    }

    [Test]
    public void The_word_json_is_found_in_parts_of_any_message()
    {
        CreateChatCompletionRequest request = WithMessages(
            ChatCompletionRequestMessage.User("Look:", ContentPart.Text("as a Json list")), ChatCompletionRequestMessage.Assistant(
                "What?"));
        request.ResponseFormat = ResponseFormat.JsonObject;

        Assert.That(request.Validate(), Is.Empty);
    }

    [TestCase("cat.png")]
    [TestCase("/home/me/cat.png")]
    [TestCase("C:\\cat.png")]
    [TestCase("file:///home/me/cat.png")]
    [TestCase("//example.com/cat.png")]
    [TestCase("iVBORw0KGgo=")]
    [TestCase("")]
    public void The_url_of_an_image_is_an_address(string url)
    {
        CreateChatCompletionRequest request = WithPart(new ChatCompletionRequestMessageContentPartImage(new ImageUrlContent(url)));

        Assert.That(Violations(request), Is.EqualTo(new[] { ("messages[0].content[0].image_url.url", ValidationRule.ImageUrl) }));
    }

    [TestCase("https://example.com/cat.png?a=b#c")]
    [TestCase("http://127.0.0.1:80/cat")]
    [TestCase("gs://bucket/cat.png")]
    [TestCase("data:image/png;base64,iVBORw0KGgo=")]
    public void An_address_or_a_data_url_is_valid(string url)
    {
        Assert.That(WithPart(new ChatCompletionRequestMessageContentPartImage(new ImageUrlContent(url))).Validate(), Is.Empty);
    }

    [Test]
    public void There_are_at_most_128_tools()
    {
        ChatCompletionRequestTool[] tools = [.. Enumerable.Range(0, 129).Select(static i => Function($"f{i}"))];

        Assert.That(Violations(WithTools(tools)), Is.EqualTo(new[] { ("tools", ValidationRule.ToolCount) }));
        Assert.That(WithTools(tools[1..]).Validate(), Is.Empty);
    }

    [Test]
    public void No_stop_sequence_is_null()
    {
        CreateChatCompletionRequest request = Create();
        request.Stop = new List<string> { "END", null! };

        Assert.That(Violations(request), Is.EqualTo(new[] { ("stop[1]", ValidationRule.Required) }));
    }

    [Test]
    public void No_value_of_metadata_is_null()
    {
        CreateChatCompletionRequest request = Create();
        request.Metadata = new Dictionary<string, string> { ["a"] = null! };

        Assert.That(Violations(request), Is.EqualTo(new[] { ("metadata.a", ValidationRule.Required) }));
    }

    [Test]
    public void Every_rule_can_be_switched_off()
    {
        var image = new ChatCompletionRequestMessageContentPartImage(new ImageUrlContent("cat.png"));
        CreateChatCompletionRequest request = WithMessages(
            User, Calls("a"), new ChatCompletionRequestAssistantMessage(), ChatCompletionRequestMessage.User("Look:", image));
        request.Tools = [.. Enumerable.Range(0, 129).Select(static i => Function($"f{i}"))];
        request.ResponseFormat = ResponseFormat.JsonObject;
        request.Stop = new List<string> { null! };
        string[] rules = [.. Violations(request).Select(static violation => violation.Rule).Distinct()];

        Assert.That(rules, Has.Length.EqualTo(6));
        Assert.That(request.Validate(rules), Is.Empty);
        Assert.That(ValidationRule.All, Is.SupersetOf(rules));
    }

    private static IEnumerable<(string Path, string Rule)> Violations(CreateChatCompletionRequest request) =>
        request.Validate().Select(static violation => (violation.Path, violation.Rule));

    private static ChatCompletionRequestToolMessage Result(string id) => ChatCompletionRequestMessage.Tool(id, "done");

    private static ChatCompletionRequestAssistantMessage Calls(params string[] ids) =>
        ChatCompletionRequestMessage.Assistant(
            ids.Select(static id => new ChatCompletionMessageToolCall(id, new ToolCallFunction("f", "{}"))));
}
