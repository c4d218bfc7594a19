using Newtonsoft.Json.Linq;
using static OpenAIChat.Tests.Validation.ValidRequest;

namespace OpenAIChat.Tests.Validation;

/// <summary>A default never makes a valid request invalid, and what the request sets itself wins.</summary>
internal sealed class ApplicableDefaultsTests
{
    private const string Completion = """{"id":"c1","object":"chat.completion","created":1,"model":"m","choices":[]}""";
    private const string Tool = """{"type":"function","function":{"name":"NAME"}}""";

    private static readonly string F = Tool.Replace("NAME", "f");
    private static readonly string G = Tool.Replace("NAME", "g");

    private static IEnumerable<TestCaseData> Conflicts()
    {
        yield return Case("""{"max_tokens":5}""", """{"max_completion_tokens":9}""", """{"max_completion_tokens":9}""");
        yield return Case("""{"max_completion_tokens":5}""", """{"max_tokens":9}""", """{"max_tokens":9}""");
        yield return Case("""{"functions":[{"name":"f"}],"function_call":"auto"}""", $$"""{"tools":[{{G}}]}""", $$"""{"tools":[{{G}}]}""");
        yield return Case(
            $$"""{"tools":[{{F}}],"tool_choice":"auto","parallel_tool_calls":false}""",
            """{"functions":[{"name":"g"}]}""",
            """{"functions":[{"name":"g"}]}""");
        yield return Case(
            $$"""{"tools":[{{F}}],"tool_choice":{"type":"function","function":{"name":"f"} } }""",
            $$"""{"tools":[{{G}}]}""",
            $$"""{"tools":[{{G}}]}""");
        yield return Case(
            """{"tool_choice":{"type":"allowed_tools","allowed_tools":{"mode":"auto","tools":[{"type":"function","function":{"name":"f"}}]}}}""",
            $$"""{"tools":[{{G}}]}""",
            $$"""{"tools":[{{G}}]}""");
        yield return Case(
            """{"functions":[{"name":"f"}],"function_call":{"name":"f"}}""",
            """{"functions":[{"name":"g"}]}""",
            """{"functions":[{"name":"g"}]}""");
        yield return Case("""{"tool_choice":"none","parallel_tool_calls":true}""", "{}", "{}");
        yield return Case($$"""{"tools":[{{F}}],"tool_choice":"required"}""", """{"tools":[]}""", "{}");
        yield return Case("""{"top_logprobs":3}""", "{}", "{}");
        yield return Case("""{"logprobs":true,"top_logprobs":3}""", """{"logprobs":false}""", """{"logprobs":false}""");
        yield return Case("""{"modalities":["text","audio"]}""", "{}", "{}");
        yield return Case("""{"audio":{"voice":"alloy","format":"wav"}}""", """{"modalities":["text"]}""", """{"modalities":["text"]}""");
        yield return Case("""{"response_format":{"type":"json_object"}}""", "{}", "{}");
        yield return Case("""{"stream":true,"stream_options":{"include_usage":true}}""", "{}", "{}");
    }

    [TestCaseSource(nameof(Conflicts))]
    public async Task A_default_that_does_not_go_with_the_request_is_left_out(string defaults, string request, string expected)
    {
        JObject sent = await SentAsync(CreateChatCompletionRequest.FromJson(defaults), CreateChatCompletionRequest.FromJson(request));

        Assert.That(JToken.DeepEquals(sent, JObject.Parse(expected)), sent.ToString());
    }

    [TestCaseSource(nameof(Conflicts))]
    public async Task So_is_one_against_an_extra_member_of_the_call(string defaults, string extra, string expected)
    {
        JObject sent = await SentAsync(
            CreateChatCompletionRequest.FromJson(defaults),
            new CreateChatCompletionRequest(),
            JObject.Parse(extra));

        foreach (JProperty member in sent.Properties())
        {
            Assert.That(JObject.Parse(expected).ContainsKey(member.Name) || JObject.Parse(extra).ContainsKey(member.Name), member.Name);
        }
    }

    [TestCase("""{"max_tokens":5}""", """{"max_completion_tokens":9}""")]
    [TestCase("""{"functions":[{"name":"f"}]}""", """{"tools":[{"type":"function","function":{"name":"g"}}]}""")]
    public async Task So_is_one_that_is_added_by_name(string defaults, string request)
    {
        var byName = new CreateChatCompletionRequest();
        foreach (JProperty member in JObject.Parse(defaults).Properties())
        {
            byName.AdditionalProperties[member.Name] = member.Value;
        }

        JObject sent = await SentAsync(byName, CreateChatCompletionRequest.FromJson(request));

        Assert.That(JToken.DeepEquals(sent, JObject.Parse(request)), sent.ToString());
    }

    [TestCase("""{"tools":[{"type":"function","function":{"name":"f"}}],"tool_choice":"required","parallel_tool_calls":false}""")]
    [TestCase("""{"logprobs":true,"top_logprobs":3}""")]
    [TestCase("""{"modalities":["text","audio"],"audio":{"voice":"alloy","format":"wav"}}""")]
    [TestCase("""{"max_tokens":5}""")]
    [TestCase("""{"functions":[{"name":"f"}],"function_call":{"name":"f"}}""")]
    public async Task Defaults_that_belong_together_come_together(string defaults)
    {
        JObject sent = await SentAsync(CreateChatCompletionRequest.FromJson(defaults), new CreateChatCompletionRequest());

        Assert.That(JToken.DeepEquals(sent, JObject.Parse(defaults)), sent.ToString());
    }

    [Test]
    public async Task An_explicit_null_wins_over_a_default_that_is_added_by_name()
    {
        var defaults = new CreateChatCompletionRequest();
        defaults.AdditionalProperties["stop"] = "END";

        JObject sent = await SentAsync(defaults, CreateChatCompletionRequest.FromJson("""{"stop":null}"""));

        Assert.That(sent["stop"]!.Type, Is.EqualTo(JTokenType.Null));
    }

    [Test]
    public async Task Later_changes_deep_inside_the_defaults_have_no_effect()
    {
        using var server = new ScriptedServer(Replies.Json(Completion));
        var defaults = CreateChatCompletionRequest.FromJson(
            """{"metadata":{"a":"1"},"tools":[{"type":"function","function":{"name":"f"}}],"x":{"y":1}}""");
        using var chat = new ChatApi(Options(server, defaults));
        defaults.Metadata!["a"] = "2";
        ((ChatCompletionTool)defaults.Tools![0]).Function.Name = "g";
        defaults.AdditionalProperties["x"]["y"] = 2;

        await chat.CreateChatCompletionAsync(Create());

        var sent = JObject.Parse(server.Requests.Single().Body);
        Assert.That(sent["metadata"]!["a"], Is.EqualTo((JToken)"1"));
        Assert.That(sent["tools"]![0]!["function"]!["name"], Is.EqualTo((JToken)"f"));
        Assert.That(sent["x"]!["y"], Is.EqualTo((JToken)1));
    }

    [Test]
    public async Task An_empty_list_of_tools_is_not_sent()
    {
        var request = new CreateChatCompletionRequest { Tools = [] };

        JObject sent = await SentAsync(null, request);

        Assert.That(sent, Is.Empty);
        Assert.That(request.Tools, Is.Not.Null);
    }

    private static TestCaseData Case(string defaults, string request, string expected) =>
        new TestCaseData(defaults, request, expected).SetArgDisplayNames(defaults, request);

    private static async Task<JObject> SentAsync(
        CreateChatCompletionRequest? defaults,
        CreateChatCompletionRequest request,
        JObject? extra = null)
    {
        using var server = new ScriptedServer(Replies.Json(Completion));
        using var chat = new ChatApi(Options(server, defaults));
        using ChatApi call = chat.WithOptions(new RequestOptions { ExtraBody = extra });
        CreateChatCompletionRequest valid = request.Clone();
        valid.Messages = Create().Messages;
        valid.Model = "m";
        Assert.That(valid.Validate(), Is.Empty, "the request alone is valid");

        await call.CreateChatCompletionAsync(valid);

        var sent = JObject.Parse(server.Requests.Single().Body);
        sent.Remove("messages");
        sent.Remove("model");
        return sent;
    }

    private static ChatApiOptions Options(ScriptedServer server, CreateChatCompletionRequest? defaults) =>
        new() { ApiKey = TransportFixture.Key, BaseUrl = server.BaseUrl, Defaults = defaults };
}
