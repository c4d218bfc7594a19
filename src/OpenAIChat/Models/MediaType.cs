namespace OpenAIChat;

/// <summary>Tells what bytes are by how they begin.</summary>
internal static class MediaType
{
    /// <summary>Gets the media type of an image that the API takes, else null.</summary>
    public static string? OfImage(ReadOnlySpan<byte> bytes) => bytes switch
    {
        _ when bytes.StartsWith((ReadOnlySpan<byte>)[0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A]) => "image/png",
        _ when bytes.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]) => "image/jpeg",
        _ when bytes.StartsWith("GIF87a"u8) || bytes.StartsWith("GIF89a"u8) => "image/gif",
        _ when IsRiff(bytes, "WEBP"u8) => "image/webp",
        _ => null,
    };

    /// <summary>Gets the name that the API has for the audio format, else null.</summary>
    public static string? FormatOfAudio(ReadOnlySpan<byte> bytes) => bytes switch
    {
        _ when IsRiff(bytes, "WAVE"u8) => "wav",
        _ when bytes.StartsWith("ID3"u8) || IsMpegLayer3(bytes) => "mp3",
        _ => null,
    };

    /// <summary>Gets the media type of any file; what says nothing of itself goes by the end of its name.</summary>
    public static string OfFile(ReadOnlySpan<byte> bytes, string filename)
    {
        if (bytes.StartsWith("%PDF-"u8))
        {
            return "application/pdf";
        }

        return OfImage(bytes) ?? FormatOfAudio(bytes) switch
        {
            "wav" => "audio/wav",
            "mp3" => "audio/mpeg",
            _ => OfName(filename),
        };
    }

    private static bool IsRiff(ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> kind) =>
        bytes.StartsWith("RIFF"u8) && bytes.Length >= 12 && bytes.Slice(8, 4).SequenceEqual(kind);

    // A frame begins with eleven set bits, the version (01 is reserved) and the layer (01 is layer III).
    private static bool IsMpegLayer3(ReadOnlySpan<byte> bytes) =>
        bytes.Length >= 2 && bytes[0] == 0xFF && (bytes[1] & 0xE0) == 0xE0 && (bytes[1] & 0x18) != 0x08 && (bytes[1] & 0x06) == 0x02;

    private static string OfName(string filename) => Path.GetExtension(filename).ToUpperInvariant() switch
    {
        ".PDF" => "application/pdf",
        ".TXT" or ".LOG" => "text/plain",
        ".MD" => "text/markdown",
        ".CSV" => "text/csv",
        ".HTML" or ".HTM" => "text/html",
        ".XML" => "application/xml",
        ".JSON" => "application/json",
        ".DOCX" => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        ".XLSX" => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        ".PPTX" => "application/vnd.openxmlformats-officedocument.presentationml.presentation",
        _ => "application/octet-stream",
    };
}
