namespace OpenAIChat.Cli;

/// <summary>Says in one line what went wrong; a defect of the program itself is not its matter.</summary>
internal static class ErrorLine
{
    public static string? For(Exception exception) => MessageOf(exception) is { } message
        ? "error: " + TerminalText.Clean(message.ReplaceLineEndings(" ").Trim())
        : null;

    private static string? MessageOf(Exception exception) => exception switch
    {
        RequestValidationException invalid => string.Join("; ", invalid.Violations),
        CliException or ApiException or ArgumentException or IOException or UnauthorizedAccessException => exception.Message,
        _ => null,
    };
}
