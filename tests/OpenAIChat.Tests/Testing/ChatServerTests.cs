using System.Net;
using Newtonsoft.Json.Linq;
using OpenAIChat.Testing;

namespace OpenAIChat.Tests.Testing;

public sealed class ChatServerTests
{
    [Test]
    public async Task Repeats_the_users_words_when_nothing_is_scripted()
    {
        await using ChatServer server = await ChatServer.StartAsync();
        using var client = new RawClient(server);

        JObject completion = await client.PostJsonAsync(RawClient.Hello);

        Assert.That((string?)completion.SelectToken("choices[0].message.content"), Is.EqualTo("You said: Hello!"));
        Assert.That((string?)completion.SelectToken("choices[0].finish_reason"), Is.EqualTo("stop"));
        Assert.That((int)completion["usage"]!["total_tokens"]!, Is.GreaterThan(0));
    }

    [Test]
    public async Task Sends_the_headers_of_the_provider()
    {
        await using ChatServer server = await ChatServer.StartAsync();
        using var client = new RawClient(server);

        using HttpResponseMessage response = await client.PostAsync(RawClient.Hello);

        Assert.That(response.Headers.GetValues("x-request-id"), Is.EqualTo(new[] { "req_000000000001" }));
        Assert.That(response.Headers.Contains("x-ratelimit-remaining-tokens"), Is.True);
        Assert.That(response.Headers.Contains("openai-processing-ms"), Is.True);
    }

    [Test]
    public async Task Gives_as_many_choices_as_asked_for()
    {
        await using ChatServer server = await ChatServer.StartAsync();
        server.Reply(ChatReply.Text("one", "two"));
        using var client = new RawClient(server);

        JObject completion = await client.PostJsonAsync("""{"model":"m","messages":[{"role":"user","content":"?"}],"n":3}""");

        Assert.That(
            completion.SelectTokens("choices[*].message.content").Select(text => (string?)text),
            Is.EqualTo(new[] { "one", "two", "two" }));
    }

    [Test]
    public async Task Gives_log_probabilities_that_spell_the_text()
    {
        await using ChatServer server = await ChatServer.StartAsync();
        server.Reply("Grüße, 世界 🙂!");
        using var client = new RawClient(server);

        JObject completion = await client.PostJsonAsync(
            """{"model":"m","messages":[{"role":"user","content":"?"}],"logprobs":true,"top_logprobs":2}""");

        IEnumerable<JToken> tokens = completion.SelectTokens("choices[0].logprobs.content[*]");
        Assert.That(string.Concat(tokens.Select(token => (string?)token["token"])), Is.EqualTo("Grüße, 世界 🙂!"));
        Assert.That(tokens.Select(token => token["top_logprobs"]!.Count()), Is.All.EqualTo(2));
    }

    [Test]
    public async Task Makes_up_the_smallest_JSON_that_the_response_format_allows()
    {
        await using ChatServer server = await ChatServer.StartAsync();
        using var client = new RawClient(server);

        JObject completion = await client.PostJsonAsync("""
            {"model":"m","messages":[{"role":"user","content":"?"}],"response_format":{"type":"json_schema","json_schema":{"name":"s","schema":{
              "type":"object","required":["name","age","tags","kind","self"],"properties":{
                "name":{"type":"string"},"age":{"type":"integer","minimum":3},"tags":{"type":"array","minItems":1,"items":{"type":"boolean"}},
                "kind":{"enum":["a","b"]},"self":{"anyOf":[{"type":"null"},{"$ref":"#"}]},"unused":{"type":"string"}}}}}}
            """);

        Assert.That(
            (string?)completion.SelectToken("choices[0].message.content"),
            Is.EqualTo("""{"name":"text","age":3,"tags":[false],"kind":"a","self":null}"""));
    }

    [Test]
    public async Task Calls_the_tool_that_the_request_demands()
    {
        await using ChatServer server = await ChatServer.StartAsync();
        using var client = new RawClient(server);

        JObject completion = await client.PostJsonAsync("""
            {"model":"m","messages":[{"role":"user","content":"?"}],"tool_choice":"required","tools":[{"type":"function","function":{
              "name":"get_weather","parameters":{"type":"object","required":["city"],"properties":{"city":{"type":"string"}}}}}]}
            """);

        Assert.That((string?)completion.SelectToken("choices[0].message.tool_calls[0].function.name"), Is.EqualTo("get_weather"));
        Assert.That(
            (string?)completion.SelectToken("choices[0].message.tool_calls[0].function.arguments"),
            Is.EqualTo("""{"city":"text"}"""));
        Assert.That((string?)completion.SelectToken("choices[0].finish_reason"), Is.EqualTo("tool_calls"));
    }

    [Test]
    public async Task Answers_a_tools_result()
    {
        await using ChatServer server = await ChatServer.StartAsync();
        using var client = new RawClient(server);

        JObject completion = await client.PostJsonAsync("""
            {"model":"m","messages":[{"role":"user","content":"?"},
              {"role":"assistant","tool_calls":[{"id":"c1","type":"function","function":{"name":"f","arguments":"{}"}}]},
              {"role":"tool","tool_call_id":"c1","content":"22 degrees"}]}
            """);

        Assert.That((string?)completion.SelectToken("choices[0].message.content"), Is.EqualTo("The tool answered: 22 degrees"));
    }

    [Test]
    public async Task Moderates_when_asked_to()
    {
        await using ChatServer server = await ChatServer.StartAsync();
        using var client = new RawClient(server);

        JObject completion = await client.PostJsonAsync(RawClient.Hello[..^1] + ",\"moderation\":{\"model\":\"m\"}}");

        Assert.That((bool)completion.SelectToken("moderation.output.results[0].flagged")!, Is.False);
    }

    [TestCase("\"max_completion_tokens\":2", "You said", "length")]
    [TestCase("\"stop\":\" Hel\"", "You said:", "stop")]
    public async Task Stops_where_the_request_says(string member, string text, string finishReason)
    {
        await using ChatServer server = await ChatServer.StartAsync();
        using var client = new RawClient(server);

        JObject completion = await client.PostJsonAsync(RawClient.Hello[..^1] + "," + member + "}");

        Assert.That((string?)completion.SelectToken("choices[0].message.content"), Is.EqualTo(text));
        Assert.That((string?)completion.SelectToken("choices[0].finish_reason"), Is.EqualTo(finishReason));
    }

    [TestCase("POST", "/chat/completions/x/y/z", 404)]
    [TestCase("GET", "/models", 404)]
    [TestCase("GET", "/chat/completions/none", 404)]
    [TestCase("DELETE", "/chat/completions", 405)]
    [TestCase("PUT", "/chat/completions/x", 405)]
    public async Task Refuses_what_is_no_operation(string method, string path, int status)
    {
        await using ChatServer server = await ChatServer.StartAsync();
        using var client = new RawClient(server);

        using HttpResponseMessage response = await client.SendAsync(new HttpMethod(method), path);

        var error = JObject.Parse(await response.Content.ReadAsStringAsync());
        Assert.That((int)response.StatusCode, Is.EqualTo(status));
        Assert.That(
            error["error"]!.Children<JProperty>().Select(member => member.Name),
            Is.EquivalentTo(new[] { "message", "type", "param", "code" }));
    }

    [Test]
    public async Task Answers_hundreds_of_streams_at_once()
    {
        await using ChatServer server = await ChatServer.StartAsync();
        using var client = new RawClient(server);

        string[] texts = await Task.WhenAll(Enumerable.Range(0, 400).Select(async i =>
            RawClient.TextOf(
                await client.PostStreamAsync(RawClient.HelloStream.Replace("Hello!", $"call {i}", StringComparison.Ordinal)))));

        Assert.That(texts, Is.EqualTo(Enumerable.Range(0, 400).Select(i => $"You said: call {i}")));
        Assert.That(server.Requests, Has.Count.EqualTo(400));
    }

    [Test]
    public async Task Breaks_off_what_is_under_way_when_disposed()
    {
        ChatServer server = await ChatServer.StartAsync();
        server.Reply(ChatReply.Text("never ends").StallAfter(1));
        using var client = new RawClient(server);
        using HttpResponseMessage response = await client.PostAsync(RawClient.HelloStream);
        Task<string> body = response.Content.ReadAsStringAsync();

        await server.DisposeAsync();
        await server.DisposeAsync();

        Assert.That(async () => await body, Throws.InstanceOf<HttpRequestException>());
    }

    [Test]
    public async Task Says_that_a_port_is_taken()
    {
        await using ChatServer first = await ChatServer.StartAsync();

        Assert.That(
            async () => await ChatServer.StartAsync(new ChatServerOptions { Port = first.BaseUrl.Port }),
            Throws.InstanceOf<IOException>().With.Message.Contains("address already in use"));
    }

    [Test]
    public async Task Forgets_everything_when_reset()
    {
        await using ChatServer server = await ChatServer.StartAsync();
        using var client = new RawClient(server);
        server.Enqueue(ChatReply.Error(500), ChatReply.Error(500)).OnRequest(_ => ChatReply.Error(500)).Reply(ChatReply.Error(500));
        using HttpResponseMessage first = await client.PostAsync(RawClient.Hello);

        server.Reset();
        using HttpResponseMessage second = await client.PostAsync(RawClient.Hello);

        Assert.That(first.StatusCode, Is.EqualTo(HttpStatusCode.InternalServerError));
        Assert.That(second.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(server.Requests, Has.Count.EqualTo(1));
    }
}
