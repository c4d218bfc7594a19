namespace OpenAIChat.Extensions.AI;

/// <summary>Maps the media types of audio to the names of the provider and back.</summary>
internal static class AudioMediaType
{
    private const string Default = "audio/mpeg";

    /// <summary>Gets the format's name, or null where the provider takes no such audio.</summary>
    public static string? ToFormat(string mediaType) => mediaType switch
    {
        "audio/mpeg" or "audio/mp3" => "mp3",
        "audio/wav" or "audio/x-wav" or "audio/wave" or "audio/vnd.wave" => "wav",
        _ => null,
    };

    public static string FromFormat(string? format) => format switch
    {
        null or "" or "mp3" => Default,
        "pcm16" => "audio/pcm",
        _ => "audio/" + format,
    };
}
