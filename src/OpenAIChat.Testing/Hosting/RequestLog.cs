namespace OpenAIChat.Testing;

/// <summary>The requests received so far, and those who wait for the next.</summary>
internal sealed class RequestLog(bool isEnabled)
{
    private readonly Lock gate = new();
    private readonly List<RecordedRequest> requests = [];
    private readonly List<(int Number, TaskCompletionSource<RecordedRequest> Source)> waiting = [];

    public void Add(RecordedRequest request)
    {
        if (!isEnabled)
        {
            return;
        }

        lock (gate)
        {
            requests.Add(request);
            foreach ((int number, TaskCompletionSource<RecordedRequest> source) in waiting)
            {
                if (number == requests.Count)
                {
                    source.TrySetResult(request);
                }
            }

            waiting.RemoveAll(waiter => waiter.Source.Task.IsCompleted);
        }
    }

    public IReadOnlyList<RecordedRequest> Snapshot()
    {
        lock (gate)
        {
            return [.. requests];
        }
    }

    public void Clear()
    {
        lock (gate)
        {
            requests.Clear();
        }
    }

    public Task<RecordedRequest> WaitAsync(int number, CancellationToken cancellationToken)
    {
        if (!isEnabled)
        {
            throw new InvalidOperationException("The server does not record requests: ChatServerOptions.RecordRequests is false.");
        }

        lock (gate)
        {
            if (requests.Count >= number)
            {
                return Task.FromResult(requests[number - 1]);
            }

            var source = new TaskCompletionSource<RecordedRequest>(TaskCreationOptions.RunContinuationsAsynchronously);
            waiting.Add((number, source));
            return source.Task.WaitAsync(cancellationToken);
        }
    }
}
