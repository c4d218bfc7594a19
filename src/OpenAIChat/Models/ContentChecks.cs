using OpenAIChat.Validation;

namespace OpenAIChat;

/// <summary>Refuses what cannot be a part of a message, and says which factory takes it.</summary>
internal static class ContentChecks
{
    // Source: the provider's limit for the images and files of a request.
    private const int MaximumMegabytes = 50;
    private const long MaximumBytes = MaximumMegabytes * 1024L * 1024L;

    public static void CheckImageUrl(string url)
    {
        ArgumentException.ThrowIfNullOrEmpty(url);
        if (!ImageUrl.IsFetchable(url))
        {
            throw new ArgumentException(
                $"'{Shorten(url)}' is no address from which a server can fetch an image. Send a file with ContentPart.ImageFromPath, "
                    + $"bytes with ContentPart.ImageBytes.",
                nameof(url));
        }

        if (DataUrlSyntax.Problem(url) is { } problem)
        {
            throw new ArgumentException($"The text {problem} ContentPart.ImageBytes creates it from the bytes.", nameof(url));
        }
    }

    public static void CheckFileId(string id)
    {
        ArgumentException.ThrowIfNullOrEmpty(id);
        if (DataUrlSyntax.IsDataUrl(id) || id.Contains("://"))
        {
            throw new ArgumentException(
                $"'{Shorten(id)}' is an address, not the id of an uploaded file. Send the bytes with ContentPart.FileBytes.",
                nameof(id));
        }

        if (id.IndexOfAny(['\\']) >= 0 || id[0] is '/' or '.' or '~' || HasExtension(id))
        {
            throw new ArgumentException(
                $"'{Shorten(id)}' is a path, not the id of an uploaded file. Send the file with ContentPart.FileFromPath.",
                nameof(id));
        }
    }

    public static void CheckSize(long bytes, string subject, string parameter)
    {
        if (bytes == 0)
        {
            throw new ArgumentException($"{subject} is empty.", parameter);
        }

        if (bytes > MaximumBytes)
        {
            string size = FormattableString.Invariant($"{subject} has {bytes / 1024 / 1024} MB, but the API takes at most {MaximumMegabytes} MB.");
            throw new ArgumentException(size + " Send less, or upload the file and use ContentPart.FileId.", parameter);
        }
    }

    /// <summary>Reads a file that is not too large; an address in place of a path is refused.</summary>
    public static byte[] ReadFile(string path, string factoryForAddresses)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (DataUrlSyntax.IsDataUrl(path) || path.Contains("://"))
        {
            throw new ArgumentException(
                $"'{Shorten(path)}' is an address, not the path of a file. Use {factoryForAddresses}.",
                nameof(path));
        }

        var file = new FileInfo(path);
        if (file.Exists)
        {
            CheckSize(file.Length, $"The file '{path}'", nameof(path));
        }

        return File.ReadAllBytes(path);
    }

    public static ArgumentException NoImage(ReadOnlySpan<byte> bytes, string subject, string remedy, string parameter)
    {
        string found = MediaType.OfFile(bytes, "") switch
        {
            "application/pdf" => "a PDF, not a PNG, JPEG, GIF or WebP image. Send it with ContentPart.FileFromPath or FileBytes.",
            "audio/wav" or "audio/mpeg" =>
                "audio, not a PNG, JPEG, GIF or WebP image. Send it with ContentPart.AudioFromPath or AudioBytes.",
            _ => $"not a PNG, JPEG, GIF or WebP image. To send it all the same, use {remedy}.",
        };
        return new ArgumentException($"{subject} {found}", parameter);
    }

    public static ArgumentException NoAudio(string subject, string parameter) =>
        new($"{subject} neither WAV nor MP3. Convert the audio, or say its format to ContentPart.AudioBytes.", parameter);

    private static bool HasExtension(string text) =>
        Path.GetExtension(text) is { Length: >= 3 and <= 6 } extension && extension.Skip(1).All(char.IsLetterOrDigit)
            && extension.Skip(1).Any(char.IsLetter);

    private static string Shorten(string text) => text.Length <= 100 ? text : text[..100] + "…";
}
