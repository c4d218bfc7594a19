using Newtonsoft.Json.Linq;

namespace OpenAIChat.Tests.FirstGuesses;

/// <summary>Settings of a request, each as people set it.</summary>
internal sealed class RequestGuesses : GuessFixture
{
    [Test]
    public async Task Settings_take_what_is_at_hand()
    {
        var request = new CreateChatCompletionRequest
        {
            Model = Model,
            Messages = ["Hello!"],
            Temperature = 0.5,
            TopP = 1,
            MaxCompletionTokens = 100,
            N = 1,
            Stop = "END",
            ReasoningEffort = ReasoningEffort.Low,
            Verbosity = "low",
            ServiceTier = ServiceTier.Auto,
            Store = true,
            Logprobs = true,
            TopLogprobs = 2,
            FrequencyPenalty = 0,
            PresencePenalty = -0.5,
            ParallelToolCalls = null,
            ResponseFormat = ResponseFormat.Text,
            SafetyIdentifier = "user-1",
            PromptCacheKey = "key",
            Modalities = [ResponseModality.Text],
            Metadata = new Dictionary<string, string> { ["team"] = "blue" },
            LogitBias = new Dictionary<string, int> { ["50256"] = -100 },
        };
        await Chat.CreateChatCompletionAsync(request);

        Assert.That(Sent()["reasoning_effort"]!.ToString(), Is.EqualTo("low"));
        Assert.That(Sent()["metadata"]!["team"]!.ToString(), Is.EqualTo("blue"));
    }

    [Test]
    public void Stop_takes_one_text_or_several()
    {
        CreateChatCompletionRequest[] requests =
        [
            new() { Stop = "END" },
            new() { Stop = new[] { "END", "STOP" } },
            new() { Stop = new List<string> { "END" } },
            new() { Stop = ["END", "STOP"] },
        ];

        Assert.That(requests.Select(static request => request.ToJson()), Is.All.Contains("END"));
    }

    [Test]
    public void Response_formats_are_at_hand()
    {
        ResponseFormat[] formats =
        [
            ResponseFormat.Text,
            ResponseFormat.JsonObject,
            ResponseFormat.JsonSchema("answer", new { type = "object" }),
            ResponseFormat.JsonSchema("answer", """{"type":"object"}""", strict: true),
            ResponseFormat.JsonSchema("answer", JObject.Parse("""{"type":"object"}""")),
            new ResponseFormatJsonObject(),
            new ResponseFormatText(),
        ];

        Assert.That(
            formats.Select(static format => format.Type),
            Is.EqualTo(new[] { "text", "json_object", "json_schema", "json_schema", "json_schema", "json_object", "text" }));
    }

    [Test]
    public void Messages_are_made_in_every_way()
    {
        ChatCompletionRequestMessageContentPart image = ContentPart.ImageUrl("https://example.com/cat.png");
        ChatCompletionRequestUserMessage[] messages =
        [
            ChatCompletionRequestMessage.User("Look:", image),
            ChatCompletionRequestMessage.User(ContentPart.Text("Look:"), image),
            ChatCompletionRequestMessage.User(image, ContentPart.Text("Look:"), image),
            ChatCompletionRequestMessage.User(["Look:", image]),
            ChatCompletionRequestMessage.User("Look:", image, image),
            new() { Content = "Look:" },
            new() { Content = new[] { ContentPart.Text("Look:"), image } },
            new() { Content = new List<ChatCompletionRequestMessageContentPart> { "Look:", image } },
            new() { Content = ["Look:", image] },
            new("Look:") { Name = "Ann" },
        ];

        Assert.That(messages.Select(static message => message.ToJson()), Is.All.Contains("Look:").And.All.Contains("\"user\""));
        Assert.That(ChatCompletionRequestMessage.User(image).Content.AsParts, Has.Count.EqualTo(1));
    }

    [Test]
    public void A_second_text_is_a_second_text_and_no_name()
    {
        ChatCompletionRequestUserMessage message = ChatCompletionRequestMessage.User("a", "b");

        Assert.That(message.Name, Is.Null);
        Assert.That(
            message.Content.AsParts!.OfType<ChatCompletionRequestMessageContentPartText>().Select(static part => part.Text),
            Is.EqualTo(new[] { "a", "b" }));
    }

    [Test]
    public void Models_are_text_and_back()
    {
        var request = new CreateChatCompletionRequest { Model = Model, Messages = ["Hello!"] };
        string json = request.ToJson();
        var copy = CreateChatCompletionRequest.FromJson(json);
        CreateChatCompletionRequest clone = request.Clone();
        clone.Messages.Add("More");
        var message = ChatCompletionRequestMessage.FromJson("""{"role":"user","content":"Hi"}""");

        Assert.That(copy.ToJson(), Is.EqualTo(json));
        Assert.That(request.Messages, Has.Count.EqualTo(1));
        Assert.That(message, Is.InstanceOf<ChatCompletionRequestUserMessage>());
        Assert.That(CreateChatCompletionResponse.FromText("Hi").ToJson(), Does.Contain("Hi"));
        Assert.That(message.Clone().ToJson(), Is.EqualTo(message.ToJson()));
    }

    [Test]
    public void Members_of_other_servers_are_added_by_name()
    {
        var request = new CreateChatCompletionRequest { Model = Model, Messages = ["Hello!"] };
        request.AdditionalProperties["top_k"] = 5;
        request.AdditionalProperties["thinking"] = new JObject { ["type"] = "enabled" };

        Assert.That(request.ToJson(), Does.Contain("\"top_k\":5").And.Contain("\"thinking\":{"));
    }
}
