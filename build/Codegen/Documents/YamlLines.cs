namespace Codegen;

/// <summary>Finds the ends of lines in YAML text, and what stands at their beginning.</summary>
internal static class YamlLines
{
    public static bool IsBreak(char c) => c is '\n' or '\r';

    public static bool IsBlank(char c) => c is ' ' or '\t';

    /// <summary>Determines whether a token that needs white space after it ends here.</summary>
    public static bool IsSpaceAt(string text, int at) => at >= text.Length || IsBlank(text[at]) || IsBreak(text[at]);

    public static int SkipBlanks(string text, int at)
    {
        while (at < text.Length && IsBlank(text[at]))
        {
            at++;
        }

        return at;
    }

    public static int EndOfLine(string text, int at) =>
        text.AsSpan(at).IndexOfAny('\n', '\r') is >= 0 and var length ? at + length : text.Length;

    /// <summary>Gets where the next line starts.</summary>
    public static int NextLine(string text, int at)
    {
        int end = EndOfLine(text, at);
        return end == text.Length ? end : end + (text.AsSpan(end).StartsWith("\r\n") ? 2 : 1);
    }

    /// <summary>Determines whether a line is <c>---</c> or <c>...</c>, alone or before white space.</summary>
    public static bool IsDocumentMarker(string text, int lineStart) =>
        (text.AsSpan(lineStart).StartsWith("---") || text.AsSpan(lineStart).StartsWith("...")) && IsSpaceAt(text, lineStart + 3);
}
