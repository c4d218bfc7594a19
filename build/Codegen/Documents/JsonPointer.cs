using Newtonsoft.Json.Linq;

namespace Codegen;

/// <summary>JSON pointers in the form that <c>$ref</c> uses: <c>#/paths/~1chat~1completions/post</c>.</summary>
internal static class JsonPointer
{
    public static string Escape(string segment) =>
        segment.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);

    /// <summary>Splits a pointer into its names; percent signs and tildes are undone, in this order, as RFC 6901 section 6 says.</summary>
    public static IEnumerable<string> Split(string pointer) =>
        Uri.UnescapeDataString(pointer).Split('/').Skip(1).Select(segment =>
            segment.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal));

    /// <summary>Goes one step down; null when there is no such node.</summary>
    public static JToken? Step(JToken node, string segment) => node switch
    {
        JObject members => members[segment],
        JArray items when int.TryParse(segment, out int index) && index >= 0 && index < items.Count => items[index],
        _ => null,
    };
}
