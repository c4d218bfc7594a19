using Newtonsoft.Json;
using OpenAIChat.Runtime;

namespace OpenAIChat.Benchmarks.Contenders;

/// <summary>This client, with everything on.</summary>
internal sealed class Ours(Workload workload) : IContender
{
    private readonly Dictionary<string, CreateChatCompletionRequest> requests =
        workload.Requests
            .ToDictionary(entry => entry.Key, entry => JsonConvert.DeserializeObject<CreateChatCompletionRequest>(entry.Value)!);

    private readonly Dictionary<string, ChatApi> clients =
        workload.Responses.ToDictionary(entry => entry.Key, entry => Client(entry.Value, "application/json"));

    private readonly Dictionary<string, ChatApi> streaming =
        workload.Streams.ToDictionary(entry => entry.Key, entry => Client(entry.Value, "text/event-stream"));

    public string Name => "OpenAIChat";

    public void WriteRequest(string which)
    {
        using var buffer = new PooledBuffer();
        JsonText.Write(requests[which], buffer);
        buffer.WriteToAsync(Stream.Null, CancellationToken.None).GetAwaiter().GetResult();
    }

    public object ReadResponse(byte[] body) => JsonText.Read(body, CreateChatCompletionResponse.Read);

    public async Task<int> ReadStreamAsync(string which)
    {
        int length = 0;
        await foreach (var chunk in streaming[which].CreateChatCompletionStreamAsync(requests["small"]))
        {
            length += chunk.Choices.Count > 0 ? chunk.Choices[0].Delta.Content?.Length ?? 0 : 0;
        }

        return length;
    }

    public async Task<object> CallAsync(string request, string response) =>
        await clients[response].CreateChatCompletionAsync(requests[request]);

    private static ChatApi Client(byte[] body, string mediaType) =>
        new(
            new HttpClient(new CannedHandler(body, mediaType)),
            new ChatApiOptions { ApiKey = "sk-benchmark", BaseUrl = new Uri("http://localhost/v1") });
}
