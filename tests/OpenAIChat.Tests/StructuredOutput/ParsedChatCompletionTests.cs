using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace OpenAIChat.Tests.StructuredOutput;

/// <summary>What becomes of an answer: a value, or one of the six reasons why there is none.</summary>
public sealed class ParsedChatCompletionTests
{
    private const string Canary = "canary-4711";

    private static readonly object[] Failures =
    [
        new object[] { """{ "content": null, "refusal": "canary-4711" }""", "stop", ChatCompletionParseFailure.Refused },
        new object[] { """{ "content": "{\"Name\":\"canary-4711\",\"Pop" }""", "length", ChatCompletionParseFailure.Truncated },
        new object[] { """{ "content": "{\"Name\":\"canary-4711\",\"Population\":1}" }""", "content_filter",
            ChatCompletionParseFailure.Filtered },
        new object[] { """{ "content": null }""", "stop", ChatCompletionParseFailure.NoContent },
        new object[] { """{ "content": "  " }""", "stop", ChatCompletionParseFailure.NoContent },
        new object[]
        {
            """{ "content": null, "tool_calls": [{ "id": "1", "type": "function", "function": { "name": "f", "arguments": "{}" } }] }""",
            "tool_calls", ChatCompletionParseFailure.NoContent,
        },
        new object[] { """{ "content": "{\"Name\": 'canary-4711'}" }""", "stop", ChatCompletionParseFailure.InvalidJson },
        new object[] { """{ "content": "{\"Name\":\"canary-4711\",\"Population\":\"canary-4711\"}" }""", "stop",
            ChatCompletionParseFailure.WrongShape },
    ];

    [Test]
    public async Task An_answer_that_follows_the_schema_is_a_value()
    {
        ParsedChatCompletion<City> parsed = await new StructuredChat().Answer("""{"Name":"Paris","Population":2100000}""").Api
            .CreateChatCompletionAsync<City>(StructuredChat.Request);

        Assert.That(parsed.Value, Is.EqualTo(new City("Paris", 2_100_000)));
        Assert.That(parsed.TryGetValue(out City? value), Is.True);
        Assert.That(value, Is.SameAs(parsed.Value));
        Assert.That(parsed.Failure, Is.Null);
    }

    [TestCaseSource(nameof(Failures))]
    public async Task A_reason_why_there_is_no_value_carries_the_completion_and_quotes_nothing(
        string message, string finishReason, ChatCompletionParseFailure failure)
    {
        ParsedChatCompletion<City> parsed = await new StructuredChat().Answer(JObject.Parse(message), finishReason).Api
            .CreateChatCompletionAsync<City>(StructuredChat.Request);

        var fault = Assert.Throws<ChatCompletionParseException>(() => _ = parsed.Value)!;
        Assert.That(fault.Failure, Is.EqualTo(failure));
        Assert.That(fault.Completion, Is.SameAs(parsed.Completion));
        Assert.That(fault.ToString(), Does.Not.Contain(Canary));
        Assert.That(parsed.TryGetValue(out _), Is.False);
        Assert.That(parsed.Failure, Is.EqualTo(failure));
    }

    [TestCaseSource(nameof(Failures))]
    public async Task A_stream_without_a_value_ends_with_the_reason(string message, string finishReason, ChatCompletionParseFailure failure)
    {
        var whole = CreateChatCompletionResponse.FromMessage(
            JsonConvert.DeserializeObject<ChatCompletionResponseMessage>(message)!, finishReason);
        IChatApi chat = SubstituteChat.Streaming([whole.ToChunk()!]);

        ChatCompletionParseException fault = (await Assert.ThrowsAsync<ChatCompletionParseException>(async () =>
        {
            await foreach (PartialChatCompletion<City> part in chat.CreateChatCompletionStreamAsync<City>(StructuredChat.Request))
            {
                Assert.That(part.IsComplete, Is.False);
            }
        }))!;

        Assert.That(fault.Failure, Is.EqualTo(failure));
        Assert.That(fault.ToString(), Does.Not.Contain(Canary));
    }

    [Test]
    public async Task Each_of_several_choices_has_its_outcome()
    {
        ParsedChatCompletion<City> parsed = await new StructuredChat().Answer("{}", """{"Name":"Rome","Population":null}""", "?").Api
            .CreateChatCompletionAsync<City>(StructuredChat.Request);

        Assert.That(parsed.Choices.Select(choice => choice.Failure), Is.EqualTo(new ChatCompletionParseFailure?[]
        {
            ChatCompletionParseFailure.WrongShape, null, ChatCompletionParseFailure.InvalidJson,
        }));
        Assert.That(parsed.Choices[1].Value, Is.EqualTo(new City("Rome", null)));
        Assert.That(Assert.Throws<ChatCompletionParseException>(() => _ = parsed.Choices[2].Value)!.ChoiceIndex, Is.EqualTo(2));
    }

    [Test]
    public void A_completion_without_choices_has_no_content()
    {
        ParsedChatCompletion<City> parsed = new CreateChatCompletionResponse().Parse<City>();

        Assert.That(parsed.Failure, Is.EqualTo(ChatCompletionParseFailure.NoContent));
        Assert.That(
            Assert.Throws<ChatCompletionParseException>(() => _ = parsed.Value)!.Failure, Is.EqualTo(ChatCompletionParseFailure.NoContent));
    }

    [Test]
    public async Task The_strict_schema_is_sent_and_the_request_stays_as_it_is()
    {
        CreateChatCompletionRequest request = StructuredChat.Request;
        string before = JsonConvert.SerializeObject(request);
        StructuredChat chat = new StructuredChat().Answer("""{"Name":"Paris","Population":1}""");

        await chat.Api.CreateChatCompletionAsync<City>(request);

        JToken format = chat.Requests[0]["response_format"]!;
        Assert.That((string?)format["type"], Is.EqualTo("json_schema"));
        Assert.That((string?)format["json_schema"]!["name"], Is.EqualTo("City"));
        Assert.That((bool?)format["json_schema"]!["strict"], Is.True);
        Assert.That(format["json_schema"]!["schema"]!.ToString(), Is.EqualTo(StrictJsonSchema.For<City>().ToJObject().ToString()));
        Assert.That(JsonConvert.SerializeObject(request), Is.EqualTo(before));
    }

    [Test]
    public void A_type_without_a_strict_schema_is_refused_before_anything_is_sent()
    {
        var chat = new StructuredChat();

        Assert.Throws<StrictJsonSchemaException>(() => chat.Api.CreateChatCompletionAsync<Dictionary<string, int>>(StructuredChat.Request));
        Assert.That(chat.Requests, Is.Empty);
    }

    [Test]
    public async Task A_list_is_wrapped_for_the_model_and_unwrapped_for_the_caller()
    {
        ParsedChatCompletion<int[]> parsed = await new StructuredChat().Answer("""{"value":[1,2]}""").Api
            .CreateChatCompletionAsync<int[]>(StructuredChat.Request);

        Assert.That(parsed.Value, Is.EqualTo(new[] { 1, 2 }));
    }

    private sealed record City(string Name, int? Population);
}
