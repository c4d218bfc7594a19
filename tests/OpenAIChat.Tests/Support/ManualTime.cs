namespace OpenAIChat.Tests;

/// <summary>A clock that moves when a test says so. Timers fire on the thread that moves it.</summary>
internal sealed class ManualTime : TimeProvider
{
    private readonly Lock gate = new();
    private readonly List<Timer> timers = [];
    private readonly List<(TimeSpan Due, TaskCompletionSource Source)> waiters = [];
    private DateTimeOffset now = new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private TimeSpan? expected;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => now;

    public override long GetTimestamp() => now.Ticks;

    /// <summary>Lets the next timer of just this length end at once.</summary>
    public void PassNext(TimeSpan due) => expected = due;

    /// <summary>Completes as soon as somebody waits for just this long.</summary>
    public Task WhenWaitingFor(TimeSpan due)
    {
        lock (gate)
        {
            if (timers.Exists(timer => timer.Length == due))
            {
                return Task.CompletedTask;
            }

            var source = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            waiters.Add((due, source));
            return source.Task.WaitAsync(TimeSpan.FromSeconds(20));
        }
    }

    public void Advance(TimeSpan time)
    {
        List<Timer> due;
        lock (gate)
        {
            now += time;
            due = timers.FindAll(timer => timer.Due <= now);
            timers.RemoveAll(timer => timer.Due <= now);
        }

        due.ForEach(timer => timer.Fire());
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new Timer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    private void Set(Timer timer, TimeSpan length)
    {
        lock (gate)
        {
            timers.Remove(timer);
            if (length == Timeout.InfiniteTimeSpan)
            {
                return;
            }

            timer.Length = length;
            timer.Due = now + length;
            timers.Add(timer);
            waiters.FindAll(waiter => waiter.Due == length).ForEach(waiter => waiter.Source.TrySetResult());
            if (expected != length)
            {
                return;
            }

            expected = null;
        }

        // As a real timer would: not on the thread that sets it.
        ThreadPool.QueueUserWorkItem(_ => Advance(length));
    }

    private sealed class Timer(ManualTime owner, TimerCallback callback, object? state) : ITimer
    {
        public TimeSpan Length { get; set; }

        public DateTimeOffset Due { get; set; }

        public void Fire() => callback(state);

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            owner.Set(this, dueTime);
            return true;
        }

        public void Dispose() => owner.Set(this, Timeout.InfiniteTimeSpan);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return default;
        }
    }
}
