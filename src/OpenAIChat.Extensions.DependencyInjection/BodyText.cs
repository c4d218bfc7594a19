using Newtonsoft.Json;

namespace OpenAIChat.Extensions.DependencyInjection;

/// <summary>Shows a body in a log: cut to a length, and without the API key.</summary>
internal sealed class BodyText(int limit, string? apiKey)
{
    // Shorter ones are no secrets, and would make the text unreadable.
    private const int ShortestSecret = 16;

    public string Of(object model)
    {
        string text = model is JsonModel json ? json.ToJson() : model.ToString() ?? "";
        if (apiKey is { Length: >= ShortestSecret })
        {
            text = text.Replace(apiKey, "[API key]");
            text = text.Replace(JsonConvert.ToString(apiKey).Trim('"'), "[API key]");
        }

        return text.Length <= limit ? text : FormattableString.Invariant($"{text.Substring(0, limit)}… ({text.Length} characters)");
    }
}
