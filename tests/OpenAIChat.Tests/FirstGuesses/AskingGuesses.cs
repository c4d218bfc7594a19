namespace OpenAIChat.Tests.FirstGuesses;

/// <summary>Asking, and what an answer is asked for.</summary>
internal sealed class AskingGuesses : GuessFixture
{
    [Test]
    public async Task Two_texts_are_enough()
    {
        CreateChatCompletionResponse reply = await Chat.CreateChatCompletionAsync(Model, "Hello!");
        CreateChatCompletionResponse cancellable = await Chat.CreateChatCompletionAsync(Model, "Hello!", CancellationToken.None);
        CreateChatCompletionResponse sync = Chat.CreateChatCompletionAsync(Model, "Hello!").GetAwaiter().GetResult();

        Assert.That(reply.Text, Is.EqualTo("You said: Hello!"));
        Assert.That(cancellable.Text, Is.EqualTo(sync.Text));
    }

    [Test]
    public async Task A_request_is_written_in_every_way()
    {
        await Chat.CreateChatCompletionAsync(new() { Model = Model, Messages = ["Hello!"] });
        await Chat.CreateChatCompletionAsync(new() { Model = Model, Messages = { "Hello!" } });
        await Chat.CreateChatCompletionAsync(new() { Model = Model, Messages = [ChatCompletionRequestMessage.User("Hello!")] });
        await Chat.CreateChatCompletionAsync(new() { Model = Model, Messages = [new ChatCompletionRequestUserMessage("Hello!")] });
        await Chat.CreateChatCompletionAsync(
            new() { Model = Model, Messages = [new ChatCompletionRequestUserMessage { Content = "Hello!" }] });
        await Chat.CreateChatCompletionAsync(new() { Model = Model, Messages = new List<ChatCompletionRequestMessage> { "Hello!" } });
        await Chat.CreateChatCompletionAsync(new() { Model = Model, Messages = new ChatCompletionRequestMessage[] { "Hello!" } });
        await Chat.CreateChatCompletionAsync(new CreateChatCompletionRequest { Model = new ModelId(Model), Messages = { "Hello!" } });

        Assert.That(Server.Requests.Select(static request => request.Prompt), Is.All.EqualTo("Hello!"));
    }

    [Test]
    public async Task A_conversation_is_a_list_to_add_to()
    {
        var request = new CreateChatCompletionRequest { Model = Model };
        request.Messages.Add(ChatCompletionRequestMessage.System("Be brief."));
        request.Messages.Add("Hello!");
        CreateChatCompletionResponse reply = await Chat.CreateChatCompletionAsync(request);
        request.Messages.Add(reply);
        request.Messages.Add(reply.Message!);
        request.Messages.Add(reply.ToRequestMessage());
        request.Messages.Add(ChatCompletionRequestMessage.Assistant("Indeed."));
        request.Messages.Add(ChatCompletionRequestMessage.Developer("Be brief."));
        request.Messages.Add("And?");
        await Chat.CreateChatCompletionAsync(request);

        Assert.That(Sent()["messages"]!.Select(static message => (string?)message["role"]), Is.EqualTo(new[]
        {
            "system", "user", "assistant", "assistant", "assistant", "assistant", "developer", "user",
        }));
    }

    [Test]
    public async Task An_answer_says_what_it_is_asked()
    {
        CreateChatCompletionResponse reply = await Chat.CreateChatCompletionAsync(Model, "Hello!");

        Assert.That(reply.Text, Is.EqualTo("You said: Hello!"));
        Assert.That(reply.Message!.Content, Is.EqualTo("You said: Hello!"));
        Assert.That(reply.Message.Role, Is.EqualTo("assistant"));
        Assert.That(reply.Choices[0].Message.Content, Is.EqualTo(reply.Text));
        Assert.That(reply.Choices.Single().FinishReason, Is.EqualTo(FinishReason.Stop));
        Assert.That(reply.FinishReason, Is.EqualTo(FinishReason.Stop));
        Assert.That(reply.FinishReason == "stop");
        Assert.That(reply.FinishReason?.Value, Is.EqualTo("stop"));
        Assert.That(reply.CreatedAt, Is.EqualTo(DateTimeOffset.UtcNow).Within(TimeSpan.FromMinutes(5)));
        Assert.That(reply.CreatedAt.ToUnixTimeSeconds(), Is.EqualTo(reply.Created));
        Assert.That(reply.Model, Is.EqualTo(Model));
        Assert.That(reply.Id, Does.StartWith("chatcmpl-"));
        Assert.That(reply.Refusal, Is.Null);
        Assert.That(reply.ReasoningContent, Is.Null);
        Assert.That(reply.ToolCalls, Is.Empty);
        Assert.That(reply.FunctionCalls, Is.Empty);
        Assert.That(reply.Usage!.PromptTokens + reply.Usage.CompletionTokens, Is.EqualTo(reply.Usage.TotalTokens));
        Assert.That(reply.Usage.PromptTokensDetails!.CachedTokens, Is.Zero);
        Assert.That(reply.Usage.CompletionTokensDetails!.ReasoningTokens, Is.Zero);
        Assert.That(reply.Http.RequestId, Is.Not.Null);
        Assert.That((int)reply.Http.StatusCode, Is.EqualTo(200));
        Assert.That(reply.Http.Headers["x-request-id"], Is.Not.Null);
        Assert.That(reply.ToString(), Does.Contain("You said"));
        Assert.That($"{reply.FinishReason}", Is.EqualTo("stop"));
    }

    [TestCase("reasoning_content", "\"Hm.\"")]
    [TestCase("reasoning", "\"Hm.\"")]
    [TestCase("thinking", "\"Hm.\"")]
    [TestCase("reasoning_details", """[{"type":"reasoning.text","text":"H"},{"type":"reasoning.summary","summary":"m."}]""")]
    [TestCase("content", """[{"type":"thinking","thinking":[{"type":"text","text":"Hm."}]},{"type":"text","text":"Yes."}]""")]
    public async Task What_the_model_thought_has_one_name(string name, string value)
    {
        Server.Enqueue(OpenAIChat.Testing.ChatReply.Json($$$"""
            {"id":"c","object":"chat.completion","created":1,"model":"m","choices":[{"index":0,"finish_reason":"stop","message":{"role":"assistant","{{{name}}}":{{{value}}}}}]}
            """));

        CreateChatCompletionResponse reply = await Chat.CreateChatCompletionAsync(Model, "Well?");

        Assert.That(reply.ReasoningContent, Is.EqualTo("Hm."));
        Assert.That(reply.Message!.ReasoningContent, Is.EqualTo("Hm."));
    }
}
