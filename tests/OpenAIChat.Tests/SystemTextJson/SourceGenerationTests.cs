using System.Text.Json;
using System.Text.Json.Serialization;

namespace OpenAIChat.Tests.SystemTextJson;

/// <summary>Models in the contexts that the source generator of System.Text.Json writes.</summary>
internal sealed class SourceGenerationTests
{
    [Test]
    public void A_context_reads_and_writes_models()
    {
        var turn = new Turn
        {
            Request = new() { Model = "gpt-5.4", Messages = { "Hi" }, Stop = "END" },
            Reply = CreateChatCompletionResponse.FromJson(
                """{"id":"a","choices":[{"message":{"content":"Hello"},"finish_reason":"stop"}],"x":1.50}"""),
            Effort = ReasoningEffort.Low,
            Parts = [ContentPart.Text("Hi")],
            Efforts = { [ReasoningEffort.High] = 2 },
        };

        string json = JsonSerializer.Serialize(turn, TurnContext.Default.Turn);
        Turn read = JsonSerializer.Deserialize(json, TurnContext.Default.Turn)!;

        Assert.That(json, Is.EqualTo(
            $$$"""
            {"request":{{{turn.Request.ToJson()}}},"reply":{{{turn.Reply.ToJson()}}},"effort":"low","parts":[{"type":"text","text":"Hi"}],"efforts":{"high":2}}
            """));
        Assert.That(JsonSerializer.Serialize(read, TurnContext.Default.Turn), Is.EqualTo(json));
    }

    [Test]
    public void A_context_of_models_alone_does_without_reflection()
    {
        CreateChatCompletionRequest request = JsonSerializer.Deserialize(
            """{"model":"a","messages":[{"role":"user","content":"Hi"}],"tool_choice":"auto"}""", TurnContext.Default
                .CreateChatCompletionRequest)!;

        Assert.That(JsonSerializer.Serialize(request, TurnContext.Default.CreateChatCompletionRequest), Is.EqualTo(request.ToJson()));
        Assert.That(request.Messages[0], Is.TypeOf<ChatCompletionRequestUserMessage>());
    }
}

internal sealed class Turn
{
    public CreateChatCompletionRequest? Request { get; set; }

    public CreateChatCompletionResponse? Reply { get; set; }

    public ReasoningEffort? Effort { get; set; }

    public List<ChatCompletionRequestMessageContentPart>? Parts { get; set; }

    public Dictionary<ReasoningEffort, int> Efforts { get; set; } = [];
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(Turn))]
[JsonSerializable(typeof(CreateChatCompletionRequest))]
[JsonSerializable(typeof(IAsyncEnumerable<CreateChatCompletionStreamResponse>))]
internal sealed partial class TurnContext : JsonSerializerContext;
