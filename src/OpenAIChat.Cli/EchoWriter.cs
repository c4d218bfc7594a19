namespace OpenAIChat.Cli;

/// <summary>
/// Prints what a connection receives. When nobody reads it any more it ends the reply and prints nothing more: thrown into the
/// connection, the exception would count as a failure of that, and the request would be sent again.
/// </summary>
internal sealed class EchoWriter(CliConsole console, Action endReply)
{
    private bool isBroken;

    public Task WriteAsync(string text) => GuardAsync(console.IsTerminal ? TerminalText.Clean(text) : text, flush: false);

    public Task WriteLineAsync(string text = "") => WriteAsync(text + console.Output.NewLine);

    public Task FlushAsync() => GuardAsync("", flush: true);

    private async Task GuardAsync(string text, bool flush)
    {
        if (isBroken)
        {
            return;
        }

        try
        {
            await console.Output.WriteAsync(text).ConfigureAwait(false);
            if (flush)
            {
                await console.Output.FlushAsync().ConfigureAwait(false);
            }
        }
        catch (BrokenPipeException)
        {
            isBroken = true;
            endReply();
        }
    }
}
