using Newtonsoft.Json.Linq;

namespace OpenAIChat.Testing;

/// <summary>Reads members of JSON that may have any shape: what is not there, or is something else, is null.</summary>
internal static class JsonPaths
{
    public static JToken? At(this JToken? token, params ReadOnlySpan<string> path)
    {
        foreach (string name in path)
        {
            token = token is JObject parent ? parent[name] : null;
        }

        return token;
    }

    public static string? TextAt(this JToken? token, params ReadOnlySpan<string> path) =>
        token.At(path) is JValue { Value: string text } ? text : null;

    public static IEnumerable<JObject> ObjectsAt(this JToken? token, params ReadOnlySpan<string> path) =>
        token.At(path) is JArray list ? list.OfType<JObject>() : [];
}
