namespace OpenAIChat.Cli;

/// <summary>Says in one line what went wrong; a defect of the program itself is not its matter.</summary>
internal static class ErrorLine
{
    public static string? For(Exception exception) => exception switch
    {
        RequestValidationException invalid => "error: " + string.Join("; ", invalid.Violations),
        CliException or ApiException or ArgumentException or IOException =>
            "error: " + exception.Message.ReplaceLineEndings(" ").Trim(),
        _ => null,
    };
}
