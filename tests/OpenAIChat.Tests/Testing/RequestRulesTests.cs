using System.Net;
using Newtonsoft.Json.Linq;
using OpenAIChat.Testing;

namespace OpenAIChat.Tests.Testing;

public sealed class RequestRulesTests
{
    [TestCase("{", null)]
    [TestCase("[]", null)]
    [TestCase("""{"messages":[{"role":"user","content":"?"}]}""", "model")]
    [TestCase("""{"model":"m"}""", "messages")]
    [TestCase("""{"model":"m","messages":[]}""", "messages")]
    [TestCase("""{"model":"m","messages":[1]}""", "messages[0].role")]
    [TestCase("""{"model":"m","messages":[{"role":"king","content":"?"}]}""", "messages[0].role")]
    [TestCase("""{"model":"m","messages":[{"role":"user"}]}""", "messages[0].content")]
    [TestCase("""{"model":"m","messages":[{"role":"tool","content":"?","tool_call_id":"x"}]}""", "messages[0].tool_call_id")]
    [TestCase("""{"model":"m","messages":[{"role":"user","content":"?"}],"temperature":3}""", "temperature")]
    [TestCase("""{"model":"m","messages":[{"role":"user","content":"?"}],"temperature":"hot"}""", "temperature")]
    [TestCase("""{"model":"m","messages":[{"role":"user","content":"?"}],"n":0}""", "n")]
    [TestCase("""{"model":"m","messages":[{"role":"user","content":"?"}],"n":1.5}""", "n")]
    [TestCase("""{"model":"m","messages":[{"role":"user","content":"?"}],"stop":["1","2","3","4","5"]}""", "stop")]
    [TestCase("""{"model":"m","messages":[{"role":"user","content":"?"}],"stream":"yes"}""", "stream")]
    [TestCase("""{"model":"m","messages":[{"role":"user","content":"?"}],"top_logprobs":2}""", "top_logprobs")]
    [TestCase("""{"model":"m","messages":[{"role":"user","content":"?"}],"stream_options":{}}""", "stream_options")]
    [TestCase("""{"model":"m","messages":[{"role":"user","content":"?"}],"tools":[{"type":"function","function":"f"}]}""", "tools[0]")]
    [TestCase("""{"model":"m","messages":[{"role":"user","content":"?"}],"tool_choice":"required"}""", "tool_choice")]
    [TestCase("""{"model":"m","messages":[{"role":"user","content":"?"}],"tool_choice":{"type":"function","function":{"name":"f"}}}""", "tool_choice")]
    [TestCase("""{"model":"m","messages":[{"role":"user","content":"?"}],"response_format":{"type":"json_schema"}}""", "response_format")]
    [TestCase("""{"model":"m","messages":[{"role":"user","content":"?"}],"metadata":{"a":1}}""", "metadata")]
    public async Task Refuses_an_invalid_request(string body, string? param)
    {
        await using ChatServer server = await ChatServer.StartAsync();
        using var client = new RawClient(server);

        using HttpResponseMessage response = await client.PostAsync(body);

        JObject error = JObject.Parse(await response.Content.ReadAsStringAsync());
        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That((string?)error["error"]!["type"], Is.EqualTo("invalid_request_error"));
        Assert.That((string?)error["error"]!["param"], Is.EqualTo(param));
    }

    [Test]
    public async Task Accepts_explicit_nulls_and_unknown_members()
    {
        await using ChatServer server = await ChatServer.StartAsync();
        using var client = new RawClient(server);

        using HttpResponseMessage response = await client.PostAsync("""
            {"model":"m","messages":[{"role":"user","content":"?"}],"temperature":null,"stop":null,"stream":null,"tools":null,"tool_choice":null,"response_format":null,"metadata":null,"future":{}}
            """);

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.OK));
    }
}
