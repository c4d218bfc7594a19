using System.Net;
using Newtonsoft.Json.Linq;
using OpenAIChat.Testing;

namespace OpenAIChat.Tests.Testing;

/// <summary>The server refuses what the provider refuses, with the provider's words, <c>param</c> and <c>code</c>.</summary>
internal sealed class RequestCheckerTests
{
    private const string Hello = """{"role":"user","content":"?"}""";
    private const string Call
        = """{"role":"assistant","tool_calls":[{"id":"a","type":"function","function":{"name":"f","arguments":"{}"}}]}""";

    [TestCase("{", null, "invalid_json")]
    [TestCase("[]", null, "invalid_type")]
    [TestCase("""{"messages":[{"role":"user","content":"?"}]}""", "model", "missing_required_parameter")]
    [TestCase("""{"model":"m"}""", "messages", "missing_required_parameter")]
    [TestCase("""{"model":1,"messages":[{"role":"user","content":"?"}]}""", "model", "invalid_type")]
    [TestCase("""{"model":" ","messages":[{"role":"user","content":"?"}]}""", "model", "missing_required_parameter")]
    public Task Refuses_a_body_that_is_no_request(string body, string? param, string code) => RefusesAsync(body, param, code);

    [TestCase("""{"temperature":3}""", "temperature", "decimal_above_max_value")]
    [TestCase("""{"temperature":"hot"}""", "temperature", "invalid_type")]
    [TestCase("""{"n":0}""", "n", "integer_below_min_value")]
    [TestCase("""{"n":1.5}""", "n", "invalid_type")]
    [TestCase("""{"stop":["1","2","3","4","5"]}""", "stop", "array_above_max_length")]
    [TestCase("""{"stop":[]}""", "stop", "empty_array")]
    [TestCase("""{"stop":["1",null]}""", "stop[1]", "invalid_type")]
    [TestCase("""{"stop":7}""", "stop", "invalid_type")]
    [TestCase("""{"stream":"yes"}""", "stream", "invalid_type")]
    [TestCase("""{"metadata":{"a":1}}""", "metadata.a", "invalid_type")]
    [TestCase("""{"reasoning_effort":"huge"}""", "reasoning_effort", "invalid_value")]
    [TestCase("""{"service_tier":5}""", "service_tier", "invalid_type")]
    [TestCase("""{"modalities":["smell"]}""", "modalities[0]", "invalid_value")]
    [TestCase("""{"tools":null}""", "tools", "invalid_type")]
    [TestCase("""{"tools":[{"type":"function","function":"f"}]}""", "tools[0].function", "invalid_type")]
    [TestCase("""{"tools":[{"type":"function"}]}""", "tools[0].function", "missing_required_parameter")]
    [TestCase("""{"tools":[{"type":"magic"}]}""", "tools[0].type", "invalid_value")]
    [TestCase("""{"tools":[{"function":{"name":"f"}}]}""", "tools[0].type", "missing_required_parameter")]
    [TestCase("""{"response_format":{"type":"json_schema"}}""", "response_format.json_schema", "missing_required_parameter")]
    [TestCase("""{"response_format":{"type":"xml"}}""", "response_format.type", "invalid_value")]
    [TestCase("""{"tool_choice":"always"}""", "tool_choice", "invalid_value")]
    [TestCase("""{"logit_bias":{"1":"2"}}""", "logit_bias.1", "invalid_type")]
    [TestCase("""{"future":1}""", "future", "unknown_parameter")]
    [TestCase("""{"stream_options":{"include_everything":true},"stream":true}""", "stream_options.include_everything", "unknown_parameter")]
    public Task Refuses_what_the_contract_forbids(string members, string param, string code) => RefusesAsync(With(members), param, code);

    [TestCase("", "messages", "empty_array")]
    [TestCase("1", "messages[0]", "invalid_type")]
    [TestCase("""{"content":"?"}""", "messages[0].role", "missing_required_parameter")]
    [TestCase("""{"role":"king","content":"?"}""", "messages[0].role", "invalid_value")]
    [TestCase("""{"role":"user"}""", "messages[0].content", "missing_required_parameter")]
    [TestCase("""{"role":"user","content":5}""", "messages[0].content", "invalid_type")]
    [TestCase("""{"role":"user","content":[]}""", "messages[0].content", "empty_array")]
    [TestCase("""{"role":"user","content":[{"type":"video","video":{}}]}""", "messages[0].content[0].type", "invalid_value")]
    [TestCase("""{"role":"user","content":[{"type":"image_url"}]}""", "messages[0].content[0].image_url", "missing_required_parameter")]
    [TestCase(
        """{"role":"user","content":[{"type":"image_url","image_url":{"url":"https://a/b.png","detail":"best"}}]}""",
        "messages[0].content[0].image_url.detail",
        "invalid_value")]
    [TestCase("""{"role":"user","content":"?","mood":"glad"}""", "messages[0].mood", "unknown_parameter")]
    [TestCase(
        """{"role":"assistant","tool_calls":[{"type":"function","function":{"name":"f","arguments":"{}"}}]}""",
        "messages[0].tool_calls[0].id",
        "missing_required_parameter")]
    [TestCase(
        """{"role":"assistant","tool_calls":[{"id":"a","type":"function","function":{"name":"f","arguments":{}}}]}""",
        "messages[0].tool_calls[0].function.arguments",
        "invalid_type")]
    [TestCase("""{"role":"tool","content":"?"}""", "messages[0].tool_call_id", "missing_required_parameter")]
    public Task Refuses_messages_that_the_contract_forbids(string messages, string param, string code) =>
        RefusesAsync($$"""{"model":"m","messages":[{{messages}}]}""", param, code);

    [TestCase("""{"top_logprobs":2}""", "top_logprobs", "invalid_value")]
    [TestCase("""{"stream_options":{}}""", "stream_options", "invalid_value")]
    [TestCase("""{"tool_choice":"auto"}""", "tool_choice", "invalid_value")]
    [TestCase("""{"parallel_tool_calls":true}""", "parallel_tool_calls", "invalid_value")]
    [TestCase(
        """{"tools":[{"type":"function","function":{"name":"f"}}],"tool_choice":{"type":"function","function":{"name":"g"}}}""",
        "tool_choice.function.name",
        "invalid_value")]
    [TestCase("""{"response_format":{"type":"json_object"}}""", "messages", "invalid_value")]
    [TestCase("""{"max_tokens":1,"max_completion_tokens":1}""", "max_tokens", "invalid_value")]
    [TestCase("""{"max_completion_tokens":0}""", "max_completion_tokens", "integer_below_min_value")]
    [TestCase("""{"modalities":["text","audio"]}""", "audio", "invalid_value")]
    public Task Refuses_what_the_rules_across_members_forbid(string members, string param, string code) =>
        RefusesAsync(With(members), param, code);

    [TestCase(Call + "," + Hello, "messages[1].tool_calls", "invalid_value")]
    [TestCase("""{"role":"tool","content":"?","tool_call_id":"x"}""", "messages[1].tool_call_id", "invalid_value")]
    [TestCase("""{"role":"assistant"}""", "messages[1].content", "invalid_value")]
    [TestCase(
        """{"role":"user","content":[{"type":"image_url","image_url":{"url":"cat.png"}}]}""",
        "messages[1].content[0].image_url.url",
        "invalid_value")]
    public Task Refuses_conversations_that_the_rules_forbid(string messages, string param, string code) =>
        RefusesAsync($$"""{"model":"m","messages":[{{Hello}},{{messages}}]}""", param, code);

    [TestCase("""{"future":1}""", "Unrecognized request argument supplied: future")]
    [TestCase("""{"n":130}""", "Invalid 'n': integer above maximum value. Expected a value <= 128, but got 130 instead.")]
    [TestCase("""{"verbosity":"chatty"}""", "Invalid value: 'chatty'. Supported values are: 'low', 'medium', and 'high'.")]
    [TestCase("""{"stop":5}""", "Invalid type for 'stop': expected one of a string or an array of strings, but got an integer instead.")]
    [TestCase(
        """{"stop":["1","2","3","4","5"]}""",
        "Invalid 'stop': array too long. Expected an array with maximum length 4, but got an array with length 5 instead.")]
    [TestCase("""{"seed":true}""", "Invalid type for 'seed': expected an integer, but got a boolean instead.")]
    public async Task Says_what_the_provider_says(string members, string message)
    {
        await using ChatServer server = await ChatServer.StartAsync();

        Assert.That((string?)(await ErrorAsync(server, With(members)))["message"], Is.EqualTo(message));
    }

    [TestCase("""{"temperature":null,"stop":null,"stream":null,"metadata":null,"n":1.0}""")]
    [TestCase("""{"tools":[{"type":"function","function":{"name":"f","parameters":{"type":"object","x-anything":[1]}}}],"tool_choice":"required"}""")]
    [TestCase("""{"audio":{"voice":"some future voice","format":"wav"},"modalities":["text","audio"]}""")]
    [TestCase("""{"logit_bias":{"1":2},"metadata":{"a":"b"}}""")]
    public async Task Answers_what_the_contract_allows(string members)
    {
        await using ChatServer server = await ChatServer.StartAsync();
        using var client = new RawClient(server);

        using HttpResponseMessage response = await client.PostAsync(With(members));

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.OK), await response.Content.ReadAsStringAsync());
    }

    [TestCase("""{"future":{}}""")]
    [TestCase("""{"reasoning_effort":"huge"}""")]
    [TestCase("""{"tools":[{"type":"magic"}]}""")]
    [TestCase("""{"tool_choice":"auto"}""")]
    public async Task A_lenient_server_answers_what_the_contract_does_not_know(string members)
    {
        await using ChatServer server = await ChatServer.StartAsync(new ChatServerOptions { Lenient = true });
        using var client = new RawClient(server);

        using HttpResponseMessage response = await client.PostAsync(With(members));

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.OK), await response.Content.ReadAsStringAsync());
    }

    [TestCase("""{"temperature":3}""")]
    [TestCase("""{"n":"two"}""")]
    public async Task A_lenient_server_refuses_what_cannot_be_meant(string members)
    {
        await using ChatServer server = await ChatServer.StartAsync(new ChatServerOptions { Lenient = true });

        Assert.That(await ErrorAsync(server, With(members)), Is.Not.Null);
    }

    [Test]
    public async Task An_update_is_judged_too()
    {
        await using ChatServer server = await ChatServer.StartAsync();
        using var client = new RawClient(server);

        JObject wrong = await client.PostJsonAsync("""{"metadata":{"a":1}}""", "/chat/completions/c1");
        JObject unknown = await client.PostJsonAsync("""{"metadata":{},"more":1}""", "/chat/completions/c1");

        Assert.That((string?)wrong["error"]!["param"], Is.EqualTo("metadata.a"));
        Assert.That((string?)unknown["error"]!["param"], Is.EqualTo("more"));
    }

    private static async Task RefusesAsync(string body, string? param, string code)
    {
        await using ChatServer server = await ChatServer.StartAsync();

        JToken error = await ErrorAsync(server, body);

        Assert.That(
            ((string?)error["type"], (string?)error["param"], (string?)error["code"]),
            Is.EqualTo(("invalid_request_error", param, code)),
            error.ToString());
    }

    private static async Task<JToken> ErrorAsync(ChatServer server, string body)
    {
        using var client = new RawClient(server);
        using HttpResponseMessage response = await client.PostAsync(body);
        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest), await response.Content.ReadAsStringAsync());
        return JObject.Parse(await response.Content.ReadAsStringAsync())["error"]!;
    }

    private static string With(string members)
    {
        var body = JObject.Parse($$"""{"model":"m","messages":[{{Hello}}]}""");
        body.Merge(JObject.Parse(members), new JsonMergeSettings { MergeNullValueHandling = MergeNullValueHandling.Merge });
        return body.ToString();
    }
}
