using System.Net.Http.Headers;
using System.Text;
using Newtonsoft.Json.Linq;
using OpenAIChat.Testing;

namespace OpenAIChat.Tests.Testing;

/// <summary>Speaks plain HTTP to a chat server, so that what is tested is what goes over the wire.</summary>
internal sealed class RawClient : IDisposable
{
    public const string Hello = """{"model":"gpt-5.4","messages":[{"role":"user","content":"Hello!"}]}""";
    public const string HelloStream = """{"model":"gpt-5.4","messages":[{"role":"user","content":"Hello!"}],"stream":true}""";

    private readonly Uri baseUrl;

    public RawClient(ChatServer server)
    {
        baseUrl = server.BaseUrl;
        Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", server.ApiKey);
    }

    public HttpClient Http { get; } = new();

    public Task<HttpResponseMessage> PostAsync(
        string json,
        string path = "/chat/completions",
        CancellationToken cancellationToken = default) =>
        SendAsync(HttpMethod.Post, path, json, cancellationToken);

    public async Task<HttpResponseMessage> SendAsync(
        HttpMethod method,
        string path,
        string? json = null,
        CancellationToken cancellationToken = default)
    {
        using var request = new HttpRequestMessage(method, baseUrl + path);
        request.Content = json is null ? null : new StringContent(json, Encoding.UTF8, "application/json");
        return await Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
    }

    public async Task<JObject> PostJsonAsync(string json, string path = "/chat/completions") =>
        await JsonAsync(HttpMethod.Post, path, json);

    public async Task<JObject> GetJsonAsync(string path) => await JsonAsync(HttpMethod.Get, path);

    public async Task<JObject> JsonAsync(HttpMethod method, string path, string? json = null)
    {
        using HttpResponseMessage response = await SendAsync(method, path, json);
        return JObject.Parse(await response.Content.ReadAsStringAsync());
    }

    public async Task<List<string>> PostStreamAsync(string json = HelloStream)
    {
        using HttpResponseMessage response = await PostAsync(json);
        return Events(await response.Content.ReadAsStringAsync());
    }

    public static List<string> Events(string text) =>
        [.. text.Split("\n\n", StringSplitOptions.RemoveEmptyEntries).Select(line => line["data: ".Length..])];

    public static string TextOf(IEnumerable<string> events, int choice = 0) => string.Concat(events
        .Where(data => data != "[DONE]")
        .SelectMany(data => JObject.Parse(data)["choices"]!)
        .Where(item => (int)item["index"]! == choice)
        .Select(item => (string?)item["delta"]!["content"]));

    public void Dispose() => Http.Dispose();
}
