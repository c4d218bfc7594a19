namespace OpenAIChat.ContractTests.MockServers;

/// <summary>The query as WireMock.Net hands it out, of which the values are decoded and the keys are not → as it was meant.</summary>
internal static class WireMockQuery
{
    /// <summary>Decodes the keys; values of one key are joined by commas, also where it was written in two ways.</summary>
    public static Dictionary<string, string> Decode<TValues>(IEnumerable<KeyValuePair<string, TValues>>? query)
        where TValues : IEnumerable<string> => (query ?? [])
        .GroupBy(
            entry => Uri.UnescapeDataString(entry.Key.Replace('+', ' ')),
            entry => string.Join(",", entry.Value),
            StringComparer.Ordinal)
        .ToDictionary(group => group.Key, group => string.Join(",", group), StringComparer.Ordinal);
}
