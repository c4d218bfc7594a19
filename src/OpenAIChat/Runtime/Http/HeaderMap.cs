using System.Net.Http.Headers;

namespace OpenAIChat.Runtime;

/// <summary>Turns header collections into plain dictionaries: names in any case, repeated values joined.</summary>
internal static class HeaderMap
{
    public static IReadOnlyDictionary<string, string> From(IEnumerable<KeyValuePair<string, string>>? headers)
    {
        var map = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        if (headers is not null)
        {
            foreach (KeyValuePair<string, string> header in headers)
            {
                Add(map, header.Key, header.Value);
            }
        }

        return map;
    }

    public static IReadOnlyDictionary<string, string> From(HttpResponseMessage response, SecretRedactor? redactor)
    {
        var map = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        // HttpHeaders parses as it is read, and two readers of one HttpInfo must not meet there.
        lock (response)
        {
            Add(map, response.Headers, redactor);
            Add(map, response.Content?.Headers, redactor);
        }

        return map;
    }

    private static void Add(Dictionary<string, string> map, HttpHeaders? headers, SecretRedactor? redactor)
    {
        if (headers is null)
        {
            return;
        }

        foreach (KeyValuePair<string, IEnumerable<string>> header in headers)
        {
            foreach (string value in header.Value)
            {
                Add(map, header.Key, redactor?.Redact(value) ?? value);
            }
        }
    }

    private static void Add(Dictionary<string, string> map, string name, string value) =>
        map[name] = map.TryGetValue(name, out string? first) ? first + ", " + value : value;
}
