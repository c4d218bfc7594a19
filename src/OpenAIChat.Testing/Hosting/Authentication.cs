namespace OpenAIChat.Testing;

/// <summary>Checks the bearer key of a request.</summary>
internal sealed class Authentication(bool isRequired, string? onlyKey)
{
    private const string Scheme = "Bearer ";

    public void Check(RecordedRequest request)
    {
        if (!isRequired)
        {
            return;
        }

        string header = request.Headers.GetValueOrDefault("Authorization", "");
        if (!header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
        {
            throw new RequestFault(401, "No API key was given. Send the header 'Authorization: Bearer KEY'.", code: "missing_api_key");
        }

        string key = header[Scheme.Length..].Trim();
        if (key.Length == 0 || (onlyKey is not null && key != onlyKey))
        {
            throw new RequestFault(401, "The API key is not correct.", code: "invalid_api_key");
        }
    }
}
