using System.Collections.Concurrent;
using Newtonsoft.Json;

namespace OpenAIChat.Extensions.DependencyInjection;

/// <summary>Shows a body in a log: cut to a length, and without the API key.</summary>
internal sealed class BodyText(int limit, Func<string?> apiKey)
{
    // Shorter ones are no secrets, and would make the text unreadable.
    private const int ShortestSecret = 16;
    private const string Redacted = "[API key]";

    private readonly ConcurrentDictionary<string, string> keys = new();

    public string Of(object model)
    {
        string text = model is JsonModel json ? json.ToJson() : model.ToString() ?? "";
        // The key may change while the client lives, and earlier ones stay secrets.
        if (apiKey() is { Length: >= ShortestSecret } key)
        {
            keys.TryAdd(key, JsonConvert.ToString(key).Trim('"'));
        }

        foreach (KeyValuePair<string, string> secret in keys)
        {
            text = text.Replace(secret.Key, Redacted).Replace(secret.Value, Redacted);
        }

        return text.Length <= limit ? text : FormattableString.Invariant($"{text.Substring(0, limit)}… ({text.Length} characters)");
    }
}
