using System.Globalization;
using OpenAIChat.Runtime;

namespace OpenAIChat;

/// <summary>How an answer came: status, headers, request id, rate limits, the attempts and the time it took.</summary>
/// <remarks>
/// Every response model and every exception carries one. Its public constructor makes answers and errors easy to fake in tests.
/// </remarks>
public sealed class HttpInfo
{
    private readonly HttpResponseMessage? response;
    private readonly SecretRedactor? redactor;
    private IReadOnlyDictionary<string, string>? headers;
    private RateLimitInfo? rateLimit;

    /// <summary>Creates a description of an answer, as a fake in a test would.</summary>
    /// <param name="statusCode">The HTTP status, such as 200.</param>
    /// <param name="headers">The response headers; of a repeated name the values are joined with a comma.</param>
    /// <param name="attempts">How often the request was sent.</param>
    /// <param name="duration">How long the call took.</param>
    public HttpInfo(
        int statusCode, IEnumerable<KeyValuePair<string, string>>? headers = null, int attempts = 1, TimeSpan duration = default)
    {
        StatusCode = statusCode;
        Attempts = attempts;
        Duration = duration;
        this.headers = HeaderMap.From(headers);
    }

    /// <param name="response">The answer.</param>
    /// <param name="attempts">How often the request was sent.</param>
    /// <param name="duration">How long the call took.</param>
    /// <param name="redactor">
    /// Takes secrets out of the headers, where an exception shows them; null leaves them as they were received.
    /// </param>
    /// <param name="body">The body, where it was asked for.</param>
    internal HttpInfo(HttpResponseMessage response, int attempts, TimeSpan duration, SecretRedactor? redactor = null, string? body = null)
    {
        StatusCode = (int)response.StatusCode;
        this.response = response;
        this.redactor = redactor;
        Attempts = attempts;
        Duration = duration;
        Body = body;
    }

    /// <summary>Gets what stands where no server answered: status 0, no headers, no attempts.</summary>
    public static HttpInfo None { get; } = new(0, attempts: 0);

    /// <summary>Gets the HTTP status, such as 200; 0 when no server answered.</summary>
    public int StatusCode { get; }

    /// <summary>Gets the response headers by name, in any case; the values of a repeated header are joined with a comma.</summary>
    public IReadOnlyDictionary<string, string> Headers => headers ??= HeaderMap.From(response!, redactor);

    /// <summary>Gets the identifier that the server gave the request (<c>x-request-id</c>), to be quoted to its support.</summary>
    public string? RequestId => Headers.TryGetValue("x-request-id", out string? id) ? id : null;

    /// <summary>Gets what the server says about its limits (<c>x-ratelimit-*</c>).</summary>
    public RateLimitInfo RateLimit => rateLimit ??= RateLimitInfo.From(Headers);

    /// <summary>Gets how often the request was sent: 1 when the first attempt was answered.</summary>
    public int Attempts { get; }

    /// <summary>
    /// Gets the time from the call to the end of the answer, waiting between attempts included; of a stream, to its first byte.
    /// </summary>
    public TimeSpan Duration { get; }

    /// <summary>Gets the body as it was received.</summary>
    /// <value>
    /// <see langword="null"/> unless <see cref="RequestOptions.CaptureBody"/> asked for it; always <see langword="null"/> for a stream.
    /// </value>
    public string? Body { get; }

    /// <summary>Returns status, request id and attempts in one line.</summary>
    /// <returns>A line such as <c>HTTP 200, request req_123, 1 attempt</c>.</returns>
    public override string ToString()
    {
        if (StatusCode == 0)
        {
            return "no answer";
        }

        string id = RequestId is { } given ? ", request " + given : "";
        string attempts = Attempts == 1 ? "1 attempt" : Attempts.ToString(CultureInfo.InvariantCulture) + " attempts";
        return string.Format(CultureInfo.InvariantCulture, "HTTP {0}{1}, {2}", StatusCode, id, attempts);
    }
}
