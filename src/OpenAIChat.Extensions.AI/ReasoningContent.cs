using Microsoft.Extensions.AI;
using Newtonsoft.Json.Linq;

namespace OpenAIChat.Extensions.AI;

/// <summary>
/// Carries the reasoning that compatible servers send beside the text. It goes back under the name it came with, and what is no text
/// (signatures,
/// encrypted details) goes back as it came.
/// </summary>
internal static class ReasoningContent
{
    private const string NameKey = "reasoning_member";
    private const string DefaultName = "reasoning_content";
    private const string DetailsName = "reasoning_details";

    private static readonly string[] TextNames = [DefaultName, "reasoning"];

    /// <summary>Determines whether a member of an answer is reasoning.</summary>
    public static bool IsReasoning(string name) => name is DefaultName or "reasoning" or DetailsName;

    /// <summary>Reads the reasoning among the members that the contract does not know; null when there is none.</summary>
    public static TextReasoningContent? Read(IDictionary<string, JToken> members)
    {
        string? text = null;
        string? name = null;
        foreach (string candidate in TextNames)
        {
            if (members.TryGetValue(candidate, out JToken? value) && value is JValue { Value: string { Length: > 0 } found })
            {
                (text, name) = (found, candidate);
                break;
            }
        }

        string? details = members.TryGetValue(DetailsName, out JToken? token) && token is JArray { Count: > 0 }
            ? token.ToString(Newtonsoft.Json.Formatting.None)
            : null;
        if (text is null && details is null)
        {
            return null;
        }

        var content = new TextReasoningContent(text) { ProtectedData = details };
        if (name is not null and not DefaultName)
        {
            content.AdditionalProperties = new AdditionalPropertiesDictionary { [NameKey] = name };
        }

        return content;
    }

    /// <summary>Adds the reasoning to the message that repeats the answer.</summary>
    public static void AddTo(ChatCompletionRequestAssistantMessage message, TextReasoningContent reasoning)
    {
        if (reasoning.Text is { Length: > 0 } text)
        {
            string name = reasoning.AdditionalProperties is { } properties && properties.TryGetValue(NameKey, out object? given)
                && given?.ToString() is { Length: > 0 } known
                ? known
                : DefaultName;
            string before = message.AdditionalProperties.TryGetValue(name, out JToken? value) ? (string?)value ?? "" : "";
            message.AdditionalProperties[name] = before + text;
        }

        if (reasoning.ProtectedData is { Length: > 0 } details && TryReadDetails(details) is { } items)
        {
            if (message.AdditionalProperties.TryGetValue(DetailsName, out JToken? earlier) && earlier is JArray list)
            {
                items = new JArray(list.Concat(items));
            }

            message.AdditionalProperties[DetailsName] = items;
        }
    }

    // Protected data of another provider is not ours to read.
    private static JArray? TryReadDetails(string details)
    {
        try
        {
            return JsonObject.Parse($$"""{"details":{{details}}}""")["details"] as JArray;
        }
        catch (Newtonsoft.Json.JsonException)
        {
            return null;
        }
    }
}
