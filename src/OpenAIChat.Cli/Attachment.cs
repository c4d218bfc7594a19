namespace OpenAIChat.Cli;

/// <summary>Turns a file into the part of a message that its content asks for: an image, audio, or else a document.</summary>
internal static class Attachment
{
    /// <exception cref="CliException">The file cannot be read.</exception>
    public static ChatCompletionRequestMessageContentPart Read(FileInfo file)
    {
        byte[] bytes = ReadBytes(file);
        try
        {
            return TryCreate(() => ContentPart.ImageBytes(bytes)) ?? TryCreate(() => ContentPart.AudioBytes(bytes)) ?? ContentPart.FileBytes(bytes, file.Name);
        }
        catch (ArgumentException refused)
        {
            throw new CliException($"--attach: '{file}' cannot be sent. {refused.Message}");
        }
    }

    private static byte[] ReadBytes(FileInfo file)
    {
        try
        {
            return File.ReadAllBytes(file.FullName);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new CliException($"--attach: '{file}' cannot be read. {failure.Message}");
        }
    }

    // The factories know the formats by their first bytes.
    private static ChatCompletionRequestMessageContentPart? TryCreate(Func<ChatCompletionRequestMessageContentPart> create)
    {
        try
        {
            return create();
        }
        catch (ArgumentException)
        {
            return null;
        }
    }
}
