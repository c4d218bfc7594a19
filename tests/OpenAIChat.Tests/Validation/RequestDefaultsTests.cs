using System.Reflection;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using static OpenAIChat.Tests.Validation.ValidRequest;

namespace OpenAIChat.Tests.Validation;

/// <summary>What a request takes from the client's defaults.</summary>
internal sealed class RequestDefaultsTests
{
    private const string Completion = """{"id":"c1","object":"chat.completion","created":1,"model":"m","choices":[]}""";
    private const string LastChunk = """data: {"choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}""" + "\n\n";

    private static readonly JObject EveryMember = ContractSample.Complete("CreateChatCompletionRequest", """
        {
          "metadata": {"a": "b"}, "top_logprobs": 2, "temperature": 1, "top_p": 0.5, "user": "u", "safety_identifier": "s", "prompt_cache_key": "k",
          "prompt_cache_retention": "24h", "prompt_cache_options": {"mode": "explicit"}, "messages": [{"role": "user", "content": "Hello!"}], "model": "m",
          "service_tier": "flex", "modalities": ["text", "audio"], "verbosity": "low", "reasoning_effort": "low", "max_completion_tokens": 5,
          "frequency_penalty": 0.1, "presence_penalty": 0.2, "web_search_options": {}, "response_format": {"type": "text"},
          "audio": {"voice": "alloy", "format": "wav"}, "store": true, "moderation": {"model": "m"}, "stream": true, "stop": "END",
          "logit_bias": {"1": 2}, "logprobs": true, "max_tokens": 6, "n": 2, "prediction": {"type": "content", "content": "x"}, "seed": 7,
          "stream_options": {"include_usage": true}, "tools": [{"type": "function", "function": {"name": "f"}}], "tool_choice": "auto",
          "parallel_tool_calls": false, "function_call": "none", "functions": [{"name": "f"}]
        }
        """);

    [Test]
    public void The_sample_has_every_member()
    {
        IEnumerable<string> settable = typeof(CreateChatCompletionRequest).GetProperties(
            BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
            .Where(static property => property.SetMethod is { IsPublic: true })
            .Select(static property => property.Name);

        Assert.That(EveryMember.Properties().Select(static member => member.Name.Replace("_", "")), Is.EquivalentTo(settable).IgnoreCase);
    }

    [Test]
    public async Task Every_member_is_filled_when_streamed()
    {
        JObject sent = await SentAsync(new CreateChatCompletionRequest(), EveryMember.ToString(), streamed: true);

        Assert.That(JToken.DeepEquals(sent, EveryMember), sent.ToString());
    }

    [Test]
    public async Task Of_a_plain_call_stream_and_its_options_are_left_out()
    {
        JObject sent = await SentAsync(new CreateChatCompletionRequest(), EveryMember.ToString());

        Assert.That(
            EveryMember.Properties().Select(static member => member.Name).Except(sent.Properties().Select(static member => member.Name)),
            Is.EqualTo(new[] { "stream", "stream_options" }));
    }

    [Test]
    public async Task What_the_request_sets_wins()
    {
        var request = EveryMember.ToObject<CreateChatCompletionRequest>()!;
        request.Stream = null;
        request.StreamOptions = null;
        string own = JsonConvert.SerializeObject(request);
        string others = """
            {
              "metadata": {"c": "d"}, "top_logprobs": 3, "temperature": 0.1, "top_p": 0.6, "user": "v", "model": "other", "messages": [{"role": "user", "content": "No!"}],
              "max_completion_tokens": 50, "logit_bias": {"2": 3}, "stop": ["a", "b"], "tools": [], "seed": 8, "store": false
            }
            """;

        JObject sent = await SentAsync(request, others);

        Assert.That(sent.ToString(Formatting.None), Is.EqualTo(own));
    }

    [TestCase("""{"stop": null}""")]
    [TestCase("""{"stop": null, "temperature": 0.5}""")]
    public async Task An_explicit_null_that_was_read_wins(string json)
    {
        JObject sent = await SentAsync(JsonConvert.DeserializeObject<CreateChatCompletionRequest>(json)!, """{"stop": "END"}""");

        Assert.That(sent["stop"]!.Type, Is.EqualTo(JTokenType.Null));
    }

    [Test]
    public async Task What_is_added_by_name_wins()
    {
        var request = new CreateChatCompletionRequest();
        request.AdditionalProperties["stop"] = JValue.CreateNull();
        request.AdditionalProperties["temperature"] = "warm";
        request.AdditionalProperties["extra"] = 1;

        JObject sent = await SentAsync(request, """{"stop": "END", "temperature": 1, "extra": 2, "more": 3}""");

        Assert.That(sent.ToString(Formatting.None), Is.EqualTo("""{"stop":null,"temperature":"warm","extra":1,"more":3}"""));
    }

    [Test]
    public async Task An_explicit_null_among_the_defaults_fills_what_is_unset()
    {
        JObject sent = await SentAsync(new CreateChatCompletionRequest { Temperature = 1 }, """{"stop": null, "temperature": null}""");

        Assert.That(sent.ToString(Formatting.None), Is.EqualTo("""{"temperature":1.0,"stop":null}"""));
    }

    [Test]
    public async Task Defaults_without_use_for_a_request_are_left_out()
    {
        JObject sent = await SentAsync(
            new CreateChatCompletionRequest(),
            """{"tool_choice": "auto", "parallel_tool_calls": false, "top_logprobs": 2, "audio": {"voice": "alloy", "format": "wav"}, "n": 2}""");

        Assert.That(sent.ToString(Formatting.None), Is.EqualTo("""{"n":2}"""));
    }

    [Test]
    public async Task Neither_the_request_nor_the_defaults_change()
    {
        CreateChatCompletionRequest request = Create();
        request.AdditionalProperties["own"] = 1;
        var defaults = JsonConvert.DeserializeObject<CreateChatCompletionRequest>(
            """{"temperature": 0.5, "metadata": {"a": "b"}, "extra": 2}""")!;
        string requestBefore = JsonConvert.SerializeObject(request);
        string defaultsBefore = JsonConvert.SerializeObject(defaults);
        using var server = new ScriptedServer(Replies.Json(Completion));
        using var chat = new ChatApi(new ChatApiOptions { ApiKey = TransportFixture.Key, BaseUrl = server.BaseUrl, Defaults = defaults });

        await chat.CreateChatCompletionAsync(request);

        Assert.That(JsonConvert.SerializeObject(request), Is.EqualTo(requestBefore));
        Assert.That(JsonConvert.SerializeObject(defaults), Is.EqualTo(defaultsBefore));
        Assert.That(server.Requests.Single().Body, Does.Contain("\"temperature\":0.5").And.Contain("\"own\":1,\"extra\":2"));
    }

    [Test]
    public async Task Defaults_that_change_after_construction_have_no_effect()
    {
        var defaults = new CreateChatCompletionRequest { Model = "first" };
        using var server = new ScriptedServer(Replies.Json(Completion));
        using var chat = new ChatApi(new ChatApiOptions { ApiKey = TransportFixture.Key, BaseUrl = server.BaseUrl, Defaults = defaults });
        defaults.Model = "second";

        await chat.CreateChatCompletionAsync(new CreateChatCompletionRequest { Messages = Create().Messages });

        Assert.That(server.Requests.Single().Body, Does.Contain("\"first\""));
    }

    [Test]
    public async Task A_request_is_valid_by_what_the_defaults_add()
    {
        using var server = new ScriptedServer(Replies.Json(Completion));
        using var chat = new ChatApi(
            new ChatApiOptions { ApiKey = TransportFixture.Key, BaseUrl = server.BaseUrl, Defaults = new() { Model = "m" } });

        await chat.CreateChatCompletionAsync(new CreateChatCompletionRequest { Messages = Create().Messages });
        var fault = await chat.CreateChatCompletionAsync(new CreateChatCompletionRequest { Messages = Create().Messages, N = 0 })
            .CatchAsync<RequestValidationException>();

        Assert.That(fault.Violations.Single().Path, Is.EqualTo("n"));
    }

    private static async Task<JObject> SentAsync(CreateChatCompletionRequest request, string defaults, bool streamed = false)
    {
        using var server = new ScriptedServer(streamed ? Replies.Events(LastChunk) : Replies.Json(Completion));
        using var chat = new ChatApi(new ChatApiOptions
        {
            ApiKey = TransportFixture.Key,
            BaseUrl = server.BaseUrl,
            ValidateRequests = false,
            Defaults = JsonConvert.DeserializeObject<CreateChatCompletionRequest>(defaults),
        });
        if (streamed)
        {
            await foreach (CreateChatCompletionStreamResponse _ in chat.CreateChatCompletionStreamAsync(request))
            {
            }
        }
        else
        {
            await chat.CreateChatCompletionAsync(request);
        }

        return JObject.Parse(server.Requests.Single().Body);
    }
}
