using OpenAIChat.Testing;

namespace OpenAIChat.Tests.Docs;

/// <summary>The code of README.md, compiled and run; <see cref="ReadmeTests"/> sees to it that both are the same.</summary>
public sealed class ReadmeExamples : RunExamples
{
    [Test]
    public async Task First_call()
    {
        server.Reply("Hi.");
        var request = new CreateChatCompletionRequest
        {
            Model = "gpt-5.4",
            Messages = [ChatCompletionRequestMessage.System("Be brief."), ChatCompletionRequestMessage.User("Hello!")],
        };
        CreateChatCompletionResponse reply = await chat.CreateChatCompletionAsync(request);
        Console.WriteLine(reply.Text);

        Assert.That(Console.ToString().Trim(), Is.EqualTo("Hi."));
    }

    [Test]
    public async Task Streaming()
    {
        server.Reply("Hello to you.");
        var request = Request();

        await foreach (CreateChatCompletionStreamResponse chunk in chat.CreateChatCompletionStreamAsync(request))
        {
            Console.Write(chunk.Text);
        }

        CreateChatCompletionResponse whole = await chat.CreateChatCompletionStreamAsync(request).ToResponseAsync();

        Assert.That(Console.ToString(), Is.EqualTo("Hello to you."));
        Assert.That(whole.Text, Is.EqualTo("Hello to you."));
    }

    [Test]
    public async Task Tools()
    {
        server.Enqueue(ChatReply.ToolCall("get_weather", new { city = "Paris" }), ChatReply.Text("So it is."));
        var request = Request();
        CreateChatCompletionResponse reply;

        var getWeather = ChatFunction.Create((string city) => $"Sunny in {city}.", "get_weather", "Tells the weather.");
        ToolRun run = chat.RunTools(request, [getWeather]);
        reply = await run.ToResponseAsync();   // the model's answer, after its calls
        Console.WriteLine($"{run.Turns} turns, {run.Usage.TotalTokens} tokens");

        Assert.That(server.Requests[1].ToolResults, Is.EqualTo(["Sunny in Paris."]));
        Assert.That(reply.Text, Is.EqualTo("So it is."));
    }

    [Test]
    public async Task Structured_output()
    {
        server.Reply("""{"value":["Paris","Rome"]}""");
        var request = Request();

        ParsedChatCompletion<List<string>> parsed = await chat.CreateChatCompletionAsync<List<string>>(request);
        List<string> cities = parsed.Value;          // or ChatCompletionParseException: refused, cut off, filtered, no content, no JSON, wrong shape

        Assert.That(cities, Is.EqualTo(new[] { "Paris", "Rome" }));
    }

    [Test]
    public async Task Errors()
    {
        server.Reply(ChatReply.Error(429).WithHeader("x-should-retry", "false"));
        var request = Request();
        CreateChatCompletionResponse reply;

        try
        {
            reply = await chat.CreateChatCompletionAsync(request);
        }
        catch (RequestValidationException invalid)   // before anything was sent: every violation, with its path
        {
            Console.WriteLine(invalid.Violations[0]);
        }
        catch (RateLimitException tooMany)           // after the retries
        {
            Console.WriteLine($"{tooMany.Error.Message} Again in {tooMany.Http.RateLimit.ResetRequests}.");
        }
        catch (ApiException other)                   // status, connection, timeout, stream: one root
        {
            Console.WriteLine(other.Message);
        }

        Assert.That(Console.ToString(), Does.Contain("Again in"));
    }

    [Test]
    public async Task Options()
    {
        using var configured = new ChatApi(new ChatApiOptions
        {
            ApiKey = "ollama",
            BaseUrl = new Uri("http://localhost:11434/v1"),
            MaxRetries = 4,
            Defaults = new CreateChatCompletionRequest { Temperature = 0.2 },   // fills what a request leaves unset
        });

        await SendAsync(chat);

        async Task SendAsync(ChatApi configured)
        {
            var request = Request();
            CreateChatCompletionResponse reply;

            var once = new RequestOptions { Timeout = TimeSpan.FromMinutes(30), Headers = { ["X-Trace"] = "42" } };
            reply = await configured.WithOptions(once).CreateChatCompletionAsync(request);
            Console.WriteLine($"{reply.Http.RequestId}: {reply.Http.RateLimit.RemainingTokens} tokens left");
        }

        Assert.That(Console.ToString(), Does.Contain("tokens left"));
        Assert.That(server.Requests[0].Headers["X-Trace"], Is.EqualTo("42"));
    }

    private static CreateChatCompletionRequest Request() => new([ChatCompletionRequestMessage.User("Hello!")], "gpt-5.4");
}
