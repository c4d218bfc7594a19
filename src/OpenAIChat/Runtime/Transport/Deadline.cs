namespace OpenAIChat.Runtime;

/// <summary>The time limit of one call, in one token with the caller's cancellation.</summary>
#pragma warning disable CA1001 // It is disposable; the rule only knows disposable classes.
internal readonly struct Deadline : IDisposable
#pragma warning restore CA1001
{
#if !NETSTANDARD2_0
    /// <summary>A source that has not fired can serve another call: the timer in it is worth keeping.</summary>
    private static CancellationTokenSource? idle;

    private readonly bool reusable;
#endif
    private readonly CancellationTokenSource? source;
    private readonly CancellationTokenRegistration link;
    private readonly CancellationToken caller;

    public Deadline(TimeProvider time, TimeSpan limit, CancellationToken caller)
    {
        this.caller = caller;
        if (limit == Timeout.InfiniteTimeSpan)
        {
            return;
        }
#if NETSTANDARD2_0
        source = time.CreateCancellationTokenSource(limit);
        link = caller.CanBeCanceled ? caller.Register(static source => ((CancellationTokenSource)source).Cancel(), source) : default;
#else
        reusable = ReferenceEquals(time, TimeProvider.System);
        source = reusable ? Interlocked.Exchange(ref idle, null) : null;
        if (source is null)
        {
            source = new CancellationTokenSource(limit, time);
        }
        else
        {
            source.CancelAfter(limit);
        }

        link = caller.UnsafeRegister(static source => ((CancellationTokenSource)source!).Cancel(), source);
#endif
    }

    public CancellationToken Token => source?.Token ?? caller;

    /// <summary>Gets whether the limit was reached, and not the caller's patience.</summary>
    public bool IsPassed => source is { IsCancellationRequested: true } && !caller.IsCancellationRequested;

    public void Dispose()
    {
        if (source is null)
        {
            return;
        }

        link.Dispose();
#if !NETSTANDARD2_0
        if (reusable && source.TryReset() && Interlocked.CompareExchange(ref idle, source, null) is null)
        {
            return;
        }
#endif
        source.Dispose();
    }
}
