using System.Collections.Concurrent;
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
    private RecordingLoggerProvider log = null!;

    [SetUp]
    public async Task StartServer()
    {
        server = await ChatServer.StartAsync();
        server.Reply(ChatReply.Text(Answer).WithHeader("x-request-id", "req_1"));
        log = new RecordingLoggerProvider();
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

        Assert.That(log.Entries.Select(static entry => (entry.Category, entry.Level)), Is.EqualTo(new[]
        {
            ("OpenAIChat.ChatApi", LogLevel.Debug), ("OpenAIChat.ChatApi", LogLevel.Information),
        }));
        Assert.That(log.Entries.First().Text, Is.EqualTo("Sending POST /chat/completions, model gpt-5.4, streamed False."));
        Assert.That(log.Entries.Last().Text, Does.Match("""^POST /chat/completions was answered with status 200 in [\d.]+ ms, request req_1, \d+ tokens in, \d+ out\.$"""));
    }

    [Test]
    public async Task A_retry_and_a_failure_are_logged()
    {
        server.Reply(ChatReply.Error(503, Answer).WithHeader("retry-after-ms", "0"));

        Assert.That(() => AskAsync(retries: 1), Throws.TypeOf<ServerException>());

        Assert.That(log.Entries.Select(static entry => entry.Level), Is.EqualTo(new[] { LogLevel.Debug, LogLevel.Warning, LogLevel.Error }));
        Assert.That(log.Entries.ElementAt(1).Text, Does.StartWith("Attempt 1 failed with ServerException, status 503; trying again in 0 ms."));
        Assert.That(log.Entries.Last().Text, Does.Contain("failed with ServerException").And.Contain("status 503"));
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
        await AskAsync(question: $"{Question} {Key}", configure: static services => services.Configure<ChatApiLoggingOptions>(static logging =>
        {
            logging.LogBodies = true;
            logging.MaxBodyLength = 150;
        }));

        Assert.That(log.Text, Does.Contain(Question).And.Contain("[API key]").And.Contain("characters)"));
        Assert.That(log.Text, Does.Not.Contain(Key));
        Assert.That(log.Entries.Where(static entry => entry.Text.Contains("canary")).Select(static entry => entry.Level), Is.All.EqualTo(LogLevel.Trace));
    }

    private async Task AskAsync(int retries = 0, string question = Question, Action<IServiceCollection>? configure = null)
    {
        var services = new ServiceCollection();
        services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(log).AddFilter("System.Net.Http", LogLevel.None));
        services.AddChatApi(options => (options.BaseUrl, options.ApiKey, options.MaxRetries) = (server.BaseUrl, Key, retries));
        configure?.Invoke(services);
        await using ServiceProvider provider = services.BuildServiceProvider();
        await provider.GetRequiredService<IChatApi>().CreateChatCompletionAsync(
            new CreateChatCompletionRequest { Model = "gpt-5.4", Messages = [ChatCompletionRequestMessage.User(question)] });
    }

    private sealed class RecordingLoggerProvider : ILoggerProvider
    {
        public ConcurrentQueue<(string Category, LogLevel Level, string Text)> Entries { get; } = new();

        public string Text => string.Join("\n", Entries.Select(static entry => entry.Text));

        public ILogger CreateLogger(string categoryName) => new RecordingLogger(this, categoryName);

        public void Dispose() => Entries.Clear();
    }

    private sealed class RecordingLogger(RecordingLoggerProvider owner, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            owner.Entries.Enqueue((category, logLevel, formatter(state, exception) + exception));
    }
}
