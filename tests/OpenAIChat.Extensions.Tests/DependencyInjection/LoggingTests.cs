using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OpenAIChat.Extensions.DependencyInjection;
using OpenAIChat.Testing;

namespace OpenAIChat.Extensions.Tests.DependencyInjection;

/// <summary>What is logged of a call, and what never is.</summary>
public sealed class LoggingTests
{
    private const string Key = "sk-canary-of-the-key";
    private const string Question = "canary of the question";
    private const string Answer = "canary of the answer";

    private ChatServer server = null!;
    private RecordingLog log = null!;

    private static CreateChatCompletionRequest StreamRequest => new([ChatCompletionRequestMessage.User(Question)], "gpt-5.4")
    {
        StreamOptions = new ChatCompletionStreamOptions { IncludeUsage = true },
    };

    private IEnumerable<LogEntry> Calls => log.Entries.Where(static entry => entry.Category == "OpenAIChat.ChatApi");

    [SetUp]
    public async Task StartServer()
    {
        server = await ChatServer.StartAsync();
        server.Reply(ChatReply.Text(Answer).WithHeader("x-request-id", "req_1"));
        log = new RecordingLog();
    }

    [TearDown]
    public async Task StopServer()
    {
        log.Dispose();
        await server.DisposeAsync();
    }

    [Test]
    public async Task A_call_is_logged_when_it_is_sent_and_when_it_is_answered()
    {
        await AskAsync();

        Assert.That(Calls.Select(static entry => entry.Level), Is.EqualTo(new[] { LogLevel.Debug, LogLevel.Information }));
        Assert.That(Calls.First().Message, Is.EqualTo("Sending POST /chat/completions, model gpt-5.4, streamed False."));
        Assert.That(
            Calls.Last().Message,
            Does.Match("""^POST /chat/completions was answered with status 200 in [\d.]+ ms, request req_1, \d+ tokens in, \d+ out\.$"""));
    }

    [Test]
    public async Task The_tokens_of_a_stream_are_logged()
    {
        server.Reply(ChatReply.Text(Answer).WithUsage(7, 5));
        await using ServiceProvider provider = Services();

        await foreach (CreateChatCompletionStreamResponse chunk in provider.GetRequiredService<IChatApi>()
            .CreateChatCompletionStreamAsync(StreamRequest))
        {
            GC.KeepAlive(chunk);
        }

        Assert.That(Calls.Last().Message, Does.EndWith(", 7 tokens in, 5 out."));
    }

    [Test]
    public async Task A_stream_that_is_left_is_logged_as_such()
    {
        await using ServiceProvider provider = Services();

        await foreach (CreateChatCompletionStreamResponse chunk in provider.GetRequiredService<IChatApi>()
            .CreateChatCompletionStreamAsync(StreamRequest))
        {
            break;
        }

        Assert.That(Calls.Last().Level, Is.EqualTo(LogLevel.Debug));
        Assert.That(Calls.Last().Message, Does.EndWith("then the stream was left."));
    }

    [Test]
    public async Task A_retry_and_a_failure_are_logged()
    {
        server.Reply(ChatReply.Error(503, Answer).WithHeader("retry-after-ms", "0"));

        Assert.That(() => AskAsync(retries: 1), Throws.TypeOf<ServerException>());

        Assert.That(Calls.Select(static entry => entry.Level), Is.EqualTo(new[] { LogLevel.Debug, LogLevel.Warning, LogLevel.Error }));
        Assert.That(Calls.ElementAt(1).Text, Does.StartWith("Attempt 1 failed with ServerException, status 503; trying again in 0 ms."));
        Assert.That(Calls.Last().Text, Does.Contain("failed with ServerException").And.Contain("status 503"));
    }

    [Test]
    public async Task Neither_key_nor_content_is_logged_at_any_level()
    {
        await AskAsync();
        server.Reply(ChatReply.Error(400, Answer));
        Assert.That(() => AskAsync(), Throws.TypeOf<BadRequestException>());

        Assert.That(log.Text, Does.Not.Contain("canary"));
    }

    [Test]
    public async Task Bodies_are_logged_where_asked_for_cut_and_without_the_key()
    {
        await AskAsync(question: $"{Question} {Key}", configure: static services => services.Configure<ChatApiLoggingOptions>(
        static logging =>
        {
            logging.LogBodies = true;
            logging.MaxBodyLength = 150;
        }));

        Assert.That(log.Text, Does.Contain(Question).And.Contain("[API key]").And.Contain("characters)"));
        Assert.That(log.Text, Does.Not.Contain(Key));
        Assert.That(
            log.Entries.Where(static entry => entry.Text.Contains("canary")).Select(static entry => entry.Level),
            Is.All.EqualTo(LogLevel.Trace));
    }

    private async Task AskAsync(int retries = 0, string question = Question, Action<IServiceCollection>? configure = null)
    {
        await using ServiceProvider provider = Services(retries, configure);
        await provider.GetRequiredService<IChatApi>().CreateChatCompletionAsync(
            new CreateChatCompletionRequest { Model = "gpt-5.4", Messages = [ChatCompletionRequestMessage.User(question)] });
    }

    private ServiceProvider Services(int retries = 0, Action<IServiceCollection>? configure = null)
    {
        var services = new ServiceCollection();
        services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(log));
        services.AddChatApi(options => (options.BaseUrl, options.ApiKey, options.MaxRetries) = (server.BaseUrl, Key, retries));
        configure?.Invoke(services);
        return services.BuildServiceProvider();
    }
}
