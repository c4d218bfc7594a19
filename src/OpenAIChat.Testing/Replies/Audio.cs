using System.Globalization;
using Newtonsoft.Json.Linq;

namespace OpenAIChat.Testing;

/// <summary>Audio output: the text as transcript, and a tone for each of its tokens as sound.</summary>
internal static class Audio
{
    // 2100-01-01: the audio of a test never expires while it runs.
    private const long ExpiresAt = 4102444800;

    public static bool Asked(JObject request) =>
        request["modalities"] is JArray modalities && modalities.Any(modality => modality is JValue { Value: "audio" });

    public static JObject Of(string text, string? format, string completionId, int index)
    {
        string suffix = completionId[(completionId.LastIndexOf('-') + 1)..];
        short[] samples = ToneGenerator.Samples(text);
        byte[] data = format switch
        {
            "wav" => WavFile.Encode(samples, ToneGenerator.SampleRate),
            "pcm16" => WavFile.EncodeSamples(samples),
            "mp3" => Mp3File.EncodeSilence(samples.Length, ToneGenerator.SampleRate),
            _ => throw new RequestRefusedException(
                400,
                $"The chat server makes no audio in the format '{format}'. Ask for wav, pcm16 or mp3, or script the reply with "
                    + $"ChatReply.Completion.",
                "audio.format",
                "unsupported_value"),
        };
        return new JObject(
            new JProperty("id", string.Create(CultureInfo.InvariantCulture, $"audio_{suffix}_{index}")),
            new JProperty("expires_at", ExpiresAt),
            new JProperty("data", Convert.ToBase64String(data)),
            new JProperty("transcript", text));
    }
}
