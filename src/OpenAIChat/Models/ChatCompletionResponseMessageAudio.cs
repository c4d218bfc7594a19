namespace OpenAIChat;

public sealed partial class ChatCompletionResponseMessageAudio
{
    /// <summary>Decodes the audio.</summary>
    /// <returns>The bytes of a file in the format that was asked for.</returns>
    /// <exception cref="FormatException">The server sent something else than Base64.</exception>
    public byte[] ToBytes() => Convert.FromBase64String(Data);
}
