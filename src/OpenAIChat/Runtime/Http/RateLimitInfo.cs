using System.Globalization;

namespace OpenAIChat;

/// <summary>The rate limits that a server reported with an answer, in its <c>x-ratelimit-*</c> headers.</summary>
public sealed class RateLimitInfo
{
    /// <summary>Gets how many requests are allowed in the current period.</summary>
    public long? LimitRequests { get; private set; }

    /// <summary>Gets how many requests are left in the current period.</summary>
    public long? RemainingRequests { get; private set; }

    /// <summary>Gets the time until the request limit is back at its full value.</summary>
    public TimeSpan? ResetRequests { get; private set; }

    /// <summary>Gets how many tokens are allowed in the current period.</summary>
    public long? LimitTokens { get; private set; }

    /// <summary>Gets how many tokens are left in the current period.</summary>
    public long? RemainingTokens { get; private set; }

    /// <summary>Gets the time until the token limit is back at its full value.</summary>
    public TimeSpan? ResetTokens { get; private set; }

    /// <summary>Returns the remaining requests and tokens in one line.</summary>
    /// <returns>A line such as <c>requests 9/10, tokens 900/1000</c>.</returns>
    public override string ToString() => string.Format(
        CultureInfo.InvariantCulture,
        "requests {0}/{1}, tokens {2}/{3}",
        RemainingRequests?.ToString(CultureInfo.InvariantCulture) ?? "?",
        LimitRequests?.ToString(CultureInfo.InvariantCulture) ?? "?",
        RemainingTokens?.ToString(CultureInfo.InvariantCulture) ?? "?",
        LimitTokens?.ToString(CultureInfo.InvariantCulture) ?? "?");

    internal static RateLimitInfo From(IReadOnlyDictionary<string, string> headers) => new()
    {
        LimitRequests = Count(headers, "x-ratelimit-limit-requests"),
        RemainingRequests = Count(headers, "x-ratelimit-remaining-requests"),
        ResetRequests = Duration(headers, "x-ratelimit-reset-requests"),
        LimitTokens = Count(headers, "x-ratelimit-limit-tokens"),
        RemainingTokens = Count(headers, "x-ratelimit-remaining-tokens"),
        ResetTokens = Duration(headers, "x-ratelimit-reset-tokens"),
    };

    /// <summary>
    /// Reads a duration as the API writes it: <c>6m0s</c>, <c>1h30m</c>, <c>7.66s</c>, <c>120ms</c>; a bare number counts as seconds.
    /// </summary>
    internal static TimeSpan? ParseDuration(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        string value = text!.Trim();
        double seconds = 0;
        int at = 0;
        while (at < value.Length)
        {
            int start = at;
            while (at < value.Length && (value[at] is '.' or (>= '0' and <= '9')))
            {
                at++;
            }

            string digits = value.Substring(start, at - start);
            if (!double.TryParse(digits, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double number))
            {
                return null;
            }

            int unit = at;
            while (at < value.Length && value[at] is not ('.' or (>= '0' and <= '9')))
            {
                at++;
            }

            double factor = value.Substring(unit, at - unit) switch
            {
                "d" => 86400,
                "h" => 3600,
                "m" => 60,
                "s" => 1,
                "ms" => 1e-3,
                "us" or "µs" => 1e-6,
                "ns" => 1e-9,
                "" when start == 0 => 1,
                _ => double.NaN,
            };
            seconds += number * factor;
        }

        // Beyond what a TimeSpan holds, or an unknown unit: as good as absent.
        return seconds is >= 0 and < 1e11 ? TimeSpan.FromTicks((long)Math.Round(seconds * TimeSpan.TicksPerSecond)) : null;
    }

    private static long? Count(IReadOnlyDictionary<string, string> headers, string name) =>
        headers.TryGetValue(name, out string? text)
        && long.TryParse(text, NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture,
            out long count)
            ? count
            : null;

    private static TimeSpan? Duration(IReadOnlyDictionary<string, string> headers, string name) =>
        headers.TryGetValue(name, out string? text) ? ParseDuration(text) : null;
}
