using System.Globalization;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace OpenAIChat;

/// <summary>Finds the text in what compatible servers send in place of text.</summary>
internal static class MismatchedText
{
    /// <summary>Gets the text of a content that came as a list of parts; null when it did not.</summary>
    public static string? OfContent(JsonModel? message) =>
        Find(message, "content") is JArray parts
            ? string.Concat(parts.Where(IsTextPart).Select(static part => (string?)part["text"]))
            : null;

    /// <summary>Gets the text of a member that came as something else, an object as its JSON; null when it did not.</summary>
    public static string? Of(JsonModel model, string name) => Find(model, name) switch
    {
        null or { Type: JTokenType.Null } => null,
        JValue value => value.ToString(Formatting.None).Trim('"'),
        var json => json.ToString(Formatting.None),
    };

    /// <summary>Removes a member that came as something else than text and returns its text; null when it did not.</summary>
    public static string? Take(JsonModel model, string name)
    {
        string? text = Of(model, name);
        if (text is not null)
        {
            model.AdditionalProperties.Remove(name);
        }

        return text;
    }

    /// <summary>Gets the text of arguments that came as an object; null when they did not.</summary>
    public static string? OfArguments(JsonModel? function) => (Find(function, "arguments") as JObject)?.ToString(Formatting.None);

    /// <summary>Gets an index that came as text; null when it did not.</summary>
    public static int? OfIndex(JsonModel piece) =>
        Find(piece, "index") is JValue { Value: string text }
            && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int index) ? index : null;

    public static bool IsTextPart(JToken part) =>
        part is JObject && part["type"] is JValue { Value: "text" } && part["text"] is JValue { Type: JTokenType.String };

    private static JToken? Find(JsonModel? model, string name) =>
        model?.Additional is { } members && members.TryGetValue(name, out JToken? value) ? value : null;
}
