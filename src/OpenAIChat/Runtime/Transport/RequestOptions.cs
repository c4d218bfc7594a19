using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace OpenAIChat;

/// <summary>What is different for some calls: given to <c>WithOptions</c> of a client, which copies it.</summary>
/// <remarks>
/// What is not set stays as the client's own options say. Serializers, debuggers and <see cref="ToString"/> leave out what may hold a key.
/// </remarks>
[DebuggerDisplay("{ToString(),nq}")]
public sealed class RequestOptions
{
    private JObject? extraBody;

    /// <summary>Gets or sets another API key.</summary>
    /// <value>The default is the client's key.</value>
    [JsonIgnore]
#if NET
    [System.Text.Json.Serialization.JsonIgnore]
#endif
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    public string? ApiKey { get; set; }

    /// <summary>Gets or sets whether no authentication is sent.</summary>
    /// <value>The default is <see langword="false"/>.</value>
    public bool Anonymous { get; set; }

    /// <summary>
    /// Gets or sets further headers. They replace headers of the same name that the client would send, those of <c>DefaultHeaders</c>
    /// included; <see langword="null"/> removes one, <c>Authorization</c> too.
    /// </summary>
    /// <value>Empty by default.</value>
    [JsonIgnore]
#if NET
    [System.Text.Json.Serialization.JsonIgnore]
#endif
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    public IDictionary<string, string?> Headers { get; set; } = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);

    /// <summary>
    /// Gets or sets further query parameters. They replace the client's default ones of the same name; <see langword="null"/> removes one.
    /// </summary>
    /// <value>Empty by default.</value>
    [JsonIgnore]
#if NET
    [System.Text.Json.Serialization.JsonIgnore]
#endif
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    public IDictionary<string, string?> Query { get; set; } = new Dictionary<string, string?>(StringComparer.Ordinal);

    /// <summary>Gets or sets what is appended to the <c>User-Agent</c> header, after what the client's own options append.</summary>
    /// <value>The default is nothing.</value>
    public string? UserAgentSuffix { get; set; }

    /// <summary>Gets or sets members for the top level of the request body. They replace members of the same name.</summary>
    /// <value>The default is none.</value>
    /// <remarks>For members that the models do not know. They are not validated. A call without a body is sent without one.</remarks>
    [AllowNull]
    public JObject ExtraBody
    {
        get => extraBody ??= [];
        set => extraBody = value;
    }

    /// <summary>Gets or sets the longest time for a whole call, retries and waiting included.</summary>
    /// <value>The default is the client's <c>Timeout</c>. <see cref="System.Threading.Timeout.InfiniteTimeSpan"/> means no limit.</value>
    public TimeSpan? Timeout { get; set; }

    /// <summary>Gets or sets how often a failed request is sent again.</summary>
    /// <value>The default is the client's <c>MaxRetries</c>.</value>
    public int? MaxRetries { get; set; }

    /// <summary>Gets or sets whether <see cref="HttpInfo.Body"/> holds the body as it was received.</summary>
    /// <value>The default is <see langword="false"/>.</value>
    /// <remarks>Not for streams.</remarks>
    public bool CaptureBody { get; set; }

    /// <summary>Gets or sets the file that the body of the answer is also written to, as it was received.</summary>
    /// <value>The default is none.</value>
    /// <remarks>
    /// It is written beside the file and then moved, so that the file is either whole or as it was before. Only a 2xx answer that was
    /// received
    /// to its end is saved, of a stream too; an existing file is replaced.
    /// </remarks>
    public string? SaveResponseTo { get; set; }

    /// <summary>Returns the options without any that may hold a key.</summary>
    /// <returns>A line such as <c>RequestOptions { Timeout = 00:01:00, MaxRetries = 0 }</c>.</returns>
    public override string ToString() =>
        "RequestOptions { Timeout = " + (Timeout?.ToString() ?? "default")
        + ", MaxRetries = " + (MaxRetries?.ToString(CultureInfo.InvariantCulture) ?? "default") + " }";
}
