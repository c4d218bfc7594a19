namespace OpenAIChat.Cli;

/// <summary>Puts the prompt together out of the command line and what is piped in.</summary>
internal static class Prompt
{
    private const string StandardInput = "-";

    /// <summary>Returns the prompt; null when a conversation is to begin.</summary>
    /// <exception cref="CliException">There is no prompt, and nobody to hold a conversation with.</exception>
    public static async Task<string?> ReadAsync(IReadOnlyList<string> words, CliConsole console)
    {
        bool isNamed = words.Contains(StandardInput);
        if (console.IsInteractive && !isNamed)
        {
            return words.Count == 0 ? null : string.Join(' ', words);
        }

        string piped = (await console.Input.ReadToEndAsync().ConfigureAwait(false)).TrimEnd();
        string prompt = isNamed
            ? string.Join(' ', words.Select(word => word == StandardInput ? piped : word))
            : string.Join("\n\n", new[] { string.Join(' ', words), piped }.Where(static part => !string.IsNullOrWhiteSpace(part)));
        return string.IsNullOrWhiteSpace(prompt)
            ? throw new CliException("There is no prompt: give one as argument or on standard input. Try --help.", isUsage: true)
            : prompt;
    }
}
