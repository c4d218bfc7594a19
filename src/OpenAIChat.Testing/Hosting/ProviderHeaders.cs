using Microsoft.Extensions.Primitives;

namespace OpenAIChat.Testing;

/// <summary>The response headers that the provider sends with every answer.</summary>
internal static class ProviderHeaders
{
    private static readonly KeyValuePair<string, StringValues>[] Constant =
    [
        new("openai-processing-ms", "7"),
        new("openai-version", "2020-10-01"),
        new("x-ratelimit-limit-requests", "10000"),
        new("x-ratelimit-limit-tokens", "2000000"),
        new("x-ratelimit-remaining-requests", "9999"),
        new("x-ratelimit-remaining-tokens", "1999000"),
        new("x-ratelimit-reset-requests", "6ms"),
        new("x-ratelimit-reset-tokens", "30ms"),
    ];

    public static IEnumerable<KeyValuePair<string, StringValues>> For(string requestId) => [new("x-request-id", requestId), .. Constant];
}
