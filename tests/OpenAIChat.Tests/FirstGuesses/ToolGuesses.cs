using OpenAIChat.Testing;

namespace OpenAIChat.Tests.FirstGuesses;

/// <summary>Tools: declared, called, answered.</summary>
internal sealed class ToolGuesses : GuessFixture
{
    private static readonly ChatCompletionTool Weather = ChatCompletionRequestTool.Function(
        "get_weather", "Gets the weather.", new
        {
            type = "object",
            properties = new { city = new { type = "string" } },
            required = new[] {
            "city" }
        });

    [Test]
    public void Tools_are_declared_in_every_way()
    {
        ChatCompletionRequestTool[] tools =
        [
            ChatCompletionRequestTool.Function("f"),
            ChatCompletionRequestTool.Function("f", "Does it."),
            ChatCompletionRequestTool.Function("f", "Does it.", """{"type":"object"}"""),
            ChatCompletionTool.Function("f"),
            ChatTool.Function("f"),
            ChatTool.Custom("f"),
            new ChatCompletionTool { Function = new FunctionObject { Name = "f" } },
            new ChatCompletionTool(new FunctionObject("f")),
        ];

        Assert.That(tools.Select(static tool => tool.ToJson()), Is.All.Contains("\"f\""));
    }

    [Test]
    public void Tools_are_chosen_in_every_way()
    {
        ChatCompletionToolChoiceOption[] choices =
        [
            "auto",
            ChatCompletionToolChoiceOption.Auto,
            ChatCompletionToolChoiceOption.None,
            ChatCompletionToolChoiceOption.Required,
            ChatCompletionToolChoiceOption.Function("f"),
        ];

        Assert.That(
            choices.Select(static choice => new CreateChatCompletionRequest { ToolChoice = choice }.ToJson()),
            Is.All.Contains("tool_choice"));
    }

    [Test]
    public async Task A_call_is_answered_and_the_conversation_goes_on()
    {
        Server.Enqueue(ChatReply.ToolCall("get_weather", new { city = "Paris" }));
        Server.Enqueue("It is sunny in Paris.");
        var request = new CreateChatCompletionRequest { Model = Model, Messages = ["Weather in Paris?"], Tools = [Weather] };

        CreateChatCompletionResponse reply = await Chat.CreateChatCompletionAsync(request);
        Assert.That(reply.FinishReason == FinishReason.ToolCalls);
        request.Messages.Add(reply);
        foreach (ChatCompletionMessageToolCall call in reply.FunctionCalls)
        {
            Assert.That(call.Function.Name, Is.EqualTo("get_weather"));
            Assert.That(call.Function.Arguments, Is.EqualTo("{\"city\":\"Paris\"}"));
            Assert.That((string?)call.GetArguments()["city"], Is.EqualTo("Paris"));
            request.Messages.Add(ChatCompletionRequestMessage.Tool(call.Id, "sunny"));
        }

        reply = await Chat.CreateChatCompletionAsync(request);

        Assert.That(reply.Text, Is.EqualTo("It is sunny in Paris."));
        Assert.That(reply.FunctionCalls, Is.Empty);
    }

    [Test]
    public async Task Tools_are_added_one_by_one()
    {
        var request = new CreateChatCompletionRequest { Model = Model, Messages = ["?"], Tools = [] };
        request.Tools.Add(Weather);
        request.Tools.Add(ChatTool.Function("f"));

        await Chat.CreateChatCompletionAsync(request);

        Assert.That(Sent()["tools"]!.Count(), Is.EqualTo(2));
    }
}
