namespace OpenAIChat.ContractTests.MockServers;

/// <summary>A request as a mock server received it.</summary>
/// <param name="Method">The HTTP method.</param>
/// <param name="Path">The path, without the base path of the API.</param>
/// <param name="Query">The query, unescaped.</param>
/// <param name="Headers">The headers.</param>
/// <param name="Body">The body, or an empty text.</param>
internal sealed record ReceivedRequest(
    string Method,
    string Path,
    IReadOnlyDictionary<string, string> Query,
    IReadOnlyDictionary<string, string> Headers,
    string Body);
