namespace OpenAIChat.Cli;

/// <summary>The console as the program sees it, so that tests can give another.</summary>
/// <param name="Input">Standard input.</param>
/// <param name="Output">Standard output.</param>
/// <param name="Error">Standard error.</param>
internal sealed record CliConsole(TextReader Input, TextWriter Output, TextWriter Error)
{
    /// <summary>Gets whether a person types the input.</summary>
    public bool IsInteractive { get; init; }

    /// <summary>Gets whether the output goes to a terminal, which would obey control characters.</summary>
    public bool IsTerminal { get; init; }

    /// <summary>Gets what reads the lines of a conversation.</summary>
    public required ILineReader Lines { get; init; }

    public async Task WriteAsync(string text)
    {
        await Output.WriteAsync(text).ConfigureAwait(false);
        await Output.FlushAsync().ConfigureAwait(false);
    }
}
