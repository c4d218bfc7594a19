namespace OpenAIChat.Cli;

/// <summary>Reads messages line by line, where there is no terminal to edit them in.</summary>
internal sealed class PlainLineReader(TextReader input, TextWriter output) : ILineReader
{
    public async Task<string?> ReadAsync(CancellationToken cancellationToken)
    {
        await output.WriteAsync("> ").ConfigureAwait(false);
        await output.FlushAsync(cancellationToken).ConfigureAwait(false);
        return await input.ReadLineAsync(cancellationToken).ConfigureAwait(false);
    }
}
