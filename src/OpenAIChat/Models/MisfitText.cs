using System.Globalization;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace OpenAIChat;

/// <summary>Finds the text in what compatible servers send where text is due.</summary>
internal static class MisfitText
{
    /// <summary>Gets the text of a content that came as a list of parts; null when it did not.</summary>
    public static string? OfContent(JsonModel? message) =>
        Find(message, "content") is JArray parts ? string.Concat(parts.Where(IsTextPart).Select(static part => (string?)part["text"])) : null;

    /// <summary>Gets the text of arguments that came as an object; null when they did not.</summary>
    public static string? OfArguments(JsonModel? function) => (Find(function, "arguments") as JObject)?.ToString(Formatting.None);

    /// <summary>Gets an index that came as text; null when it did not.</summary>
    public static int? OfIndex(JsonModel piece) =>
        Find(piece, "index") is JValue { Value: string text } && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int index) ? index : null;

    public static bool IsTextPart(JToken part) =>
        part is JObject && part["type"] is JValue { Value: "text" } && part["text"] is JValue { Type: JTokenType.String };

    private static JToken? Find(JsonModel? model, string name) =>
        model?.Additional is { } members && members.TryGetValue(name, out JToken? value) ? value : null;
}
