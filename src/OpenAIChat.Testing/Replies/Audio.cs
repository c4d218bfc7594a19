using System.Globalization;
using System.Text;
using Newtonsoft.Json.Linq;

namespace OpenAIChat.Testing;

/// <summary>Audio output: the text as transcript, and its bytes in place of sound.</summary>
internal static class Audio
{
    // 2100-01-01: the audio of a test never expires while it runs.
    private const long ExpiresAt = 4102444800;

    public static bool Asked(JObject request) =>
        request["modalities"] is JArray modalities && modalities.Any(modality => modality is JValue { Value: "audio" });

    public static JObject Of(string text, string completionId, int index)
    {
        string suffix = completionId[(completionId.LastIndexOf('-') + 1)..];
        return new JObject(
            new JProperty("id", string.Create(CultureInfo.InvariantCulture, $"audio_{suffix}_{index}")),
            new JProperty("expires_at", ExpiresAt),
            new JProperty("data", Convert.ToBase64String(Encoding.UTF8.GetBytes(text))),
            new JProperty("transcript", text));
    }
}
