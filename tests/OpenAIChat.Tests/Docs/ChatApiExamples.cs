namespace OpenAIChat.Tests.Docs;

/// <summary>The examples of docs/ChatApi.md: what stands between <c>// docs:</c> marks is shown there, and run here.</summary>
public sealed class ChatApiExamples : RunExamples
{
    [SetUp]
    public void Answer() => server.Reply("Paris.");

    [Test]
    public void A_client_is_made()
    {
        // docs:client
        using var chat = new ChatApi("sk-your-key");   // or new ChatApi(), with the key in OPENAI_API_KEY
        // docs:end
        Assert.That(chat, Is.InstanceOf<IChatApi>());
    }

    [Test]
    public async Task Create()
    {
        // docs:createChatCompletion
        var request = new CreateChatCompletionRequest
        {
            Model = "gpt-5.4",
            Messages =
            [
                new ChatCompletionRequestSystemMessage("Answer with one word."),
                new ChatCompletionRequestUserMessage("What is the capital of France?"),
            ],
        };

        CreateChatCompletionResponse reply = await chat.CreateChatCompletionAsync(request);

        Console.WriteLine(reply.Text);
        Console.WriteLine($"{reply.Usage?.TotalTokens} tokens, {reply.Http.RequestId}");
        // docs:end
        Assert.That(Console.ToString(), Does.StartWith("Paris.").And.Contain("req"));
    }

    [Test]
    public async Task Stream()
    {
        // docs:createChatCompletionStream
        var request = new CreateChatCompletionRequest
        {
            Model = "gpt-5.4",
            Messages = [new ChatCompletionRequestUserMessage("What is the capital of France?")],
        };

        await foreach (CreateChatCompletionStreamResponse chunk in chat.CreateChatCompletionStreamAsync(request))
        {
            Console.Write(chunk.Text);
        }

        // docs:end
        Assert.That(Console.ToString(), Is.EqualTo("Paris."));
    }

    [Test]
    public async Task List()
    {
        string id = await StoreAsync();

        // docs:listChatCompletions
        ChatCompletionList page = await chat.ListChatCompletionsAsync(new ListChatCompletionsParameters
        {
            Metadata = new Dictionary<string, string> { ["topic"] = "geography" },
            Limit = 10,
            Order = SortOrder.Desc,
        });

        foreach (CreateChatCompletionResponse completion in page.Data)
        {
            Console.WriteLine($"{completion.Id}: {completion.Text}");
        }

        // docs:end
        Assert.That(Console.ToString().Trim(), Is.EqualTo($"{id}: Paris."));
    }

    [Test]
    public async Task Get()
    {
        string completionId = await StoreAsync();

        // docs:getChatCompletion
        CreateChatCompletionResponse completion = await chat.GetChatCompletionAsync(completionId);

        Console.WriteLine($"{completion.Model}: {completion.Text}");
        // docs:end
        Assert.That(Console.ToString(), Does.Contain("gpt-5.4: Paris."));
    }

    [Test]
    public async Task Update()
    {
        string completionId = await StoreAsync();

        // docs:updateChatCompletion
        var request = new UpdateChatCompletionRequest
        {
            Metadata = new Dictionary<string, string> { ["topic"] = "geography", ["rating"] = "good" },
        };

        await chat.UpdateChatCompletionAsync(completionId, request);
        // docs:end
        ChatCompletionList good = await chat.ListChatCompletionsAsync(
            new ListChatCompletionsParameters { Metadata = new Dictionary<string, string> { ["rating"] = "good" } });
        Assert.That(good.Data.Select(completion => completion.Id), Is.EqualTo([completionId]));
    }

    [Test]
    public async Task Delete()
    {
        string completionId = await StoreAsync();

        // docs:deleteChatCompletion
        ChatCompletionDeleted result = await chat.DeleteChatCompletionAsync(completionId);

        Console.WriteLine(result.Deleted);
        // docs:end
        Assert.That(Console.ToString().Trim(), Is.EqualTo("True"));
    }

    [Test]
    public async Task Messages()
    {
        string completionId = await StoreAsync();

        // docs:getChatCompletionMessages
        ChatCompletionMessageList messages = await chat.GetChatCompletionMessagesAsync(
            completionId, new GetChatCompletionMessagesParameters { Order = SortOrder.Asc });

        foreach (ChatCompletionMessageListItem message in messages.Data)
        {
            Console.WriteLine($"{message.Role}: {message.Content}");
        }

        // docs:end
        Assert.That(Console.ToString(), Does.Contain("user: Where is the Louvre?"));
    }

    private async Task<string> StoreAsync()
    {
        CreateChatCompletionResponse reply = await chat.CreateChatCompletionAsync(new CreateChatCompletionRequest
        {
            Model = "gpt-5.4",
            Messages = [new ChatCompletionRequestUserMessage("Where is the Louvre?")],
            Store = true,
            Metadata = new Dictionary<string, string> { ["topic"] = "geography" },
        });
        return reply.Id;
    }
}
