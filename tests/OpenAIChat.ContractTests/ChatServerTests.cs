using System.Net.Http.Headers;
using System.Text;
using Newtonsoft.Json.Linq;
using OpenAIChat.Testing;

namespace OpenAIChat.ContractTests;

/// <summary>What the chat server of OpenAIChat.Testing makes up by itself is validated against the contract, as any stub is.</summary>
public sealed class ChatServerTests
{
    private const string Tools = """
        "tools":[{"type":"function","function":{"name":"f","parameters":{"type":"object","required":["a"],"properties":{"a":{"type":"integer"}}}}},
                 {"type":"custom","custom":{"name":"c"}}]
        """;

    private const string Schema = """
        "response_format":{"type":"json_schema","json_schema":{"name":"s","schema":{"type":"object","required":["a"],"properties":{"a":{"type":"string"}}}}}
        """;

    [TestCase("")]
    [TestCase("\"n\":2,\"logprobs\":true,\"top_logprobs\":2")]
    [TestCase("\"max_completion_tokens\":1")]
    [TestCase("\"response_format\":{\"type\":\"json_object\"}")]
    [TestCase(Schema)]
    [TestCase("\"tool_choice\":\"required\"," + Tools)]
    [TestCase("\"function_call\":{\"name\":\"g\"},\"functions\":[{\"name\":\"g\"}]")]
    [TestCase("\"moderation\":{\"model\":\"omni-moderation-latest\"}")]
    [TestCase("\"metadata\":{\"team\":\"blue\"},\"service_tier\":\"flex\"")]
    public async Task A_completion_fits_the_contract_whole_and_streamed(string members)
    {
        await using var server = await ChatServer.StartAsync();
        using var client = Connect(server);
        string request = Request(members);
        string streamed = request[..^1] + ",\"stream\":true,\"stream_options\":{\"include_usage\":true,\"include_obfuscation\":true}}";

        (int status, string body) = await SendAsync(client, HttpMethod.Post, "", request);
        (int streamStatus, string events) = await SendAsync(client, HttpMethod.Post, "", streamed);

        Assert.That((status, streamStatus), Is.EqualTo((200, 200)), body);
        Assert.That(ContractSuite.Validator.ValidateAnswer("createChatCompletion", status, JToken.Parse(body)), Is.Empty);
        Assert.That(ContractSuite.Validator.ValidateStream("createChatCompletion", events), Is.Empty);
    }

    // Spec: chunks know neither audio nor custom tools. The server streams both as the provider does, beyond the contract.
    [TestCase("\"tool_choice\":{\"type\":\"custom\",\"custom\":{\"name\":\"c\"}}," + Tools)]
    [TestCase("\"modalities\":[\"text\",\"audio\"],\"audio\":{\"voice\":\"ash\",\"format\":\"mp3\"}")]
    public async Task A_completion_fits_the_contract_whole(string members)
    {
        await using var server = await ChatServer.StartAsync();
        using var client = Connect(server);

        await ValidateAsync(client, "createChatCompletion", HttpMethod.Post, "", Request(members));
    }

    [Test]
    public async Task Stored_completions_fit_the_contract()
    {
        await using var server = await ChatServer.StartAsync();
        using var client = Connect(server);

        await ValidateAsync(client, "listChatCompletions", HttpMethod.Get, "");
        JObject stored = await ValidateAsync(client, "createChatCompletion", HttpMethod.Post, "", """
            {"model":"gpt-5.4","store":true,"metadata":{"team":"blue"},"messages":[
              {"role":"assistant","content":[{"type":"text","text":"Hi."}]},{"role":"user","content":"Hello!"}]}
            """);
        await ValidateAsync(client, "listChatCompletions", HttpMethod.Get, "?metadata[team]=blue&limit=1");
        await ValidateAsync(client, "getChatCompletion", HttpMethod.Get, $"/{stored["id"]}");
        await ValidateAsync(client, "getChatCompletionMessages", HttpMethod.Get, $"/{stored["id"]}/messages");
        await ValidateAsync(client, "updateChatCompletion", HttpMethod.Post, $"/{stored["id"]}", """{"metadata":null}""");
        await ValidateAsync(client, "deleteChatCompletion", HttpMethod.Delete, $"/{stored["id"]}");
    }

    [TestCase("createChatCompletion", "POST", "", "{}", 400)]
    [TestCase("createChatCompletion", "POST", "", "{", 400)]
    [TestCase("getChatCompletion", "GET", "/none", null, 404)]
    [TestCase("listChatCompletions", "GET", "?limit=0", null, 400)]
    public async Task An_error_fits_the_contract(string operation, string method, string path, string? request, int status)
    {
        await using var server = await ChatServer.StartAsync();
        using var client = Connect(server);

        await ValidateAsync(client, operation, new HttpMethod(method), path, request, status);
    }

    [TestCase(400)]
    [TestCase(401)]
    [TestCase(403)]
    [TestCase(404)]
    [TestCase(409)]
    [TestCase(422)]
    [TestCase(429)]
    [TestCase(500)]
    public async Task A_scripted_error_fits_the_contract(int status)
    {
        await using var server = await ChatServer.StartAsync();
        server.Enqueue(ChatReply.Error(status));
        using var client = Connect(server);

        await ValidateAsync(client, "listChatCompletions", HttpMethod.Get, "", status: status);
    }

    private static string Request(string members) =>
        """{"model":"gpt-5.4","messages":[{"role":"user","content":"Hello in JSON!"}]""" + (members.Length > 0 ? "," : "") + members.Trim()
            + "}";

    private static HttpClient Connect(ChatServer server) => new()
    {
        BaseAddress = server.BaseUrl,
        DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", server.ApiKey) },
    };

    private static async Task<JObject> ValidateAsync(
        HttpClient client, string operation, HttpMethod method, string path, string? request = null, int status = 200)
    {
        (int answered, string body) = await SendAsync(client, method, path, request);
        Assert.That(answered, Is.EqualTo(status), body);
        Assert.That(ContractSuite.Validator.ValidateAnswer(operation, status, JToken.Parse(body)), Is.Empty);
        return JObject.Parse(body);
    }

    private static async Task<(int Status, string Body)> SendAsync(HttpClient client, HttpMethod method, string path, string? body = null)
    {
        using var request = new HttpRequestMessage(method, "/v1/chat/completions" + path);
        request.Content = body is null ? null : new StringContent(body, Encoding.UTF8, "application/json");
        using var response = await client.SendAsync(request);
        return ((int)response.StatusCode, await response.Content.ReadAsStringAsync());
    }
}
