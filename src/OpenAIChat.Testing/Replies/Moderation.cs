using Newtonsoft.Json.Linq;

namespace OpenAIChat.Testing;

/// <summary>Moderation results that find nothing to object to.</summary>
internal static class Moderation
{
    private static readonly string[] Categories = ["harassment", "hate", "self-harm", "sexual", "violence"];

    public static bool Asked(JObject request) => request["moderation"] is JObject;

    public static JObject Of(JObject request)
    {
        string model = request.TextAt("moderation", "model") ?? "omni-moderation-latest";
        return new JObject(new JProperty("input", Results(model)), new JProperty("output", Results(model)));
    }

    private static JObject Results(string model) => new(
        new JProperty("type", "moderation_results"),
        new JProperty("model", model),
        new JProperty("results", new JArray(new JObject(
            new JProperty("type", "moderation_result"),
            new JProperty("model", model),
            new JProperty("flagged", false),
            new JProperty("categories", Each(() => false)),
            new JProperty("category_scores", Each(() => 0.001)),
            new JProperty("category_applied_input_types", Each(() => new JArray("text")))))));

    private static JObject Each(Func<object> value) => new(Categories.Select(category => new JProperty(category, value())));
}
