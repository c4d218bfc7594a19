using Newtonsoft.Json.Linq;

namespace OpenAIChat.Testing;

/// <summary>The text in a request's messages, whether content is a string or a list of parts.</summary>
internal static class MessageText
{
    public static string? LastOf(JObject request, string role) =>
        request.ObjectsAt("messages").LastOrDefault(message => message.TextAt("role") == role) is { } found ? Of(found) : null;

    public static string Of(JObject message) => message["content"] switch
    {
        JValue { Value: string text } => text,
        JArray parts => string.Join("\n", parts.Select(part => part.TextAt("text")).OfType<string>()),
        _ => "",
    };
}
