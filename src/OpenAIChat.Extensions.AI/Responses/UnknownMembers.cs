using Microsoft.Extensions.AI;
using Newtonsoft.Json.Linq;

namespace OpenAIChat.Extensions.AI.Responses;

/// <summary>Keeps what a server sends beyond the contract, as JSON that caches and stores of Microsoft.Extensions.AI can write.</summary>
internal static class UnknownMembers
{
    /// <summary>Gets the unknown members of a message, choice or delta, but for the reasoning, which is a content; null when there are none.</summary>
    public static AdditionalPropertiesDictionary? Of(JsonModel model)
    {
        AdditionalPropertiesDictionary? properties = null;
        AddTo(ref properties, model);
        return properties;
    }

    /// <summary>Gets the unknown members of a completion, and the known ones that Microsoft.Extensions.AI has no place for.</summary>
    public static AdditionalPropertiesDictionary? Of(JsonModel model, string? serviceTier, string? systemFingerprint)
    {
        AdditionalPropertiesDictionary? properties = null;
        if (serviceTier is { Length: > 0 })
        {
            (properties ??= [])["service_tier"] = serviceTier;
        }

        if (systemFingerprint is { Length: > 0 })
        {
            (properties ??= [])["system_fingerprint"] = systemFingerprint;
        }

        AddTo(ref properties, model);
        return properties;
    }

    public static void AddTo(ref AdditionalPropertiesDictionary? properties, JsonModel model)
    {
        if (!model.HasAdditionalProperties)
        {
            return;
        }

        foreach (KeyValuePair<string, JToken> member in model.AdditionalProperties)
        {
            if (!ReasoningContent.IsReasoning(member.Key) && member.Value.Type != JTokenType.Null)
            {
                (properties ??= [])[member.Key] = member.Value is JValue { Value: string text } ? text : Json.ToElement(member.Value);
            }
        }
    }

    /// <summary>Gets the text of a content that came as a list of parts; null when it did not.</summary>
    public static string? TextOfParts(JsonModel message) =>
        message.HasAdditionalProperties && message.AdditionalProperties.TryGetValue("content", out JToken? content) && content is JArray parts
            ? string.Concat(parts.OfType<JObject>().Where(static part => part["type"] is JValue { Value: "text" }).Select(static part => part["text"] as JValue).Select(static text => text?.Value as string))
            : null;
}
