using System.Globalization;

namespace OpenAIChat.Runtime;

/// <summary>Says which answers are worth another attempt, and when to send it.</summary>
internal static class RetryRules
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

    /// <summary>Says whether an answer other than 2xx is retried: as <c>x-should-retry</c> says, else by its status.</summary>
    public static bool IsRetried(HttpResponseMessage response) => Header(response, "x-should-retry") switch
    {
        { } answer when answer.Equals("true", StringComparison.OrdinalIgnoreCase) => true,
        { } answer when answer.Equals("false", StringComparison.OrdinalIgnoreCase) => false,
        _ => (int)response.StatusCode is 408 or 409 or 429 or >= 500,
    };

    /// <summary>Reads how long the server asks to wait; null when it says nothing or nothing that makes sense.</summary>
    public static TimeSpan? ServerDelay(HttpResponseMessage response, DateTimeOffset now) =>
        Number(Header(response, "retry-after-ms"), TimeSpan.TicksPerMillisecond)
        ?? (Header(response, "Retry-After") is { } after ? Number(after, TimeSpan.TicksPerSecond) ?? Date(after, now) : null);

    /// <summary>Doubles from half a second to eight, less up to a quarter by chance, so that many clients do not come back at once.</summary>
    /// <param name="retry">0 before the first retry.</param>
    /// <param name="chance">A random number from 0 to 1.</param>
    public static TimeSpan OwnDelay(int retry, double chance)
    {
        double seconds = Math.Min(FirstDelay.TotalSeconds * Math.Pow(2, retry), LongestDelay.TotalSeconds);
        return TimeSpan.FromTicks((long)(seconds * (1 - (0.25 * chance)) * TimeSpan.TicksPerSecond));
    }

    private static TimeSpan? Number(string? text, long ticks) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && number >= 0 && !double.IsInfinity(number)
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
