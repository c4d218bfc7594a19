namespace OpenAIChat.Cli;

/// <summary>Turns a file into the part of a message that its content asks for: an image, audio, or else a document.</summary>
internal static class Attachment
{
    /// <exception cref="CliException">The file cannot be read, or not be sent.</exception>
    public static ChatCompletionRequestMessageContentPart Read(FileInfo file)
    {
        try
        {
            return ContentPart.FromPath(file.FullName);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new CliException($"--attach: '{file}' cannot be sent. {failure.Message}", isUsage: failure is ArgumentException);
        }
    }
}
