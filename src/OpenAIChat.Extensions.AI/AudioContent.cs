using Microsoft.Extensions.AI;

namespace OpenAIChat.Extensions.AI;

/// <summary>Shows spoken answers as <see cref="DataContent"/>, which remembers the id that later requests refer to.</summary>
internal static class AudioContent
{
    private const string IdKey = "id";
    private const string TranscriptKey = "transcript";
    private const string ExpiryKey = "expires_at";

    /// <summary>Shows the audio of a whole answer; null when its data is no base64, which the raw representation keeps.</summary>
    public static DataContent? Create(ChatCompletionResponseMessageAudio audio, string mediaType) =>
        Decode(audio.Data) is not { } bytes
            ? null
            : new DataContent(bytes, mediaType)
            {
                RawRepresentation = audio,
                AdditionalProperties = new AdditionalPropertiesDictionary
                {
                    [IdKey] = audio.Id,
                    [TranscriptKey] = audio.Transcript,
                    [ExpiryKey] = Responses.ResponseMapper.ToTime(audio.ExpiresAt),
                },
            };

    /// <summary>Shows a piece of streamed audio.</summary>
    public static DataContent CreatePiece(byte[] bytes, string mediaType, string? id)
    {
        var content = new DataContent(bytes, mediaType);
        if (id is { Length: > 0 })
        {
            content.AdditionalProperties = new AdditionalPropertiesDictionary { [IdKey] = id };
        }

        return content;
    }

    /// <summary>Decodes base64; null when it is none.</summary>
    public static byte[]? Decode(string base64)
    {
        try
        {
            return Convert.FromBase64String(base64);
        }
        catch (FormatException)
        {
            return null;
        }
    }

    /// <summary>Gets the id under which the server knows the audio; null when it is not audio of an answer.</summary>
    public static string? IdOf(DataContent content) =>
        content.HasTopLevelMediaType("audio") && content.AdditionalProperties is { } properties
            && properties.TryGetValue(IdKey, out object? id)
            ? id?.ToString()
            : null;
}
