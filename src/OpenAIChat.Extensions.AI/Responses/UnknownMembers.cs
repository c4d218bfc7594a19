using Microsoft.Extensions.AI;
using Newtonsoft.Json.Linq;

namespace OpenAIChat.Extensions.AI.Responses;

/// <summary>Keeps what a server sends beyond the contract, as JSON that caches and stores of Microsoft.Extensions.AI can write.</summary>
internal static class UnknownMembers
{
    /// <summary>Gets what a message and its choice say beyond contents and reasons; null when there is nothing.</summary>
    public static AdditionalPropertiesDictionary? Of(ChatCompletionResponseMessage message, CreateChatCompletionResponseChoice choice)
    {
        AdditionalPropertiesDictionary? properties = null;
        AddTo(ref properties, message);
        AddTo(ref properties, choice);
        AddModel(ref properties, "logprobs", choice.Logprobs);
        return properties;
    }

    /// <summary>Gets the members of a completion that Microsoft.Extensions.AI has no place for; null when there are none.</summary>
    public static AdditionalPropertiesDictionary? Of(CreateChatCompletionResponse completion)
    {
        AdditionalPropertiesDictionary? properties = Of(completion.ServiceTier?.Value, completion.GetSystemFingerprint());
        if (completion.Metadata is { Count: > 0 } metadata)
        {
            var json = new JObject(metadata.Select(static pair => new JProperty(pair.Key, pair.Value)));
            (properties ??= [])["metadata"] = Json.ToElement(json);
        }

        AddModel(ref properties, "moderation", completion.Moderation);
        AddTo(ref properties, completion);
        return properties;
    }

    /// <summary>Gets what every chunk of a stream repeats; null where it is not known.</summary>
    public static AdditionalPropertiesDictionary? Of(string? serviceTier, string? systemFingerprint)
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

        return properties;
    }

    /// <summary>Adds a member that the contract knows and Microsoft.Extensions.AI does not.</summary>
    public static void AddModel(ref AdditionalPropertiesDictionary? properties, string name, JsonModel? model)
    {
        if (model is not null)
        {
            (properties ??= [])[name] = Json.Parse(model.ToJson());
        }
    }

    /// <summary>Adds the unknown members of a model, but for the reasoning, which is a content.</summary>
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
        message.HasAdditionalProperties
        && message.AdditionalProperties.TryGetValue("content", out JToken? content)
        && content is JArray parts
            ? string.Concat(parts
                .OfType<JObject>()
                .Where(static part => part["type"] is JValue { Value: "text" })
                .Select(static part => (part["text"] as JValue)?.Value as string))
            : null;
}
