using Newtonsoft.Json.Linq;

namespace OpenAIChat.Tests.StructuredOutput;

/// <summary>Servers that do not accept <c>json_schema</c>.</summary>
public sealed class StructuredOutputFallbackTests
{
    private const string Paris = """{"Name":"Paris"}""";

    private static readonly JObject Refusal = JObject.Parse("""
        { "error": { "message": "Unsupported response_format: json_schema", "type": "invalid_request_error", "param": null, "code": null } }
        """);

    [Test]
    public async Task Without_the_option_a_refusal_is_an_exception()
    {
        StructuredChat chat = new StructuredChat().Reply(400, Refusal);

        await Assert.ThrowsAsync<BadRequestException>(() => chat.Api.CreateChatCompletionAsync<City>(StructuredChat.Request));
    }

    [Test]
    public async Task A_server_that_refuses_the_schema_gets_it_in_a_message()
    {
        CreateChatCompletionRequest request = StructuredChat.Request;
        request.Messages.Insert(0, ChatCompletionRequestMessage.System("Be brief."));
        StructuredChat chat = new StructuredChat().Reply(400, Refusal).Answer(Paris);

        ParsedChatCompletion<City> parsed = await chat.Api
            .CreateChatCompletionAsync<City>(request, new StructuredOutputOptions { Fallback = StructuredOutputFallback.WhenRefused });

        Assert.That(parsed.Value.Name, Is.EqualTo("Paris"));
        Assert.That((string?)chat.Requests[1]["response_format"]!["type"], Is.EqualTo("json_object"));
        Assert.That(
            chat.Requests[1]["messages"]!.Select(message => (string?)message["role"]), Is.EqualTo(new[] { "system", "system", "user" }));
        Assert.That((string?)chat.Requests[1]["messages"]![1]!["content"], Does.EndWith(StrictJsonSchema.For<City>().ToString()));
        Assert.That(request.Messages, Has.Count.EqualTo(2));
    }

    [Test]
    public async Task A_stream_falls_back_before_its_first_part()
    {
        StructuredChat chat = new StructuredChat().Reply(422, Refusal).Stream([Paris]);
        var options = new StructuredOutputOptions { Fallback = StructuredOutputFallback.WhenRefused };

        PartialChatCompletion<City>? last = null;
        await foreach (PartialChatCompletion<City> part in chat.Api.CreateChatCompletionStreamAsync<City>(StructuredChat.Request, options))
        {
            last = part;
        }

        Assert.That(last!.Value, Is.EqualTo(new City("Paris")));
        Assert.That(last.IsComplete, Is.True);
    }

    [Test]
    public async Task Another_error_is_not_taken_for_a_refusal()
    {
        StructuredChat chat = new StructuredChat()
            .Reply(400, JObject.Parse("""{ "error": { "message": "Unknown model", "type": "invalid_request_error" } }"""));
        var options = new StructuredOutputOptions { Fallback = StructuredOutputFallback.WhenRefused };

        await Assert.ThrowsAsync<BadRequestException>(() => chat.Api.CreateChatCompletionAsync<City>(StructuredChat.Request, options));
        Assert.That(chat.Requests, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task An_answer_to_the_message_is_still_validated()
    {
        StructuredChat chat = new StructuredChat().Answer("""{"name":"Paris"}""");

        ParsedChatCompletion<City> parsed = await chat.Api.CreateChatCompletionAsync<City>(
            StructuredChat.Request, new StructuredOutputOptions { Fallback = StructuredOutputFallback.Always });

        Assert.That(parsed.Failure, Is.EqualTo(ChatCompletionParseFailure.WrongShape));
        Assert.That((string?)chat.Requests[0]["response_format"]!["type"], Is.EqualTo("json_object"));
    }

    private sealed record City(string Name);
}
