using Newtonsoft.Json.Linq;
using static OpenAIChat.Tests.Validation.ValidRequest;

namespace OpenAIChat.Tests.Validation;

/// <summary>What the client does with a request before it sends it, and that it sends nothing else.</summary>
internal sealed class RequestPreparationTests
{
    private const string Completion = """{"id":"c1","object":"chat.completion","created":1,"model":"m","choices":[]}""";

    [Test]
    public async Task Nothing_is_sent_of_an_invalid_request()
    {
        using var server = new ScriptedServer(Replies.Json(Completion));
        using var chat = new ChatApi(Options(server));
        CreateChatCompletionRequest request = Create();
        request.Temperature = 9;
        request.ParallelToolCalls = true;

        var fault = await chat.CreateChatCompletionAsync(request).CatchAsync<RequestValidationException>();

        Assert.That(
            fault.Violations.Select(static violation => violation.Path),
            Is.EqualTo(new[] { "temperature", "parallel_tool_calls" }));
        Assert.That(server.Accepted, Is.Zero);
    }

    [Test]
    public async Task Nothing_is_sent_of_an_invalid_streamed_request()
    {
        using var server = new ScriptedServer(Replies.Events("data: [DONE]\n\n"));
        using var chat = new ChatApi(Options(server));
        CreateChatCompletionRequest request = Create();
        request.N = 0;

        var fault = await DrainAsync(chat, request).CatchAsync<RequestValidationException>();

        Assert.That(fault.Violations.Single().Path, Is.EqualTo("n"));
        Assert.That(server.Accepted, Is.Zero);
    }

    [Test]
    public async Task Nothing_is_sent_of_an_invalid_update()
    {
        using var server = new ScriptedServer(Replies.Json(Completion));
        using var chat = new ChatApi(Options(server));

        var fault = await chat.UpdateChatCompletionAsync("c1", new UpdateChatCompletionRequest()).CatchAsync<RequestValidationException>();

        Assert.That(fault.Violations.Single().Path, Is.EqualTo("metadata"));
        Assert.That(server.Accepted, Is.Zero);
    }

    [Test]
    public async Task Stream_true_belongs_to_the_streaming_method()
    {
        using var server = new ScriptedServer(Replies.Json(Completion));
        using var chat = new ChatApi(Options(server));
        CreateChatCompletionRequest request = Create();
        request.Stream = true;

        var fault = await chat.CreateChatCompletionAsync(request).CatchAsync<RequestValidationException>();

        Assert.That(fault.Violations.Single().Rule, Is.EqualTo(ValidationRule.StreamingMethod));
        Assert.That(fault.Message, Does.Contain("CreateChatCompletionStreamAsync"));
        Assert.That(server.Accepted, Is.Zero);
    }

    [Test]
    public async Task Stream_options_belong_to_the_streaming_method()
    {
        using var server = new ScriptedServer(
            Replies.Json(Completion),
            Replies.Events("""data: {"choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}""" + "\n\n"));
        using var chat = new ChatApi(Options(server));
        CreateChatCompletionRequest request = Create();
        request.StreamOptions = new ChatCompletionStreamOptions { IncludeUsage = true };

        var fault = await chat.CreateChatCompletionAsync(request).CatchAsync<RequestValidationException>();
        Assert.That(fault.Violations.Single().Rule, Is.EqualTo(ValidationRule.StreamOptions));
        Assert.That(server.Accepted, Is.Zero);

        using var streaming = new ScriptedServer(
            Replies.Events("""data: {"choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}""" + "\n\n"));
        using var other = new ChatApi(Options(streaming));
        await DrainAsync(other, request);
        Assert.That(streaming.Requests.Single().Body, Does.Contain("\"stream_options\":{\"include_usage\":true}"));
    }

    [Test]
    public async Task A_rule_that_the_server_relaxes_can_be_turned_off()
    {
        using var server = new ScriptedServer(Replies.Json(Completion));
        ChatApiOptions options = Options(server);
        options.DisabledRules = [ValidationRule.ParallelToolCalls];
        using var chat = new ChatApi(options);
        CreateChatCompletionRequest request = Create();
        request.ParallelToolCalls = true;

        await chat.CreateChatCompletionAsync(request);
        Assert.That(server.Requests.Single().Body, Does.Contain("\"parallel_tool_calls\":true"));

        request.Temperature = 9;
        Assert.That(
            (await chat.CreateChatCompletionAsync(request).CatchAsync<RequestValidationException>()).Violations.Single().Path,
            Is.EqualTo("temperature"));
    }

    [Test]
    public void A_rule_that_does_not_exist_cannot_be_turned_off()
    {
        Assert.That(
            () => new ChatApi(new ChatApiOptions { ApiKey = "k", DisabledRules = ["tool-choise"] }),
            Throws.ArgumentException.With.Message.Contains("\"tool-choise\""));
    }

    [Test]
    public async Task Extra_members_of_the_call_count_as_given()
    {
        using var server = new ScriptedServer(Replies.Json(Completion));
        using var chat = new ChatApi(Options(server));
        using ChatApi other = chat.WithOptions(
            new RequestOptions { ExtraBody = JObject.Parse("""{"model": "m", "tools": [{"type": "of tomorrow"}]}""") });

        await other.CreateChatCompletionAsync(new CreateChatCompletionRequest { Messages = Create().Messages, ToolChoice = "auto" });

        Assert.That(server.Requests.Single().Body, Does.Contain("\"model\":\"m\"").And.Contain("of tomorrow"));
    }

    [Test]
    public async Task Validation_can_be_turned_off()
    {
        using var server = new ScriptedServer(Replies.Json(Completion));
        ChatApiOptions options = Options(server);
        options.ValidateRequests = false;
        using var chat = new ChatApi(options);

        await chat.CreateChatCompletionAsync(new CreateChatCompletionRequest { Temperature = 9 });

        Assert.That(server.Requests.Single().Body, Is.EqualTo("""{"temperature":9.0}"""));
    }

    private static async Task DrainAsync(ChatApi chat, CreateChatCompletionRequest request)
    {
        await foreach (CreateChatCompletionStreamResponse _ in chat.CreateChatCompletionStreamAsync(request))
        {
        }
    }

    private static ChatApiOptions Options(ScriptedServer server) => new() { ApiKey = TransportFixture.Key, BaseUrl = server.BaseUrl };
}
