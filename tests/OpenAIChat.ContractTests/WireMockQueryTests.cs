using OpenAIChat.ContractTests.MockServers;

namespace OpenAIChat.ContractTests;

/// <summary>What the adapter for WireMock.Net makes of a query: tested apart, since the package cannot be restored everywhere.</summary>
internal sealed class WireMockQueryTests
{
    [TestCase("metadata%5Bteam%5D", "metadata[team]")]
    [TestCase("metadata%5bteam+one%5d", "metadata[team one]")]
    [TestCase("metadata[team]", "metadata[team]")]
    [TestCase("%C3%A4%252F", "ä%2F")]
    [TestCase("limit", "limit")]
    public void Keys_are_decoded_once(string sent, string meant)
    {
        Dictionary<string, string> query = WireMockQuery.Decode(new Dictionary<string, List<string>> { [sent] = ["a"] });

        Assert.That(query, Is.EqualTo(new Dictionary<string, string> { [meant] = "a" }));
    }

    [Test]
    public void Values_are_decoded_already()
    {
        Dictionary<string, string> query = WireMockQuery.Decode(new Dictionary<string, List<string>> { ["q"] = ["100%25", "a+b"] });

        Assert.That(query["q"], Is.EqualTo("100%25,a+b"));
    }

    [Test]
    public void A_key_written_in_two_ways_is_one()
    {
        Dictionary<string, string> query = WireMockQuery.Decode(
            new Dictionary<string, List<string>> { ["a%5B0%5D"] = ["1"], ["a[0]"] = ["2"] });

        Assert.That(query["a[0]"], Is.EqualTo("1,2"));
    }

    [Test]
    public void No_query_is_an_empty_one() => Assert.That(WireMockQuery.Decode((Dictionary<string, List<string>>?)null), Is.Empty);
}
