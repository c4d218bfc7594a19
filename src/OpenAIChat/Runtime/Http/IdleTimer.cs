namespace OpenAIChat.Runtime;

/// <summary>Cancels a read that waits for longer than a limit; its token is cancelled with the caller's, too.</summary>
internal sealed class IdleTimer(TimeProvider time, TimeSpan limit, CancellationToken cancellationToken) : IDisposable
{
    private readonly CancellationTokenSource source = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
    private ITimer? timer;
    private bool isWaiting;
    private bool isDisposed;

    public CancellationToken Token => source.Token;

    /// <summary>Gets whether the limit was reached.</summary>
    public bool HasFired { get; private set; }

    /// <summary>Starts to measure a wait.</summary>
    public void Start()
    {
        if (limit == Timeout.InfiniteTimeSpan)
        {
            return;
        }

        Volatile.Write(ref isWaiting, true);
        if (timer is null)
        {
            timer = time.CreateTimer(static timer => ((IdleTimer)timer!).Fire(), this, limit, Timeout.InfiniteTimeSpan);
        }
        else
        {
            timer.Change(limit, Timeout.InfiniteTimeSpan);
        }
    }

    /// <summary>Ends the wait.</summary>
    public void Stop()
    {
        Volatile.Write(ref isWaiting, false);
        timer?.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public void Dispose()
    {
        isDisposed = true;
        timer?.Dispose();
        source.Dispose();
    }

    private void Fire()
    {
        // A byte may have come at this very moment.
        if (!Volatile.Read(ref isWaiting) || isDisposed)
        {
            return;
        }

        HasFired = true;
        try
        {
            source.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // The reader has left at this very moment; an exception here would end the process.
        }
    }
}
