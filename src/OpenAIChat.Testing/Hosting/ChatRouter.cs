using System.Globalization;
using Newtonsoft.Json.Linq;

namespace OpenAIChat.Testing;

/// <summary>Answers each of the six operations; of a scripted reply it takes the completion.</summary>
internal sealed class ChatRouter(RequestChecker checker, CompletionStore store, TimeProvider time)
{
    private long completionCount;

    public HttpReply Answer(RecordedRequest request, ChatReply? scripted)
    {
        string id = request.Route.CompletionId ?? "";
        return request.Route.Kind switch
        {
            RouteKind.Create => Create(request, scripted),
            RouteKind.List => HttpReply.Json(store.List(PageQuery.Of(request.Query), request.Query)),
            RouteKind.Get => HttpReply.Json(store.Get(id)),
            RouteKind.Update => HttpReply.Json(store.Update(id, checker.CheckUpdate(request))),
            RouteKind.Delete => HttpReply.Json(store.Delete(id)),
            RouteKind.Messages => HttpReply.Json(store.ListMessages(id, PageQuery.Of(request.Query))),
            RouteKind.WrongMethod => WrongMethod(request),
            _ => throw new RequestRefusedException(404, $"There is nothing at {request.Method} {request.Path}.", code: "unknown_url"),
        };
    }

    private static HttpReply WrongMethod(RecordedRequest request)
    {
        var reply = ChatReply.Error(405, $"{request.Method} is not allowed at {request.Path}. Use {request.Route.AllowedMethods}.");
        return HttpReply.Of(reply.WithHeader("Allow", request.Route.AllowedMethods))!;
    }

    private HttpReply Create(RecordedRequest request, ChatReply? scripted)
    {
        JObject body = checker.CheckCreate(request);
        CompletionContent content = scripted?.Content as CompletionContent ?? DefaultAnswer.To(body);
        string id = "chatcmpl-" + Interlocked.Increment(ref completionCount).ToString("D12", CultureInfo.InvariantCulture);
        JObject completion = CompletionBuilder.Build(body, content, id, time.GetUtcNow().ToUnixTimeSeconds());
        if (body["store"] is JValue { Value: true })
        {
            store.Add(completion, body);
        }

        Delivery delivery = scripted?.Delivery ?? new Delivery();
        return request.IsStream
            ? new HttpReply(200, "text/event-stream", ChunkBuilder.Events(completion, body, content), delivery)
            : HttpReply.Json(completion, delivery);
    }
}
