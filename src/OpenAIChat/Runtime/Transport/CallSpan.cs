using System.Diagnostics;
using System.Globalization;

namespace OpenAIChat.Runtime;

/// <summary>What every span of a call tells, by the general semantic conventions.</summary>
internal static class CallSpan
{
    /// <summary>Creates the tags that tell the server.</summary>
    public static TagList ServerTags(TransportSettings settings) => new()
    {
        { "server.address", settings.BaseUrl.IdnHost },
        { "server.port", settings.BaseUrl.Port },
    };

    /// <summary>Returns what <c>error.type</c> says of an exception.</summary>
    public static string ErrorType(Exception error) => error switch
    {
        ApiStatusException status => status.StatusCode.ToString(CultureInfo.InvariantCulture),
        ApiTimeoutException => "timeout",
        OperationCanceledException => "cancelled",
        _ => error.GetType().FullName!,
    };

    /// <summary>Sets how the call ended, and ends the span.</summary>
    public static void Stop(Activity span, HttpInfo? http, string? errorType)
    {
        if (http is { StatusCode: > 0 })
        {
            span.SetTag("http.response.status_code", http.StatusCode);
        }

        if (http is { Attempts: > 1 })
        {
            span.SetTag("http.request.resend_count", http.Attempts - 1);
        }

        if (errorType is not null)
        {
            span.SetTag("error.type", errorType);
            span.SetStatus(ActivityStatusCode.Error);
        }

        span.Dispose();
    }
}
