using System.Net;
using System.Net.ServerSentEvents;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OpenAIChat.Testing;

namespace OpenAIChat.Extensions.Tests.Samples;

/// <summary>The web application of docs/guides/web, called as a browser does.</summary>
public sealed class WebSampleTests
{
    private const string Question = "When does the next train to Paris leave?";

    private ChatServer server = null!;
    private WebApplication app = null!;
    private HttpClient browser = null!;

    private readonly RecordingLog log = new();

    [SetUp]
    public async Task Start()
    {
        server = await ChatServer.StartAsync();
        app = WebSample.WebSample.Create(
        [
            "--urls", "http://127.0.0.1:0", "--OpenAIChat:BaseUrl", server.BaseUrl.ToString(), "--OpenAIChat:ApiKey", server
                .ApiKey, "--OpenAIChat:MaxRetries", "0",
        ]);
        app.Services.GetRequiredService<ILoggerFactory>().AddProvider(log);
        await app.StartAsync();
        browser = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };
    }

    [TearDown]
    public async Task Stop()
    {
        browser.Dispose();
        await app.DisposeAsync();
        await server.DisposeAsync();
    }

    [Test]
    public async Task The_answer_reaches_the_browser_as_it_is_written()
    {
        server.Reply(ChatReply.Text("At noon.").InChunksOf(3));

        List<(string Type, string Text)> events = await AskAsync();

        Assert.That(
            events.Where(static happened => happened.Type == "text").Select(static happened => happened.Text),
            Is.EqualTo(new[] { "At ", "noo", "n." }));
        Assert.That(events[^1].Type, Is.EqualTo("done"));
    }

    [Test]
    public async Task The_model_calls_a_function_of_the_application()
    {
        server.Enqueue(ChatReply.ToolCall("GetNextTrain", """{"city":"Paris"}"""), ChatReply.Text("Soon."));

        List<(string Type, string Text)> events = await AskAsync();

        Assert.That(events[0], Is.EqualTo(("tool", "GetNextTrain")));
        Assert.That(server.Requests[^1].ToolResults.Single(), Does.StartWith("Paris: "));
    }

    [Test]
    public async Task A_failure_is_told_without_its_reason()
    {
        server.Reply(ChatReply.Error(500, "secret reason"));

        List<(string Type, string Text)> events = await AskAsync();

        Assert.That(events, Is.EqualTo(new[] { ("failed", "The answer could not be completed.") }));
    }

    [Test]
    public async Task A_browser_that_goes_away_cancels_the_call()
    {
        using var gone = new CancellationTokenSource();
        server.Reply(ChatReply.Text("One two three").StallAfter(2));

        Task<HttpResponseMessage> call = browser.GetAsync("/chat?question=Hi", gone.Token);
        RecordedRequest request = await server.WaitForRequestAsync();
        await gone.CancelAsync();

        Assert.That(async () => await call, Throws.InstanceOf<OperationCanceledException>());
        Assert.That(await request.Finished, Is.EqualTo(RequestOutcome.Abandoned));
    }

    [Test]
    public async Task It_is_healthy_while_the_server_answers()
    {
        using HttpResponseMessage health = await browser.GetAsync("/health");

        Assert.That(health.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(server.Requests.Single().Method, Is.EqualTo("GET"));
    }

    [Test]
    public async Task A_call_and_its_function_are_traced()
    {
        server.Enqueue(ChatReply.ToolCall("GetNextTrain", """{"city":"Paris"}"""), ChatReply.Text("Soon."));

        await AskAsync();

        Assert.That(
            log.Entries.Select(static entry => entry.Message),
            Has.Some.StartsWith("chat gpt-5.4: ").And.Some.StartsWith("execute_tool GetNextTrain: "));
    }

    [Test]
    public async Task It_serves_its_page()
    {
        string page = await browser.GetStringAsync("/");

        Assert.That(page, Does.Contain("new EventSource('/chat?question='"));
    }

    private async Task<List<(string Type, string Text)>> AskAsync()
    {
        await using Stream stream = await browser.GetStreamAsync("/chat?question=" + Uri.EscapeDataString(Question));
        List<(string, string)> events = [];
        await foreach (SseItem<string> item in SseParser.Create(stream).EnumerateAsync())
        {
            events.Add((item.EventType, JsonDocument.Parse(item.Data).RootElement.GetProperty("text").GetString()!));
        }

        return events;
    }
}
