using System.Net;
using System.Text;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace OpenAIChat.Tests.StructuredOutput;

/// <summary>A client whose server answers from memory, one reply for each request, and remembers what it was asked.</summary>
internal sealed class StructuredChat : HttpMessageHandler
{
    private readonly Queue<(int Status, string Type, string Body)> replies = new();

    public StructuredChat() =>
        Api = new ChatApi(
        new HttpClient(this), new ChatApiOptions { ApiKey = "sk-test", BaseUrl = new Uri("http://localhost/v1/"), MaxRetries = 0 });

    public ChatApi Api { get; }

    public List<JObject> Requests { get; } = [];

    public static CreateChatCompletionRequest Request =>
        new() { Model = "gpt-5.4", Messages = [ChatCompletionRequestMessage.User("Describe Paris.")] };

    /// <summary>Answers with one choice for each text.</summary>
    public StructuredChat Answer(params string[] texts) =>
        Reply(200, Completion([.. texts.Select(static text => Choice(new JObject { ["content"] = text }, "stop"))]));

    public StructuredChat Answer(JObject message, string? finishReason) => Reply(200, Completion([Choice(message, finishReason)]));

    public StructuredChat Reply(int status, JObject body)
    {
        replies.Enqueue((status, "application/json", body.ToString()));
        return this;
    }

    /// <summary>Streams pieces of one answer.</summary>
    public StructuredChat Stream(IEnumerable<string> pieces, string finishReason = "stop")
    {
        var body = new StringBuilder();
        foreach (string piece in pieces)
        {
            Event(body, new JObject { ["content"] = piece }, null);
        }

        Event(body, [], finishReason);
        replies.Enqueue((200, "text/event-stream", body.Append("data: [DONE]\n\n").ToString()));
        return this;
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Requests.Add(JObject.Parse(await request.Content!.ReadAsStringAsync(cancellationToken)));
        (int status, string type, string body) = replies.Dequeue();
        return new HttpResponseMessage(
            (HttpStatusCode)status)
        { Content = new StringContent(body, Encoding.UTF8, type), RequestMessage = request };
    }

    private static void Event(StringBuilder body, JObject delta, string? finishReason) => body.Append("data: ").Append(new JObject
    {
        ["id"] = "c",
        ["object"] = "chat.completion.chunk",
        ["created"] = 1,
        ["model"] = "gpt-5.4",
        ["choices"] = new JArray(new JObject { ["index"] = 0, ["delta"] = delta, ["finish_reason"] = finishReason }),
    }.ToString(Formatting.None)).Append("\n\n");

    private static JObject Choice(JObject message, string? finishReason)
    {
        message["role"] = "assistant";
        return new JObject { ["message"] = message, ["finish_reason"] = finishReason };
    }

    private static JObject Completion(JObject[] choices)
    {
        for (int i = 0; i < choices.Length; i++)
        {
            choices[i]["index"] = i;
        }

        return new JObject
        {
            ["id"] = "c",
            ["object"] = "chat.completion",
            ["created"] = 1,
            ["model"] = "gpt-5.4",
            ["choices"] = new JArray(choices.ToArray<object>())
        };
    }
}
