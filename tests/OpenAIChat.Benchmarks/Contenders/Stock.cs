using System.Net.Http.Headers;
using System.Text;
using Newtonsoft.Json;

namespace OpenAIChat.Benchmarks.Contenders;

/// <summary>Stock Newtonsoft: attributes and reflection over plain classes, strings between the steps, as generators print it.</summary>
internal sealed class Stock(Workload workload) : IContender
{
    private readonly Dictionary<string, StockRequest> requests =
        workload.Requests.ToDictionary(entry => entry.Key, entry => JsonConvert.DeserializeObject<StockRequest>(entry.Value)!);

    private readonly Dictionary<string, HttpClient> clients =
        workload.Responses.ToDictionary(entry => entry.Key, entry => new HttpClient(new CannedHandler(entry.Value, "application/json")));

    private readonly Dictionary<string, HttpClient> streaming =
        workload.Streams.ToDictionary(entry => entry.Key, entry => new HttpClient(new CannedHandler(entry.Value, "text/event-stream")));

    public string Name => "stock";

    public void WriteRequest(string which) => Stream.Null.Write(Encoding.UTF8.GetBytes(JsonConvert.SerializeObject(requests[which])));

    public object ReadResponse(byte[] body) => JsonConvert.DeserializeObject<StockResponse>(Encoding.UTF8.GetString(body))!;

    public async Task<int> ReadStreamAsync(string which)
    {
        int length = 0;
        using var response = await SendAsync(streaming[which], "small", HttpCompletionOption.ResponseHeadersRead);
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync());
        while (await reader.ReadLineAsync() is { } line && line != "data: [DONE]")
        {
            if (line.StartsWith("data: ", StringComparison.Ordinal))
            {
                length += JsonConvert.DeserializeObject<StockChunk>(line[6..])!.Choices is [{ Delta.Content: string content }, ..]
                    ? content.Length
                    : 0;
            }
        }

        return length;
    }

    public async Task<object> CallAsync(string request, string response)
    {
        using var answer = await SendAsync(clients[response], request, HttpCompletionOption.ResponseContentRead);
        return JsonConvert.DeserializeObject<StockResponse>(await answer.Content.ReadAsStringAsync())!;
    }

    private async Task<HttpResponseMessage> SendAsync(HttpClient client, string request, HttpCompletionOption completion)
    {
        using var message = new HttpRequestMessage(HttpMethod.Post, "http://localhost/v1/chat/completions")
        {
            Content = new StringContent(JsonConvert.SerializeObject(requests[request]), Encoding.UTF8, "application/json"),
        };
        message.Headers.Authorization = new AuthenticationHeaderValue("Bearer", "sk-benchmark");
        return await client.SendAsync(message, completion);
    }
}
