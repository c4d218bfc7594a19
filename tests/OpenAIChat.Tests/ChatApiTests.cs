namespace OpenAIChat.Tests;

/// <summary>The client as users construct it, over real connections.</summary>
internal sealed class ChatApiTests
{
    private const string Completion = """
        {"id":"c1","object":"chat.completion","created":1,"model":"m","choices":[{"index":0,"finish_reason":"tool_calls","message":{"role":"assistant","content":"Hi","extra":1,
        "tool_calls":[{"id":"t1","type":"function","function":{"name":"f","arguments":"{}"}}]}}],"usage":{"prompt_tokens":1,"completion_tokens":2,"total_tokens":3}}
        """;

    private static readonly CreateChatCompletionRequest Request = new()
    {
        Model = "m",
        Messages = [new ChatCompletionRequestUserMessage { Content = "Hello" }]
    };

    [Test]
    public async Task Completes_with_a_key_and_an_address()
    {
        using var server = new ScriptedServer(Replies.Json(Completion));
        using var chat = new ChatApi(Options(server));

        CreateChatCompletionResponse reply = await chat.CreateChatCompletionAsync(Request);

        Assert.That(reply.Choices[0].Message.Content, Is.EqualTo("Hi"));
        Assert.That(reply.Http.StatusCode, Is.EqualTo(200));
        Assert.That(server.Requests[0].Target, Is.EqualTo("/v1/chat/completions"));
        Assert.That(server.Requests[0].Body, Is.EqualTo("""{"messages":[{"content":"Hello","role":"user"}],"model":"m"}"""));
    }

    [Test]
    public async Task Uses_a_given_client_and_leaves_it_open()
    {
        using var server = new ScriptedServer(Replies.Json(Completion));
        using var client = new HttpClient();

        using (var chat = new ChatApi(client, Options(server)))
        {
            await chat.CreateChatCompletionAsync(Request);
        }

        using HttpResponseMessage answer = await client.GetAsync(server.BaseUrl);
        Assert.That(answer.IsSuccessStatusCode, Is.True);
    }

    [Test]
    public async Task Options_of_calls_share_the_connection_and_leave_the_client_as_it_is()
    {
        using var server = new ScriptedServer(Replies.Json(Completion));
        using var chat = new ChatApi(Options(server));

        using (ChatApi other = chat.WithOptions(new RequestOptions { Headers = { ["X-Other"] = "1" } }))
        {
            await other.CreateChatCompletionAsync(Request);
        }

        await chat.CreateChatCompletionAsync(Request);

        Assert.That(server.Requests[0].Headers, Does.ContainKey("X-Other"));
        Assert.That(server.Requests[1].Headers, Does.Not.ContainKey("X-Other"));
        Assert.That(server.Accepted, Is.EqualTo(1));
    }

    [Test]
    public async Task Streams_and_leaves_the_request_as_it_is()
    {
        using var server = new ScriptedServer(Replies.Events(
            """data: {"choices":[{"index":0,"delta":{"content":"Hi"}},{"index":1,"delta":{"content":"Ho"}}]}""" + "\n\n",
            """data: {"choices":[{"index":0,"delta":{},"finish_reason":"stop"},{"index":1,"delta":{},"finish_reason":"stop"}]}"""
                + "\n\n"));
        using var chat = new ChatApi(Options(server));

        var chunks = new List<CreateChatCompletionStreamResponse>();
        await foreach (CreateChatCompletionStreamResponse chunk in chat.CreateChatCompletionStreamAsync(Request))
        {
            chunks.Add(chunk);
        }

        Assert.That(chunks, Has.Count.EqualTo(2));
        Assert.That(chunks[0].Choices, Has.Count.EqualTo(2));
        Assert.That(chunks[0].Http.RequestId, Is.EqualTo("req_stream"));
        Assert.That(server.Requests[0].Body, Does.Contain("\"stream\":true"));
        Assert.That(Request.Stream, Is.Null);
    }

    [Test]
    public async Task A_completion_in_place_of_a_stream_is_the_only_chunk()
    {
        using var server = new ScriptedServer(Replies.Json(Completion));
        using var chat = new ChatApi(Options(server));

        var chunks = new List<CreateChatCompletionStreamResponse>();
        await foreach (CreateChatCompletionStreamResponse item in chat.CreateChatCompletionStreamAsync(Request))
        {
            chunks.Add(item);
        }

        CreateChatCompletionStreamResponse chunk = chunks.Single();
        Assert.That(chunk.Choices[0].Delta.Content, Is.EqualTo("Hi"));
        Assert.That(chunk.Choices[0].Delta.ToolCalls![0].Index, Is.Zero);
        Assert.That(chunk.Choices[0].Delta.ToolCalls![0].Id, Is.EqualTo("t1"));
        Assert.That((int)chunk.Choices[0].Delta.AdditionalProperties["extra"], Is.EqualTo(1));
        Assert.That(chunk.Usage!.TotalTokens, Is.EqualTo(3));
    }

    [Test]
    public async Task Defaults_fill_what_a_request_leaves_open_on_a_copy()
    {
        using var server = new ScriptedServer(Replies.Json(Completion));
        ChatApiOptions options = Options(server);
        options.Defaults = new CreateChatCompletionRequest { Model = "other", Temperature = 0.5 };
        using var chat = new ChatApi(options);

        await chat.CreateChatCompletionAsync(Request);

        Assert.That(server.Requests[0].Body, Does.Contain("\"model\":\"m\"").And.Contain("\"temperature\":0.5"));
        Assert.That(Request.Temperature, Is.Null);
    }

    [Test]
    public async Task A_request_that_is_not_valid_is_not_sent()
    {
        using var server = new ScriptedServer(Replies.Json(Completion));
        using var chat = new ChatApi(Options(server));

        var fault = await chat.CreateChatCompletionAsync(new CreateChatCompletionRequest { Temperature = 9 })
            .CatchAsync<RequestValidationException>();

        Assert.That(fault.Violations, Has.Count.GreaterThan(1));
        Assert.That(server.Requests, Is.Empty);
    }

    [Test]
    public void Prints_no_key()
    {
        using var chat = new ChatApi("sk-secret-key");

        Assert.That(chat.ToString(), Does.Not.Contain("sk-secret-key"));
    }

    [Test]
    public void A_null_option_is_an_argument_fault()
    {
        Assert.That(() => new ChatApi((ChatApiOptions)null!), Throws.ArgumentNullException);
        Assert.That(() => new ChatApi((HttpClient)null!), Throws.ArgumentNullException);
        Assert.That(() => new ChatApi((string)null!), Throws.ArgumentNullException);
    }

    [Test]
    public void A_missing_request_surfaces_from_the_task_or_from_the_method_that_streams()
    {
        using var chat = new ChatApi(TransportFixture.Key);

        Task call = chat.CreateChatCompletionAsync(null!);

        Assert.That(async () => await call, Throws.ArgumentNullException.With.Property("ParamName").EqualTo("request"));
        Assert.That(
            () => chat.CreateChatCompletionStreamAsync(null!),
            Throws.ArgumentNullException.With.Property("ParamName").EqualTo("request"));
    }

    [Test]
    public void A_missing_id_is_named_as_the_argument_is()
    {
        using var chat = new ChatApi(TransportFixture.Key);

        Assert.That(
            async () => await chat.GetChatCompletionAsync(null!),
            Throws.ArgumentNullException.With.Property("ParamName").EqualTo("completionId"));
    }

    [Test]
    public async Task One_client_serves_many_calls_at_once()
    {
        using var server = new ScriptedServer(Replies.Json(Completion));
        using var chat = new ChatApi(Options(server));

        CreateChatCompletionResponse[] replies = await Task.WhenAll(
            Enumerable.Range(0, 100).Select(_ => chat.CreateChatCompletionAsync(Request)));

        Assert.That(replies, Has.Length.EqualTo(100));
    }

    private static ChatApiOptions Options(ScriptedServer server) => new() { ApiKey = TransportFixture.Key, BaseUrl = server.BaseUrl };
}
