using Newtonsoft.Json.Linq;

namespace Codegen.Lowering.Rules;

/// <summary>Tells the media types that the client speaks, JSON and event streams, from those that it does not.</summary>
internal static class MediaTypes
{
    private static readonly string[] LineStreams =
    [
        "application/x-ndjson", "application/ndjson", "application/jsonl", "application/x-jsonl",
        "application/jsonlines", "application/x-jsonlines",
        "application/json-lines", "application/json-seq", "application/stream+json", "application/x-json-stream", "text/x-ndjson",
    ];

    /// <summary>Determines whether it is one JSON document, or anything at all.</summary>
    public static bool IsJson(string mediaType) =>
        IsPlainJson(mediaType) || (Name(mediaType).EndsWith("+json", StringComparison.Ordinal) && !IsLineStream(mediaType));

    /// <summary>Determines whether <c>application/json</c>, which the client says of what it sends, is a type of this range.</summary>
    public static bool IsPlainJson(string mediaType) => Name(mediaType) is "application/json" or "text/json" or "application/*" or "*/*";

    public static bool IsEventStream(string mediaType) => Name(mediaType) == "text/event-stream";

    /// <summary>Determines whether it is a stream of JSON documents, one a line, which the client does not read.</summary>
    public static bool IsLineStream(string mediaType) => LineStreams.Contains(Name(mediaType));

    public static bool IsMultipart(string mediaType) => Name(mediaType).StartsWith("multipart/", StringComparison.Ordinal);

    /// <summary>
    /// Gets the entry of a type that fits, the plainest first: <c>application/json</c> before <c>application/a+json</c> before <c>*/*</c>.
    /// </summary>
    public static JProperty? Find(JObject content, Func<string, bool> fits) => content.Properties()
        .Where(entry => fits(entry.Name))
        .OrderBy(entry => Name(entry.Name).Contains('*', StringComparison.Ordinal)).ThenBy(entry => !IsPlainJson(entry.Name))
        .FirstOrDefault();

    public static string List(JObject content) => string.Join(", ", content.Properties().Select(property => property.Name));

    private static string Name(string mediaType) => mediaType.Split(';')[0].Trim().ToLowerInvariant();
}
