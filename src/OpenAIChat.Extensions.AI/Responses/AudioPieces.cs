using Microsoft.Extensions.AI;
using Newtonsoft.Json.Linq;

namespace OpenAIChat.Extensions.AI.Responses;

/// <summary>Decodes the audio of one stream, whose base64 may be cut anywhere.</summary>
internal sealed class AudioPieces(string mediaType)
{
    private const int Group = 4;

    private string? id;
    private string rest = "";

    /// <summary>Returns what a piece adds; null when it adds nothing yet.</summary>
    public DataContent? Add(JObject audio)
    {
        id = audio["id"] is JValue { Value: string { Length: > 0 } known } ? known : id;
        if (audio["data"] is not JValue { Value: string { Length: > 0 } data })
        {
            return null;
        }

        string all = rest + data;
        int whole = all.Length - (all.Length % Group);
        rest = all.Substring(whole);
        return whole > 0 && AudioContent.Decode(all.Substring(0, whole)) is { } bytes
            ? AudioContent.CreatePiece(bytes, mediaType, id)
            : null;
    }
}
