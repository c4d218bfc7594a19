using System.Data.Common;

namespace OpenAIChat.Extensions.DependencyInjection;

/// <summary>A connection string such as <c>Endpoint=https://…;Key=sk-…;Model=gpt-5.4</c>.</summary>
/// <param name="Endpoint">The address of the server; null leaves it open.</param>
/// <param name="Key">The API key; null leaves it open.</param>
/// <param name="Model">The model for requests that name none; null leaves it open.</param>
internal sealed record ConnectionString(Uri? Endpoint, string? Key, string? Model)
{
    private const string Form = "It has the form Endpoint=https://…;Key=…;Model=…, each part optional.";

    /// <summary>Parses the text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="path">Where in the configuration it stands, for errors; the text itself is a secret.</param>
    /// <exception cref="InvalidOperationException">There is no connection string, or it is malformed.</exception>
    public static ConnectionString Parse(string? text, string path)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            throw new InvalidOperationException($"The configuration has no connection string at '{path}'. {Form}");
        }

        // An address or a key alone is how some hosts write it.
        if (Uri.TryCreate(text, UriKind.Absolute, out Uri? address) && (address.Scheme == "http" || address.Scheme == "https"))
        {
            return new ConnectionString(address, null, null);
        }

        DbConnectionStringBuilder parts = Split(text!, path);
        Uri? endpoint = null;
        if (Take(parts, "Endpoint") is { } url && !Uri.TryCreate(url, UriKind.Absolute, out endpoint))
        {
            throw new InvalidOperationException($"The Endpoint of the connection string at '{path}' is not an absolute address: '{url}'.");
        }

        var result = new ConnectionString(
            endpoint,
            Take(parts, "Key") ?? Take(parts, "ApiKey"),
            Take(parts, "Model") ?? Take(parts, "Deployment"));
        return result is { Endpoint: null, Key: null, Model: null }
            ? throw new InvalidOperationException(
                $"The connection string at '{path}' has none of the parts Endpoint, Key and Model. {Form}")
            : result;
    }

    public void ApplyTo(ChatApiOptions options)
    {
        options.BaseUrl = Endpoint ?? options.BaseUrl;
        options.ApiKey = Key ?? options.ApiKey;
        if (Model is not null)
        {
            (options.Defaults ??= new CreateChatCompletionRequest()).Model = Model;
        }
    }

    private static DbConnectionStringBuilder Split(string text, string path)
    {
        try
        {
            return new DbConnectionStringBuilder { ConnectionString = text };
        }
        catch (ArgumentException)
        {
            // Its message quotes the text.
            throw new InvalidOperationException($"The connection string at '{path}' is malformed. {Form}");
        }
    }

    private static string? Take(DbConnectionStringBuilder parts, string name) =>
        parts.TryGetValue(name, out object? value) && value?.ToString() is { } text && !string.IsNullOrWhiteSpace(text)
            ? text.Trim()
            : null;
}
