using System.Globalization;
using System.Text;

namespace OpenAIChat.Runtime;

/// <summary>Composes the messages of exceptions: one line that says what happened, what the server said and what to do.</summary>
internal static class ErrorText
{
    private const int LongestServerMessage = 1000;

    /// <param name="http">How the answer came.</param>
    /// <param name="error">What the server says.</param>
    /// <param name="hint">What to do; without it, what the status suggests.</param>
    /// <param name="request">Method and address, shown where they may be wrong.</param>
    public static string ForStatus(HttpInfo http, ApiError? error, string? hint = null, string? request = null)
    {
        ArgumentNullException.ThrowIfNull(http);
        StringBuilder text = new StringBuilder("HTTP ").Append(http.StatusCode.ToString(CultureInfo.InvariantCulture));
        if (Reason(http.StatusCode) is { } reason)
        {
            text.Append(' ').Append(reason);
        }

        if (request is not null && http.StatusCode is 404 or 405)
        {
            text.Append(" for ").Append(request);
        }

        AppendError(text, error);
        AppendHint(text, hint ?? Hint(http.StatusCode));
        AppendRequest(text, http);
        return text.ToString();
    }

    /// <summary>Appends <c>: message (code, param p)</c>, or nothing where the server said nothing.</summary>
    public static void AppendError(StringBuilder text, ApiError? error)
    {
        if (error is null || error.IsEmpty)
        {
            text.Append('.');
            return;
        }

        text.Append(": ").Append(OneLine(error.Message ?? error.Kind ?? "", LongestServerMessage));
        string? code = error.Message is null ? null : error.Kind;
        if (code is not null || error.Param is not null)
        {
            text.Append(" (").Append(OneLine(code ?? "", 100));
            if (error.Param is { } param)
            {
                text.Append(code is null ? "" : ", ").Append("param ").Append(OneLine(param, 100));
            }

            text.Append(')');
        }

        if (text[text.Length - 1] is not ('.' or '!' or '?'))
        {
            text.Append('.');
        }
    }

    public static void AppendHint(StringBuilder text, string? hint)
    {
        if (hint is not null)
        {
            text.Append(' ').Append(hint);
        }
    }

    /// <summary>Appends the request id and, where there were several, the attempts.</summary>
    public static void AppendRequest(StringBuilder text, HttpInfo http)
    {
        if (http.RequestId is { } id)
        {
            text.Append(" Request id: ").Append(OneLine(id, 100)).Append('.');
        }

        if (http.Attempts > 1)
        {
            text.Append(" Attempts: ").Append(http.Attempts.ToString(CultureInfo.InvariantCulture)).Append('.');
        }
    }

    /// <summary>Replaces runs of whitespace and control characters by single spaces, and truncates what is too long.</summary>
    public static string OneLine(string text, int longest)
    {
        var line = new StringBuilder(Math.Min(text.Length, longest + 1));
        bool blank = false;
        foreach (char c in text)
        {
            if (char.IsWhiteSpace(c) || char.IsControl(c))
            {
                blank = line.Length > 0;
                continue;
            }

            if (line.Length >= longest)
            {
                return line.Append('…').ToString();
            }

            if (blank)
            {
                line.Append(' ');
                blank = false;
            }

            line.Append(c);
        }

        return line.ToString();
    }

    /// <summary>Writes a time as a person would: <c>500 ms</c>, <c>10 s</c>, <c>10 min</c>.</summary>
    public static string Span(TimeSpan time) => time switch
    {
        { TotalSeconds: < 1 } => time.TotalMilliseconds.ToString("0.###", CultureInfo.InvariantCulture) + " ms",
        { TotalMinutes: < 2 } => time.TotalSeconds.ToString("0.###", CultureInfo.InvariantCulture) + " s",
        { TotalHours: < 2 } => time.TotalMinutes.ToString("0.#", CultureInfo.InvariantCulture) + " min",
        { TotalDays: < 2 } => time.TotalHours.ToString("0.#", CultureInfo.InvariantCulture) + " h",
        _ => time.TotalDays.ToString("0.#", CultureInfo.InvariantCulture) + " days",
    };

    /// <summary>Writes a number of bytes as a person would: <c>64 KiB</c>, <c>1.5 MiB</c>.</summary>
    public static string Size(long bytes) => bytes switch
    {
        < 1024 => bytes.ToString(CultureInfo.InvariantCulture) + " bytes",
        < 1024 * 1024 => (bytes / 1024.0).ToString("0.#", CultureInfo.InvariantCulture) + " KiB",
        _ => (bytes / (1024.0 * 1024)).ToString("0.#", CultureInfo.InvariantCulture) + " MiB",
    };

    private static string? Hint(int status) => status switch
    {
        401 => "Check the API key, and that it belongs to this server.",
        404 => "Check BaseUrl, and the id if there is one.",
        429 => "Send less at a time, or allow more retries (MaxRetries, MaxRetryAfter).",
        >= 300 and < 400 => "Redirects are not followed, since they lose the authentication: set BaseUrl to the final address.",
        _ => null,
    };

    private static string? Reason(int status) => status switch
    {
        300 => "Multiple Choices",
        301 => "Moved Permanently",
        302 => "Found",
        303 => "See Other",
        304 => "Not Modified",
        307 => "Temporary Redirect",
        308 => "Permanent Redirect",
        400 => "Bad Request",
        401 => "Unauthorized",
        402 => "Payment Required",
        403 => "Forbidden",
        404 => "Not Found",
        405 => "Method Not Allowed",
        406 => "Not Acceptable",
        408 => "Request Timeout",
        409 => "Conflict",
        410 => "Gone",
        413 => "Content Too Large",
        415 => "Unsupported Media Type",
        422 => "Unprocessable Content",
        429 => "Too Many Requests",
        431 => "Request Header Fields Too Large",
        500 => "Internal Server Error",
        501 => "Not Implemented",
        502 => "Bad Gateway",
        503 => "Service Unavailable",
        504 => "Gateway Timeout",
        529 => "Overloaded",
        _ => null,
    };
}
