using OpenAIChat.Runtime;

namespace OpenAIChat.Tests;

/// <summary>What people get wrong at first, and the messages that tell them.</summary>
internal sealed class LikelyMistakeTests
{
    [TestCase("Bearer sk-0123456789abcdef", "leave that out")]
    [TestCase("\"sk-0123456789abcdef\"", "quotation marks")]
    [TestCase("'sk-0123456789abcdef'", "quotation marks")]
    [TestCase("“sk-0123456789abcdef”", "quotation marks")]
    [TestCase("sk-0123456789 abcdef", "space")]
    public void A_key_that_is_more_than_the_key_says_what_to_leave_out(string key, string words)
    {
        string message = Assert.Throws<ArgumentException>(() => new ChatApiOptions { ApiKey = key }.ToSettings(_ => null))!.Message;

        Assert.That(message, Does.Contain(words).And.Not.Contain("sk-0123456789"));
    }

    [TestCase("localhost:8080/v1", "\"localhost:8080/v1\"")]
    [TestCase("api.example.com/v1", "\"api.example.com/v1\"")]
    [TestCase("htp://user:secret@host/v1?key=secret", "\"host/v1\"")]
    public void A_bad_address_is_shown_without_its_secrets(string address, string shown)
    {
        string message = Assert.Throws<ArgumentException>(
            () => new ChatApiOptions { ApiKey = "key" }.ToSettings(name => name == "OPENAI_BASE_URL" ? address : null))!.Message;

        Assert.That(message, Does.Contain("OPENAI_BASE_URL is " + shown).And.Not.Contain("secret"));
    }

    [Test]
    public void A_relative_BaseUrl_is_shown() => Assert.That(
        () => new ChatApiOptions { ApiKey = "key", BaseUrl = new Uri("/v1", UriKind.Relative) }.ToSettings(_ => null),
        Throws.ArgumentException.With.Message.Contains("BaseUrl is \"/v1\""));

    [Test]
    public async Task A_404_names_method_and_address_without_the_query()
    {
        using var server = new ScriptedServer(Replies.Json("""{"detail":"Not Found"}""", 404));
        using ApiTransport transport = server.Connect(options => options.DefaultQuery["key"] = "secret");

        var error = await transport.PostAsync().CatchAsync<NotFoundException>();

        Assert.That(error.Message,
            Does.StartWith($"HTTP 404 Not Found for POST {server.BaseUrl}/notes: Not Found. Check the name of the model"));
    }

    [TestCase("400", "BadRequestError")]
    [TestCase("\"400\"", "BadRequestError")]
    [TestCase("\"model_not_found\"", "model_not_found")]
    public async Task A_code_that_is_a_number_does_not_hide_the_type(string code, string shown)
    {
        using var server = new ScriptedServer(Replies.Json($$$"""{"error":{"message":"No.","type":"BadRequestError","code":{{{code}}}}}""",
            400));
        using ApiTransport transport = server.Connect();

        var error = await transport.PostAsync().CatchAsync<BadRequestException>();

        Assert.That(error.Message, Does.StartWith($"HTTP 400 Bad Request: No. ({shown})"));
        Assert.That(error.Error.ToString(), Is.EqualTo($"No. ({shown})"));
    }
}
