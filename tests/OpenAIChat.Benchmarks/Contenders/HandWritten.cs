using System.Buffers;
using System.Net.Http.Headers;
using System.Net.ServerSentEvents;
using System.Text.Json;
using Newtonsoft.Json.Linq;

namespace OpenAIChat.Benchmarks.Contenders;

/// <summary>
/// What an expert would write by hand for just these messages: System.Text.Json's reader and writer, names encoded once, repeated text
/// reused.
/// </summary>
internal sealed class HandWritten(Workload workload) : IContender
{
    private static readonly JsonEncodedText Model = JsonEncodedText.Encode("model");
    private static readonly JsonEncodedText Messages = JsonEncodedText.Encode("messages");
    private static readonly JsonEncodedText Role = JsonEncodedText.Encode("role");
    private static readonly JsonEncodedText Content = JsonEncodedText.Encode("content");
    private static readonly JsonEncodedText Temperature = JsonEncodedText.Encode("temperature");
    private static readonly JsonEncodedText Tools = JsonEncodedText.Encode("tools");
    private static readonly JsonWriterOptions WriterOptions = new()
    {
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        SkipValidation = true
    };

    private readonly Dictionary<string, Request> requests = workload.Requests
        .ToDictionary(entry => entry.Key, entry => Request.Of(entry.Value));
    private readonly ArrayBufferWriter<byte> buffer = new();
    private readonly Dictionary<string, HttpClient> clients =
        workload.Responses.ToDictionary(entry => entry.Key, entry => new HttpClient(new CannedHandler(entry.Value, "application/json")));

    private readonly Dictionary<string, HttpClient> streaming =
        workload.Streams.ToDictionary(entry => entry.Key, entry => new HttpClient(new CannedHandler(entry.Value, "text/event-stream")));

    private readonly StockReader reader = new();

    public string Name => "hand-written";

    public void WriteRequest(string which) => Stream.Null.Write(Write(requests[which]).Span);

    public object ReadResponse(byte[] body) => reader.ReadResponse(body);

    public async Task<int> ReadStreamAsync(string which)
    {
        using HttpResponseMessage response = await SendAsync(streaming[which], "small", HttpCompletionOption.ResponseHeadersRead);
        var events = SseParser.Create(
            await response.Content.ReadAsStreamAsync(),
            (_, data) => data.SequenceEqual("[DONE]"u8) ? null : reader.ReadChunk(data));
        int length = 0;
        await foreach (SseItem<StockChunk?> item in events.EnumerateAsync())
        {
            length += item.Data?.Choices is [{ Delta.Content: string content }, ..] ? content.Length : 0;
        }

        return length;
    }

    public async Task<object> CallAsync(string request, string response)
    {
        using HttpResponseMessage answer = await SendAsync(clients[response], request, HttpCompletionOption.ResponseContentRead);
        return reader.ReadResponse(await answer.Content.ReadAsByteArrayAsync());
    }

    private async Task<HttpResponseMessage> SendAsync(HttpClient client, string request, HttpCompletionOption completion)
    {
        using var message = new HttpRequestMessage(HttpMethod.Post, "http://localhost/v1/chat/completions")
        {
            Content = new ReadOnlyMemoryContent(Write(requests[request]))
            {
                Headers = { ContentType = new MediaTypeHeaderValue("application/json") }
            },
        };
        message.Headers.Authorization = new AuthenticationHeaderValue("Bearer", "sk-benchmark");
        return await client.SendAsync(message, completion);
    }

    private ReadOnlyMemory<byte> Write(Request request)
    {
        buffer.ResetWrittenCount();
        using var writer = new Utf8JsonWriter(buffer, WriterOptions);
        writer.WriteStartObject();
        writer.WriteString(Model, request.ModelName);
        writer.WriteStartArray(Messages);
        foreach ((string role, string? text, byte[]? parts) in request.Messages)
        {
            writer.WriteStartObject();
            writer.WriteString(Role, role);
            writer.WritePropertyName(Content);
            if (parts is null)
            {
                writer.WriteStringValue(text);
            }
            else
            {
                writer.WriteStartArray();
                writer.WriteStartObject();
                writer.WriteString("type"u8, "image_url"u8);
                writer.WriteStartObject("image_url"u8);
                writer.WriteString("url"u8, text);
                writer.WriteEndObject();
                writer.WriteEndObject();
                writer.WriteEndArray();
            }

            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        if (request.Heat is { } temperature)
        {
            writer.WriteNumber(Temperature, temperature);
        }

        if (request.Tools is { } tools)
        {
            writer.WritePropertyName(Tools);
            writer.WriteRawValue(tools, skipInputValidation: true);
        }

        writer.WriteEndObject();
        writer.Flush();
        return buffer.WrittenMemory;
    }

    private sealed record Request(string ModelName, (string Role, string? Text, byte[]? Parts)[] Messages, double? Heat, byte[]? Tools)
    {
        public static Request Of(string json)
        {
            var request = JObject.Parse(json);
            return new Request(
                (string)request["model"]!,
                [.. request["messages"]!.Select(message => ((string)message["role"]!, Text(message["content"]!), message[
                    "content"] is JArray ? Array.Empty<byte>() : null))],
                (double?)request["temperature"],
                request["tools"] is { } tools ? System.Text.Encoding.UTF8.GetBytes(tools.ToString(Newtonsoft.Json.Formatting.None)) : null);
        }

        private static string Text(JToken content) => (string)(content is JArray parts ? parts[0]["image_url"]!["url"]! : content)!;
    }
}
