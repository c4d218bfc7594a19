using Newtonsoft.Json.Linq;

namespace Codegen.Lowering;

/// <summary>
/// An entry of "operations": <c>/chat/**</c>, <c>GET /models</c>, <c>tag:Chat</c>, <c>DELETE tag:Files</c>; with <c>!</c> before it, what
/// to leave out.
/// </summary>
internal sealed class OperationPattern
{
    private const string TagPrefix = "tag:";

    private readonly string? method;
    private readonly string? tag;
    private readonly string[] segments;

    public OperationPattern(string text)
    {
        IsExclusion = text.StartsWith('!');
        string rest = text[(IsExclusion ? 1 : 0)..];
        int space = rest.IndexOf(' ', StringComparison.Ordinal);
        if (space > 0 && rest[..space].All(char.IsAsciiLetter))
        {
            method = rest[..space];
            rest = rest[(space + 1)..].TrimStart();
        }

        tag = rest.StartsWith(TagPrefix, StringComparison.Ordinal) ? rest[TagPrefix.Length..].Trim() : null;
        segments = rest.Split('/');
    }

    /// <summary>Gets whether it leaves operations out.</summary>
    public bool IsExclusion { get; }

    /// <summary>Determines whether it fits an operation.</summary>
    public bool Matches(string path, string operationMethod, JToken? operation) =>
        (method is null || method.Equals(operationMethod, StringComparison.OrdinalIgnoreCase))
        && (tag is null ? Matches(segments, path.Split('/')) : TagsOf(operation).Contains(tag, StringComparer.Ordinal));

    private static IEnumerable<string> TagsOf(JToken? operation) =>
        ((operation as JObject)?["tags"] as JArray)?.OfType<JValue>().Select(value => value.Value).OfType<string>() ?? [];

    private static bool Matches(ReadOnlySpan<string> pattern, ReadOnlySpan<string> path)
    {
        if (pattern.IsEmpty)
        {
            return path.IsEmpty;
        }

        if (pattern[0] == "**")
        {
            return Matches(pattern[1..], path) || (!path.IsEmpty && Matches(pattern, path[1..]));
        }

        return !path.IsEmpty && (pattern[0] == "*" || pattern[0] == path[0]) && Matches(pattern[1..], path[1..]);
    }
}
