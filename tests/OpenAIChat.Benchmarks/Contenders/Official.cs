using System.ClientModel;
using System.ClientModel.Primitives;
using OpenAI;
using OpenAI.Chat;

namespace OpenAIChat.Benchmarks.Contenders;

/// <summary>The official OpenAI .NET SDK.</summary>
internal sealed class Official(Workload workload) : IContender
{
    private readonly Dictionary<string, ChatCompletionOptions> requests =
        workload.Requests
            .ToDictionary(entry => entry.Key, entry => ModelReaderWriter.Read<ChatCompletionOptions>(BinaryData.FromString(entry.Value))!);

    private readonly Dictionary<string, (ChatMessage[] Messages, ChatCompletionOptions Options)> calls =
        workload.Requests.ToDictionary(entry => entry.Key, entry => Split(entry.Value));

    private readonly Dictionary<string, ChatClient> clients =
        workload.Responses.ToDictionary(entry => entry.Key, entry => Client(entry.Value, "application/json"));

    private readonly Dictionary<string, ChatClient> streaming =
        workload.Streams.ToDictionary(entry => entry.Key, entry => Client(entry.Value, "text/event-stream"));

    public string Name => "official";

    public void WriteRequest(string which)
    {
        using var content = BinaryContent.Create(requests[which], ModelReaderWriterOptions.Json);
        content.WriteTo(Stream.Null);
    }

    public object ReadResponse(byte[] body) => ModelReaderWriter.Read<ChatCompletion>(BinaryData.FromBytes(body))!;

    public async Task<int> ReadStreamAsync(string which)
    {
        int length = 0;
        await foreach (var update in streaming[which].CompleteChatStreamingAsync(calls["small"].Messages, calls["small"].Options))
        {
            length += update.ContentUpdate.Count > 0 ? update.ContentUpdate[0].Text.Length : 0;
        }

        return length;
    }

    public async Task<object> CallAsync(string request, string response)
    {
        var (messages, options) = calls[request];
        return (await clients[response].CompleteChatAsync(messages, options)).Value;
    }

    private static ChatClient Client(byte[] body, string mediaType) =>
        new("gpt-5.4", new ApiKeyCredential("sk-benchmark"), new OpenAIClientOptions
        {
            Endpoint = new Uri("http://localhost/v1"),
            Transport = new HttpClientPipelineTransport(new HttpClient(new CannedHandler(body, mediaType))),
        });

    private static (ChatMessage[] Messages, ChatCompletionOptions Options) Split(string json)
    {
        var request = Newtonsoft.Json.Linq.JObject.Parse(json);
        var messages = request["messages"]!.Select(
            message => ModelReaderWriter.Read<ChatMessage>(BinaryData.FromString(message.ToString()))!).ToArray();
        request.Remove("messages");
        return (messages, ModelReaderWriter.Read<ChatCompletionOptions>(BinaryData.FromString(request.ToString()))!);
    }
}
