namespace OpenAIChat.Testing;

/// <summary>Checks the bearer key of a request.</summary>
internal sealed class Authentication(bool isRequired, string? onlyKey)
{
    private const string Scheme = "Bearer ";

    /// <summary>Gets why a request is refused; null when its key is accepted.</summary>
    /// <param name="authorization">The <c>Authorization</c> header; empty without one.</param>
    public RequestRefusedException? Check(string authorization)
    {
        if (!isRequired)
        {
            return null;
        }

        if (!authorization.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
        {
            return new RequestRefusedException(
                401,
                "No API key was given. Send the header 'Authorization: Bearer KEY'.",
                code: "missing_api_key");
        }

        string key = authorization[Scheme.Length..].Trim();
        return key.Length == 0 || (onlyKey is not null && key != onlyKey)
            ? new RequestRefusedException(401, "The API key is not correct.", code: "invalid_api_key")
            : null;
    }
}
