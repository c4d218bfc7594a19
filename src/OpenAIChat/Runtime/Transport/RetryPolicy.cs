using System.Globalization;

namespace OpenAIChat.Runtime;

/// <summary>Decides which failed attempts are followed by another, and when.</summary>
internal static class RetryPolicy
{
    private static readonly TimeSpan FirstDelay = TimeSpan.FromSeconds(0.5);
    private static readonly TimeSpan LongestDelay = TimeSpan.FromSeconds(8);

    private static readonly string[] DateFormats =
    [
        "r",
        "ddd, d MMM yyyy HH:mm:ss 'GMT'",
        "dddd, dd-MMM-yy HH:mm:ss 'GMT'",
        "ddd MMM d HH:mm:ss yyyy",
    ];

    public static async ValueTask<RetryDecision> DecideAsync(CallState call, Attempt attempt)
    {
        if (attempt.Answer is not { } answer)
        {
            return IsRetried(call, attempt) ? Schedule(call, null) : RetryDecision.Stop;
        }

        if (!IsRetried(answer.Message) || call.Attempts > call.Settings.MaxRetries)
        {
            return RetryDecision.Stop;
        }

        TimeSpan? asked = ServerDelay(answer.Message, call.Settings.TimeProvider.GetUtcNow());
        if (asked > call.Settings.MaxRetryAfter)
        {
            string wait = ErrorText.Span(asked.Value);
            string limit = ErrorText.Span(call.Settings.MaxRetryAfter);
            return RetryDecision.StopBecause($"The server asks to wait {wait}, more than MaxRetryAfter ({limit}) allows.");
        }

        // Only the body tells a limit that passes from one that does not.
        if ((int)answer.Message.StatusCode == 429 && Header(answer.Message, "x-should-retry") is null
            && call.Settings.IsPermanentError is { } isPermanent)
        {
            answer.Error = await ErrorBody.ReadAsync(call, answer.Message).ConfigureAwait(false);
            if (isPermanent(answer.Error.Error))
            {
                return RetryDecision.Stop;
            }
        }

        return Schedule(call, asked);
    }

    /// <summary>Reads how long the server asks to wait; null when it says nothing or nothing that makes sense.</summary>
    public static TimeSpan? ServerDelay(HttpResponseMessage response, DateTimeOffset now) =>
        Number(Header(response, "retry-after-ms"), TimeSpan.TicksPerMillisecond)
        ?? (Header(response, "Retry-After") is { } after ? Number(after, TimeSpan.TicksPerSecond) ?? Date(after, now) : null);

    /// <summary>
    /// Doubles from half a second to eight, less up to a quarter by jitter, so that many clients do not come back at once.
    /// </summary>
    /// <param name="retry">0 before the first retry.</param>
    /// <param name="jitter">A random number from 0 to 1.</param>
    public static TimeSpan OwnDelay(int retry, double jitter)
    {
        double seconds = Math.Min(FirstDelay.TotalSeconds * Math.Pow(2, retry), LongestDelay.TotalSeconds);
        return TimeSpan.FromTicks((long)(seconds * (1 - (0.25 * jitter)) * TimeSpan.TicksPerSecond));
    }

    /// <summary>Determines whether an answer other than 2xx is retried: as <c>x-should-retry</c> says, else by its status.</summary>
    private static bool IsRetried(HttpResponseMessage response) => Header(response, "x-should-retry") switch
    {
        { } answer when answer.Equals("true", StringComparison.OrdinalIgnoreCase) => true,
        { } answer when answer.Equals("false", StringComparison.OrdinalIgnoreCase) => false,
        _ => (int)response.StatusCode is 408 or 409 or 429 or >= 500,
    };

    /// <summary>Determines whether an attempt without an answer is retried: when the connection broke, and nobody wanted it to.</summary>
    private static bool IsRetried(CallState call, Attempt attempt) =>
        !attempt.IsKeyError
        && !call.CancellationToken.IsCancellationRequested
        && !call.IsTimedOut
        && !call.Transport.IsDisposed
        && call.Attempts <= call.Settings.MaxRetries
        && attempt.Error is HttpRequestException or IOException or OperationCanceledException or ApiTimeoutException
        && !CallErrors.IsClientTimeout(call, attempt.Error);

    private static RetryDecision Schedule(CallState call, TimeSpan? asked)
    {
        TransportSettings settings = call.Settings;
        TimeSpan delay = asked ?? OwnDelay(call.Attempts - 1, settings.Jitter());
        if (settings.Timeout == Timeout.InfiniteTimeSpan || delay < settings.Timeout - call.Elapsed)
        {
            return RetryDecision.After(delay);
        }

        string limit = ErrorText.Span(settings.Timeout);
        return RetryDecision.StopBecause($"Not sent again: waiting {ErrorText.Span(delay)} would exceed Timeout ({limit}).");
    }

    private static TimeSpan? Number(string? text, long ticks) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && number >= 0
            && !double.IsInfinity(number)
            ? TimeSpan.FromTicks((long)Math.Min(number * ticks, TimeSpan.MaxValue.Ticks / 2))
            : null;

    private static TimeSpan? Date(string text, DateTimeOffset now)
    {
        const DateTimeStyles styles = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal | DateTimeStyles.AllowWhiteSpaces;
        bool read = DateTimeOffset.TryParseExact(text, DateFormats, CultureInfo.InvariantCulture, styles, out DateTimeOffset date);
        return read && date >= now ? date - now : null;
    }

    private static string? Header(HttpResponseMessage response, string name)
    {
        if (response.Headers.TryGetValues(name, out IEnumerable<string>? values))
        {
            foreach (string value in values)
            {
                return value.Trim();
            }
        }

        return null;
    }
}
