namespace OpenAIChat.Validation;

/// <summary>Looks at data: URLs without decoding them: <c>data:image/png;base64,…</c></summary>
internal static class DataUrlSyntax
{
    private const string Scheme = "data:";
    private const string Encoding = ";base64";

    public static bool IsDataUrl(string text) => text.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase);

    /// <summary>Tells what is wrong; null for a well-formed one and for any other text.</summary>
    public static string? Problem(string text)
    {
        if (!IsDataUrl(text))
        {
            return null;
        }

        int comma = text.IndexOf(',');
        if (comma < 0)
        {
            return "is a data: URL without a comma before its data; give data:<media type>;base64,<data>.";
        }

        ReadOnlySpan<char> header = text.AsSpan(Scheme.Length, comma - Scheme.Length);
        if (!header.EndsWith(Encoding.AsSpan(), StringComparison.OrdinalIgnoreCase))
        {
            return "is a data: URL that is not Base64; give data:<media type>;base64,<data>.";
        }

        if (!HasMediaType(header))
        {
            return "is a data: URL without a media type; give data:<media type>;base64,<data>, such as data:image/png;base64,….";
        }

        ReadOnlySpan<char> data = text.AsSpan(comma + 1);
        if (data.IsEmpty)
        {
            return "is a data: URL without data; give data:<media type>;base64,<data>.";
        }

        return Base64Text.IsValid(data)
            ? null
            : "is a data: URL whose data is not valid Base64; encode the bytes with Convert.ToBase64String.";
    }

    private static bool HasMediaType(ReadOnlySpan<char> header)
    {
        ReadOnlySpan<char> type = header[..header.IndexOf(';')];
        int slash = type.IndexOf('/');
        return slash > 0 && slash < type.Length - 1;
    }
}
