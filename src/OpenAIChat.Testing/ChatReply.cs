using System.Globalization;
using System.Net;
using System.Text;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace OpenAIChat.Testing;

/// <summary>
/// What a <see cref="ChatServer"/> answers to one request. It never changes: every method that alters it gives a new reply.
/// </summary>
/// <remarks>
/// <para>A completion (<see cref="Text"/>, <c>ToolCall</c>, <see cref="Refusal"/>, <c>Completion</c>) is answered whole or streamed,
/// as the request asks, with the <c>n</c> choices, the log probabilities and the usage that it asks for; an invalid request is refused
/// with status 400 first.</para>
/// <para>All other replies are sent as they are, to any request.</para>
/// </remarks>
public sealed partial class ChatReply
{
    private ChatReply(ReplyContent content) => Content = content;

    internal ReplyContent Content { get; private set; }

    internal Delivery Delivery { get; private set; } = new();

    internal bool IsCompletion => Content is CompletionContent;

    /// <summary>An assistant message.</summary>
    /// <param name="text">What the assistant says.</param>
    /// <param name="alternatives">What it says in the second and further choices, when the request asks for several;
    /// the last text repeats itself.</param>
    /// <returns>The reply.</returns>
    public static ChatReply Text(string text, params string[] alternatives)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(alternatives);
        return new ChatReply(new CompletionContent { Texts = [text, .. alternatives] });
    }

    /// <summary>An assistant that refuses.</summary>
    /// <param name="refusal">What it says instead of an answer.</param>
    /// <returns>The reply.</returns>
    public static ChatReply Refusal(string refusal)
    {
        ArgumentNullException.ThrowIfNull(refusal);
        return new ChatReply(new CompletionContent { Refusal = refusal });
    }

    /// <summary>A call of a tool.</summary>
    /// <param name="name">The tool's name. When the request declares a custom tool of that name, the call is one of a custom tool.</param>
    /// <param name="arguments">The arguments as they are sent, normally a JSON object; for a custom tool its input.</param>
    /// <returns>The reply. <c>AndToolCall</c> adds further calls.</returns>
    public static ChatReply ToolCall(string name, string arguments) => new ChatReply(new CompletionContent()).AndToolCall(name, arguments);

    /// <summary>A call of a tool.</summary>
    /// <param name="name">The function's name.</param>
    /// <param name="arguments">The arguments, such as <c>new { city = "Paris" }</c>; they are sent as JSON.</param>
    /// <returns>The reply. <c>AndToolCall</c> adds further calls.</returns>
    public static ChatReply ToolCall(string name, object arguments) => new ChatReply(new CompletionContent()).AndToolCall(name, arguments);

    /// <summary>A completion that is given whole, as JSON. It is split into chunks when the request asks for a stream.</summary>
    /// <param name="completion">The completion. An <c>id</c> that it lacks is given by the server.</param>
    /// <returns>The reply.</returns>
    public static ChatReply Completion(JObject completion)
    {
        ArgumentNullException.ThrowIfNull(completion);
        return new ChatReply(new CompletionContent { Whole = (JObject)completion.DeepClone() });
    }

    /// <summary>A completion that is given whole. It is split into chunks when the request asks for a stream.</summary>
    /// <param name="completion">The completion. An <c>id</c> that it lacks is given by the server.</param>
    /// <returns>The reply.</returns>
    public static ChatReply Completion(CreateChatCompletionResponse completion)
    {
        ArgumentNullException.ThrowIfNull(completion);
        return new ChatReply(new CompletionContent { Whole = JObject.FromObject(completion) });
    }

    /// <summary>The chunks of a stream, and <c>[DONE]</c>.</summary>
    /// <param name="chunks">The chunks. Each is one part: <c>TruncateAfter</c> with their number leaves <c>[DONE]</c> out.</param>
    /// <returns>The reply.</returns>
    public static ChatReply Chunks(params IEnumerable<CreateChatCompletionStreamResponse> chunks)
    {
        ArgumentNullException.ThrowIfNull(chunks);
        return new ChatReply(new RawContent(
            200,
            "text/event-stream",
            [.. chunks.Select(chunk => SseText.Event(JsonConvert.SerializeObject(chunk))), SseText.Done]));
    }

    /// <summary>A body that is sent as it is, as <c>application/json</c>. It may well be malformed.</summary>
    /// <param name="body">The body.</param>
    /// <param name="status">The HTTP status.</param>
    /// <returns>The reply.</returns>
    public static ChatReply Json(string body, int status = 200) => Raw(body, "application/json", status);

    /// <summary>Server-sent events that are sent as they are. Nothing is added, not even <c>[DONE]</c>.</summary>
    /// <param name="events">The events with their field names and blank lines.</param>
    /// <returns>The reply.</returns>
    public static ChatReply Sse(string events)
    {
        ArgumentNullException.ThrowIfNull(events);
        return Sse(Encoding.UTF8.GetBytes(events));
    }

    /// <summary>Server-sent events that are sent as they are. Nothing is added, not even <c>[DONE]</c>.</summary>
    /// <param name="events">The bytes of the events with their field names and blank lines.</param>
    /// <returns>The reply.</returns>
    public static ChatReply Sse(byte[] events)
    {
        ArgumentNullException.ThrowIfNull(events);
        return new ChatReply(new RawContent(200, "text/event-stream", SseText.SplitEvents(events)));
    }

    /// <summary>A body that is sent as it is.</summary>
    /// <param name="body">The body.</param>
    /// <param name="contentType">Its <c>Content-Type</c>.</param>
    /// <param name="status">The HTTP status.</param>
    /// <returns>The reply.</returns>
    public static ChatReply Raw(string body, string contentType, int status = 200)
    {
        ArgumentNullException.ThrowIfNull(body);
        ArgumentNullException.ThrowIfNull(contentType);
        return new ChatReply(new RawContent(status, contentType, [Encoding.UTF8.GetBytes(body)]));
    }

    /// <summary>No body at all.</summary>
    /// <param name="status">The HTTP status.</param>
    /// <returns>The reply.</returns>
    public static ChatReply Empty(int status = 200) => new(new RawContent(status, null, []));

    /// <summary>An HTML page, as a proxy sends it that cannot reach the server.</summary>
    /// <param name="status">The HTTP status.</param>
    /// <returns>The reply.</returns>
    public static ChatReply Html(int status = 502)
    {
        string title = string.Create(CultureInfo.InvariantCulture, $"{status} {(HttpStatusCode)status}");
        return Raw($"<html><head><title>{title}</title></head><body><h1>{title}</h1></body></html>\n", "text/html; charset=utf-8", status);
    }

    /// <summary>An error in the provider's shape. What is not given is what the provider says with that status.</summary>
    /// <param name="status">The HTTP status.</param>
    /// <param name="message">The error's message.</param>
    /// <param name="type">Its type.</param>
    /// <param name="code">Its code.</param>
    /// <param name="param">The request member that it is about.</param>
    /// <returns>The reply. Add <c>WithHeader("Retry-After", "1")</c> where a test is about waiting.</returns>
    public static ChatReply Error(int status, string? message = null, string? type = null, string? code = null, string? param = null) =>
        Json(ErrorBody.Of(status, message, type, code, param).ToString(Formatting.None), status);

    /// <summary>A connection that is reset before any part of the response is sent.</summary>
    /// <returns>The reply.</returns>
    public static ChatReply Disconnect() => new(new DisconnectContent());

    /// <summary>Adds a further tool call.</summary>
    /// <param name="name">The tool's name.</param>
    /// <param name="arguments">The arguments as they are sent.</param>
    /// <returns>The reply with the call.</returns>
    public ChatReply AndToolCall(string name, string arguments)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(arguments);
        return WithCompletion(content => content with { ToolCalls = [.. content.ToolCalls, new ScriptedCall(name, arguments)] });
    }

    /// <summary>Adds a further tool call.</summary>
    /// <param name="name">The function's name.</param>
    /// <param name="arguments">The arguments, such as <c>new { city = "Paris" }</c>; they are sent as JSON.</param>
    /// <returns>The reply with the call.</returns>
    public ChatReply AndToolCall(string name, object arguments)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        return AndToolCall(name, JsonConvert.SerializeObject(arguments));
    }

    /// <summary>Sets why the assistant stopped, in every choice.</summary>
    /// <param name="finishReason">For example <c>length</c> or <c>content_filter</c>.</param>
    /// <returns>The reply with that reason.</returns>
    public ChatReply WithFinishReason(string finishReason) => WithCompletion(content => content with { FinishReason = finishReason });

    /// <summary>Sets the token counts, which are otherwise estimated.</summary>
    /// <param name="promptTokens">Tokens in the request.</param>
    /// <param name="completionTokens">Tokens in the reply.</param>
    /// <returns>The reply with that usage.</returns>
    public ChatReply WithUsage(int promptTokens, int completionTokens) =>
        WithCompletion(content => content with { Usage = (promptTokens, completionTokens) });

    /// <summary>Says everything, whatever <c>stop</c> and the token limit of the request are; otherwise the reply ends there, as a model's
    /// would.</summary>
    /// <returns>The reply without limits.</returns>
    public ChatReply WithoutLimits() => WithCompletion(content => content with { ObeysLimits = false });

    /// <summary>Adds a response header, or replaces one that the server sends by itself.</summary>
    /// <param name="name">The header's name.</param>
    /// <param name="value">Its value; <see langword="null"/> leaves the header out.</param>
    /// <returns>The reply with that header.</returns>
    public ChatReply WithHeader(string name, string? value)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        return WithDelivery(delivery => delivery with { Headers = [.. delivery.Headers, new(name, value)] });
    }

    private ChatReply WithCompletion(Func<CompletionContent, CompletionContent> change)
    {
        if (Content is not CompletionContent completion)
        {
            throw new InvalidOperationException("Only a completion can be altered so; this reply is sent as it is.");
        }

        var copy = (ChatReply)MemberwiseClone();
        copy.Content = change(completion);
        return copy;
    }

    private ChatReply WithDelivery(Func<Delivery, Delivery> change)
    {
        var copy = (ChatReply)MemberwiseClone();
        copy.Delivery = change(Delivery);
        return copy;
    }
}
