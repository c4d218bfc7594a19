namespace OpenAIChat.Cli;

/// <summary>Takes out of a model's text what a terminal would obey: control characters other than tabs and line breaks.</summary>
internal static class TerminalText
{
    public static string Clean(string text) => text.Any(IsObeyed) ? string.Concat(text.Where(static letter => !IsObeyed(letter))) : text;

    private static bool IsObeyed(char letter) => char.IsControl(letter) && letter is not ('\n' or '\t');
}
