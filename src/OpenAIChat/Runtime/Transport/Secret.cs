namespace OpenAIChat.Runtime;

/// <summary>Keeps the API key out of everything that is shown, should a server echo it.</summary>
internal static class Secret
{
    private const string Mark = "[API key]";

    public static string Redact(string text, string? secret) =>
        string.IsNullOrEmpty(secret) || text.IndexOf(secret, StringComparison.Ordinal) < 0 ? text : text.Replace(secret, Mark);
}
