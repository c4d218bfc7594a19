using System.Text;
using Microsoft.AspNetCore.Http;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace OpenAIChat.Testing;

/// <summary>A request as a <see cref="ChatServer"/> received it.</summary>
public sealed class RecordedRequest
{
    private readonly TaskCompletionSource<RequestOutcome> finished = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly byte[] body;
    private readonly Lazy<JToken?> token;

    internal RecordedRequest(HttpContext context, byte[] body)
    {
        this.body = body;
        token = new Lazy<JToken?>(ParseBody);
        Method = context.Request.Method;
        Path = context.Request.Path.Value ?? "/";
        QueryString = context.Request.QueryString.Value ?? "";
        Query = context.Request.Query.ToDictionary(pair => pair.Key, pair => pair.Value.ToString());
        Headers = context.Request.Headers.ToDictionary(pair => pair.Key, pair => pair.Value.ToString(), StringComparer.OrdinalIgnoreCase);
        Route = Route.Of(Method, Path);
    }

    /// <summary>Gets the HTTP method, in capitals.</summary>
    public string Method { get; }

    /// <summary>Gets the path, unescaped, without the query: <c>/v1/chat/completions</c>.</summary>
    public string Path { get; }

    /// <summary>Gets the query as it was sent, with its question mark; empty without a query.</summary>
    public string QueryString { get; }

    /// <summary>Gets the query parameters, unescaped. The values of a repeated one are joined by commas.</summary>
    public IReadOnlyDictionary<string, string> Query { get; }

    /// <summary>Gets the headers; names are found in any case. The values of a repeated one are joined by commas.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; }

    /// <summary>Gets the contract's name of the operation, such as <c>createChatCompletion</c>.</summary>
    /// <value><see langword="null"/> when the request is for none.</value>
    public string? Operation => Route.Operation;

    /// <summary>Gets the body as text; empty without a body, and when the request was refused before its body was read.</summary>
    public string Body => Encoding.UTF8.GetString(body);

    /// <summary>Gets the body as a JSON object; <see langword="null"/> when it is not one.</summary>
    /// <remarks>Dates stay text. It is the same object each time.</remarks>
    public JObject? Json => token.Value as JObject;

    /// <summary>Gets the body of a request for a completion, typed. It is read anew each time.</summary>
    /// <exception cref="InvalidOperationException">The request is another one, or its body cannot be read.</exception>
    public CreateChatCompletionRequest Request => Route.Kind == RouteKind.Create
        ? BodyAs<CreateChatCompletionRequest>()
        : throw new InvalidOperationException($"{this} asks for no completion.");

    /// <summary>Gets whether the request asks for a stream.</summary>
    public bool IsStream => Json?["stream"] is JValue { Value: true };

    /// <summary>Gets the text of the last user message; empty when there is none.</summary>
    public string Prompt => Json is { } json ? MessageText.LastOf(json, "user") ?? "" : "";

    /// <summary>
    /// Gets the texts of the tool messages at the end of the conversation: the answers to the calls of the last turn, in their order.
    /// </summary>
    public IReadOnlyList<string> ToolResults =>
        [.. Json.ObjectsAt("messages").Reverse().TakeWhile(message => message.TextAt("role") == "tool").Reverse().Select(MessageText.Of)];

    /// <summary>Gets a task that ends with the request, and tells how it ended: a test need not sleep to see a client go away.</summary>
    public Task<RequestOutcome> Finished => finished.Task;

    internal Route Route { get; }

    internal bool IsMalformedJson => token.Value is null;

    /// <summary>Reads the body as a model.</summary>
    /// <typeparam name="T">The model, such as <see cref="UpdateChatCompletionRequest"/>.</typeparam>
    /// <returns>The model.</returns>
    /// <exception cref="InvalidOperationException">The body cannot be read as that model.</exception>
    public T BodyAs<T>()
        where T : JsonModel
    {
        try
        {
            return JsonConvert.DeserializeObject<T>(Body) ?? throw new InvalidOperationException($"{this} has no body.");
        }
        catch (JsonException exception)
        {
            throw new InvalidOperationException($"The body of {this} is no {typeof(T).Name}: {exception.Message}", exception);
        }
    }

    /// <summary>Gives the method, the path and the query.</summary>
    /// <returns>For example <c>POST /v1/chat/completions</c>.</returns>
    public override string ToString() => $"{Method} {Path}{QueryString}";

    internal void Finish(RequestOutcome outcome) => finished.TrySetResult(outcome);

    private JToken? ParseBody()
    {
        try
        {
            using var reader = new JsonTextReader(new StringReader(Body)) { DateParseHandling = DateParseHandling.None };
            var parsed = JToken.ReadFrom(reader);
            return reader.Read() ? null : parsed;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
