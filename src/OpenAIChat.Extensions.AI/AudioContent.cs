using Microsoft.Extensions.AI;

namespace OpenAIChat.Extensions.AI;

/// <summary>Shows spoken answers as <see cref="DataContent"/>, which remembers the id that later requests refer to.</summary>
internal static class AudioContent
{
    private const string IdKey = "id";
    private const string TranscriptKey = "transcript";
    private const string ExpiryKey = "expires_at";

    public static DataContent Create(
        ChatCompletionResponseMessageAudio audio,
        string mediaType) => new(Convert.FromBase64String(audio.Data), mediaType)
    {
        RawRepresentation = audio,
        AdditionalProperties = new AdditionalPropertiesDictionary
        {
            [IdKey] = audio.Id,
            [TranscriptKey] = audio.Transcript,
            [ExpiryKey] = Responses.ResponseMapper.ToTime(audio.ExpiresAt),
        },
    };

    /// <summary>Gets the id under which the server knows the audio; null when it is not audio of an answer.</summary>
    public static string? IdOf(DataContent content) =>
        content.HasTopLevelMediaType("audio") && content.AdditionalProperties is { } properties
            && properties.TryGetValue(IdKey, out object? id)
            ? id?.ToString()
            : null;
}
