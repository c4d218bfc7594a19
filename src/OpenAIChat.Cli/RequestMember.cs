using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace OpenAIChat.Cli;

/// <summary>Reads <c>key=value</c>: a dotted key reaches into objects, a value that is JSON is that, anything else is text.</summary>
internal static class RequestMember
{
    public static void Set(JObject request, string key, string value)
    {
        string[] path = key.Split('.');
        JObject parent = request;
        foreach (string name in path[..^1])
        {
            if (parent[name] is not JObject child)
            {
                parent[name] = child = [];
            }

            parent = child;
        }

        parent[path[^1]] = ToToken(value);
    }

    private static JToken ToToken(string value)
    {
        try
        {
            return JsonObject.Parse($$"""{"value":{{value}}}""")["value"] ?? JValue.CreateString(value);
        }
        catch (JsonException)
        {
            return JValue.CreateString(value);
        }
    }
}
