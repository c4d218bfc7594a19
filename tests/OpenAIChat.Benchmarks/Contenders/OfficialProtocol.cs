using System.ClientModel;
using System.ClientModel.Primitives;
using System.Net.ServerSentEvents;
using System.Text.Json;
using System.Text.Json.Nodes;
using OpenAI;
using OpenAI.Chat;

namespace OpenAIChat.Benchmarks.Contenders;

/// <summary>The official SDK's protocol methods: the caller brings JSON nodes, and finds in a JSON document what is wanted.</summary>
internal sealed class OfficialProtocol(Workload workload) : IContender
{
    private readonly Dictionary<string, JsonNode> requests = workload.Requests
        .ToDictionary(entry => entry.Key, entry => JsonNode.Parse(entry.Value)!);

    private readonly Dictionary<string, ChatClient> clients =
        workload.Responses.ToDictionary(entry => entry.Key, entry => Client(entry.Value, "application/json"));

    private readonly Dictionary<string, ChatClient> streaming =
        workload.Streams.ToDictionary(entry => entry.Key, entry => Client(entry.Value, "text/event-stream"));

    public string Name => "protocol";

    public void WriteRequest(string which) => Stream.Null.Write(JsonSerializer.SerializeToUtf8Bytes(requests[which]));

    public object ReadResponse(byte[] body)
    {
        using var document = JsonDocument.Parse(body);
        return Content(document.RootElement, "message") ?? "";
    }

    public async Task<int> ReadStreamAsync(string which)
    {
        ClientResult result = await streaming[which].CompleteChatAsync(
            Body("small"),
            new System.ClientModel.Primitives.RequestOptions { BufferResponse = false });
        var events = SseParser.Create(result.GetRawResponse().ContentStream!, static (_, data) => data.ToArray());
        int length = 0;
        await foreach (SseItem<byte[]> item in events.EnumerateAsync())
        {
            if (!item.Data.AsSpan().SequenceEqual("[DONE]"u8))
            {
                using var document = JsonDocument.Parse(item.Data);
                length += Content(document.RootElement, "delta")?.Length ?? 0;
            }
        }

        return length;
    }

    public async Task<object> CallAsync(string request, string response)
    {
        ClientResult result = await clients[response].CompleteChatAsync(Body(request));
        using var document = JsonDocument.Parse(result.GetRawResponse().Content);
        return Content(document.RootElement, "message") ?? "";
    }

    private BinaryContent Body(string which) =>
        BinaryContent.Create(BinaryData.FromBytes(JsonSerializer.SerializeToUtf8Bytes(requests[which])));

    private static string? Content(JsonElement root, string member) =>
        root.GetProperty("choices") is { ValueKind: JsonValueKind.Array } choices && choices.GetArrayLength() > 0
        && choices[0].GetProperty(member).TryGetProperty("content", out JsonElement content) ? content.GetString() : null;

    private static ChatClient Client(byte[] body, string mediaType) =>
        new("gpt-5.4", new ApiKeyCredential("sk-benchmark"), new OpenAIClientOptions
        {
            Endpoint = new Uri("http://localhost/v1"),
            Transport = new HttpClientPipelineTransport(new HttpClient(new CannedHandler(body, mediaType))),
        });
}
