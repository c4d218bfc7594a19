namespace OpenAIChat.Testing;

/// <summary>The scripted replies of a server: queued ones, handlers, and what is said when neither answers.</summary>
internal sealed class ReplyScript
{
    private readonly Lock gate = new();
    private readonly LinkedList<ChatReply> queue = new();
    private volatile Func<RecordedRequest, CancellationToken, Task<ChatReply?>>[] handlers = [];

    public ChatReply? Fallback { get; set; }

    public int QueuedReplies
    {
        get
        {
            lock (gate)
            {
                return queue.Count;
            }
        }
    }

    public void Enqueue(IEnumerable<ChatReply> replies)
    {
        ChatReply[] all = [.. replies];
        foreach (ChatReply reply in all)
        {
            ArgumentNullException.ThrowIfNull(reply, nameof(replies));
        }

        lock (gate)
        {
            foreach (ChatReply reply in all)
            {
                queue.AddLast(reply);
            }
        }
    }

    public void AddHandler(Func<RecordedRequest, CancellationToken, Task<ChatReply?>> handler)
    {
        lock (gate)
        {
            handlers = [handler, .. handlers];
        }
    }

    public void Clear()
    {
        lock (gate)
        {
            queue.Clear();
            handlers = [];
            Fallback = null;
        }
    }

    public async Task<ChatReply?> NextAsync(RecordedRequest request, CancellationToken cancellationToken)
    {
        if (Dequeue(request) is { } queued)
        {
            return queued;
        }

        foreach (Func<RecordedRequest, CancellationToken, Task<ChatReply?>> handler in handlers)
        {
            if (await handler(request, cancellationToken).ConfigureAwait(false) is { } reply && Fits(reply, request))
            {
                return reply;
            }
        }

        return Fallback is { } fallback && Fits(fallback, request) ? fallback : null;
    }

    // A completion answers nothing but the creation of one.
    private static bool Fits(ChatReply reply, RecordedRequest request) => !reply.IsCompletion || request.Route.Kind == RouteKind.Create;

    private ChatReply? Dequeue(RecordedRequest request)
    {
        lock (gate)
        {
            if (queue.First?.Value is not { } next || !Fits(next, request))
            {
                return null;
            }

            queue.RemoveFirst();
            return next;
        }
    }
}
