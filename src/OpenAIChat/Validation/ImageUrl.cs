namespace OpenAIChat.Validation;

/// <summary>Tells addresses that a server can fetch from paths and other text.</summary>
internal static class ImageUrl
{
    private const string Authority = "://";

    /// <summary>Determines whether a text is a data: URL, or an absolute address but that of a file.</summary>
    public static bool IsFetchable(string url)
    {
        if (DataUrlSyntax.IsDataUrl(url))
        {
            return true;
        }

        // Not by Uri alone, which takes "C:\\cat.png" and "/cat.png" for addresses of files.
        int scheme = url.IndexOf(Authority, StringComparison.Ordinal);
        return scheme > 0
            && Uri.CheckSchemeName(url[..scheme])
            && !url.StartsWith("file" + Authority, StringComparison.OrdinalIgnoreCase)
            && Uri.TryCreate(url, UriKind.Absolute, out _);
    }
}
