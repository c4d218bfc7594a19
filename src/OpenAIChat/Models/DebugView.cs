namespace OpenAIChat;

/// <summary>Shortens what a debugger shows in one line.</summary>
internal static class DebugView
{
    private const int MaximumLength = 100;

    public static string Shorten(string? text)
    {
        text = (text ?? "").Replace('\r', ' ').Replace('\n', ' ');
        return text.Length <= MaximumLength ? text : text[..MaximumLength] + "…";
    }
}
