using Newtonsoft.Json.Linq;

namespace OpenAIChat.ContractTests;

/// <summary>The validator finds what is wrong: without these, a validator that says yes to all would go unnoticed.</summary>
public sealed class CanaryTests
{
    private static readonly Dictionary<string, string> NoQuery = [];

    [TestCase("""{"model":"m"}""", TestName = "A request without messages")]
    [TestCase("""{"model":"m","messages":[]}""", TestName = "A request with no message in it")]
    [TestCase("""{"model":"m","messages":[{"role":"user","content":"hi"}],"temperature":3}""", TestName = "A request out of range")]
    [TestCase(
        """{"model":"m","messages":[{"role":"user","content":"hi"}],"temprature":1}""",
        TestName = "A request with a misspelt member")]
    [TestCase("""{"model":"m","messages":[{"role":"stranger","content":"hi"}]}""", TestName = "A request with an unknown role")]
    public void Catches_a_bad_request(string body) =>
        Assert.That(ContractSuite.Validator.ValidateRequest("createChatCompletion", NoQuery, JToken.Parse(body)), Is.Not.Empty);

    [Test]
    public void Catches_an_unknown_query_parameter() =>
        Assert.That(
            ContractSuite.Validator.ValidateRequest("listChatCompletions", new Dictionary<string, string> { ["page"] = "2" }, null),
            Is.Not.Empty);

    [Test]
    public void Catches_a_query_parameter_of_the_wrong_kind() =>
        Assert.That(
            ContractSuite.Validator.ValidateRequest("listChatCompletions", new Dictionary<string, string> { ["limit"] = "many" }, null),
            Is.Not.Empty);

    [Test]
    public void Catches_a_bad_stub() =>
        Assert.That(
            ContractSuite.Validator.ValidateAnswer("createChatCompletion", 200, JToken.Parse("""{"id":"x","object":"chat.completion"}""")),
            Is.Not.Empty);

    [Test]
    public void Catches_a_status_that_is_not_documented() =>
        Assert.That(ContractSuite.Validator.ValidateAnswer("createChatCompletion", 418, JToken.Parse("{}")), Is.Not.Empty);

    [TestCase("data: {\"id\":\"x\"}\n\ndata: [DONE]\n\n", TestName = "A chunk that lacks members")]
    [TestCase("data: [DO\n\n", TestName = "A stream without its end")]
    public void Catches_a_bad_stream(string events) =>
        Assert.That(ContractSuite.Validator.ValidateStream("createChatCompletion", events), Is.Not.Empty);
}
