using Newtonsoft.Json.Linq;

namespace OpenAIChat;

/// <summary>Finds what a model thought before it answered. The contract has no member for it; compatible servers send it under several
/// names.</summary>
internal static class ReasoningText
{
    // DeepSeek, Qwen, vLLM and llama.cpp; OpenRouter, Groq, Ollama and newer vLLM; others.
    private static readonly string[] Names = ["reasoning_content", "reasoning", "reasoning_text", "thinking"];

    /// <summary>Gets the text of a message or a delta; null when the server sends none.</summary>
    public static string? Of(JsonModel? message)
    {
        if (message?.Additional is not { Count: > 0 } members)
        {
            return null;
        }

        foreach (string name in Names)
        {
            if (members.TryGetValue(name, out JToken? value) && TextOf(value) is { } text)
            {
                return text;
            }
        }

        // OpenRouter's list of steps; Mistral's parts of the content.
        return (members.TryGetValue("reasoning_details", out JToken? details) ? JoinedText(details as JArray, static _ => true) : null)
            ?? (members.TryGetValue("content", out JToken? content) ? JoinedText(content as JArray, IsThought) : null);
    }

    private static bool IsThought(JToken part) => (part as JObject)?["type"] is JValue { Value: "thinking" or "reasoning" };

    private static string? JoinedText(JArray? parts, Func<JToken, bool> belongs)
    {
        var texts = parts?.Where(belongs).Select(TextOf).OfType<string>().ToList();
        return texts is { Count: > 0 } ? string.Concat(texts) : null;
    }

    private static string? TextOf(JToken? value) => value switch
    {
        JValue { Value: string text } => text,
        JArray parts => JoinedText(parts, static _ => true),
        JObject part => TextOf(part["text"] ?? part["content"] ?? part["summary"] ?? part["thinking"]),
        _ => null,
    };
}
