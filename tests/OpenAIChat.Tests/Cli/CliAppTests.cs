using Newtonsoft.Json.Linq;
using OpenAIChat.Testing;

namespace OpenAIChat.Tests.Cli;

public sealed class CliAppTests
{
    [Test]
    public async Task Streams_the_reply()
    {
        await using ChatServer server = await ChatServer.StartAsync();
        server.Reply("The capital of France is Paris.");
        using var console = new TestConsole(server);

        int exitCode = await console.RunAsync("--model", "m", "--system", "Be brief.", "What is the capital of France?");

        Assert.That(exitCode, Is.Zero);
        Assert.That(console.Output, Is.EqualTo("The capital of France is Paris.\n"));
        Assert.That(console.Error, Is.Empty);
        Assert.That(server.Requests.Single().Json, Is.EqualTo(JObject.Parse("""
            {"model":"m","messages":[{"role":"system","content":"Be brief."},{"role":"user","content":"What is the capital of France?"}],"stream":true}
            """)).Using(JToken.EqualityComparer));
    }

    [Test]
    public async Task Waits_for_the_whole_reply_when_asked()
    {
        await using ChatServer server = await ChatServer.StartAsync();
        server.Reply("Paris.");
        using var console = new TestConsole(server);

        await console.RunAsync("--no-stream", "?");

        Assert.That(console.Output, Is.EqualTo("Paris.\n"));
        Assert.That(server.Requests.Single().IsStream, Is.False);
    }

    [Test]
    public async Task Prints_JSON_whole_or_chunk_by_chunk()
    {
        await using ChatServer server = await ChatServer.StartAsync();
        server.Reply("Paris.");
        using var whole = new TestConsole(server);
        using var chunks = new TestConsole(server);

        await whole.RunAsync("--json", "--no-stream", "?");
        await chunks.RunAsync("--json", "?");

        string[] lines = chunks.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.That((string?)JObject.Parse(whole.Output)["object"], Is.EqualTo("chat.completion"));
        Assert.That(lines.Select(line => (string?)JObject.Parse(line)["object"]), Is.All.EqualTo("chat.completion.chunk"));
    }

    [Test]
    public async Task Prints_a_refusal()
    {
        await using ChatServer server = await ChatServer.StartAsync();
        server.Reply(ChatReply.Refusal("I would rather not."));
        using var console = new TestConsole(server);

        await console.RunAsync("?");

        Assert.That(console.Output, Is.EqualTo("I would rather not.\n"));
    }

    [Test]
    public async Task Reads_the_prompt_from_standard_input()
    {
        await using ChatServer server = await ChatServer.StartAsync();
        using var console = new TestConsole(server, input: "line one\nline two\n");

        await console.RunAsync();

        Assert.That(console.Output, Is.EqualTo("You said: line one\nline two\n"));
    }

    [Test]
    public async Task Says_that_there_is_no_prompt()
    {
        await using ChatServer server = await ChatServer.StartAsync();
        using var console = new TestConsole(server, input: " \n");

        Assert.That(await console.RunAsync(), Is.EqualTo(2));
        Assert.That(console.Error, Does.StartWith("error: There is no prompt").And.EndWith("\n"));
    }

    [Test]
    public async Task Holds_a_conversation_that_remembers()
    {
        await using ChatServer server = await ChatServer.StartAsync();
        using var console = new TestConsole(server, input: "one\n\ntwo\n/exit\nthree\n", isInteractive: true);

        int exitCode = await console.RunAsync();

        JToken messages = server.Requests[1].Json!["messages"]!;
        Assert.That(exitCode, Is.Zero);
        Assert.That(server.Requests, Has.Count.EqualTo(2));
        Assert.That(messages.Select(message => (string?)message["content"]), Is.EqualTo(new[] { "one", "You said: one", "two" }));
        Assert.That(console.Output, Is.EqualTo("> You said: one\n> > You said: two\n> "));
    }

    [Test]
    public async Task An_error_costs_a_conversation_one_reply()
    {
        await using ChatServer server = await ChatServer.StartAsync();
        server.Enqueue(ChatReply.Error(400, "Too silly."));
        using var console = new TestConsole(server, input: "one\ntwo\n", isInteractive: true);

        int exitCode = await console.RunAsync();

        Assert.That(exitCode, Is.Zero);
        Assert.That(console.Error, Does.Contain("Too silly."));
        Assert.That(console.Output, Does.Contain("You said: two"));
        Assert.That(server.Requests[1].Json!["messages"]!.Count(), Is.EqualTo(1));
    }

    [Test]
    public async Task Ctrl_C_ends_the_reply_and_not_the_conversation()
    {
        await using ChatServer server = await ChatServer.StartAsync();
        server.Enqueue(ChatReply.Text("never ends").StallAfter(2));
        using var console = new TestConsole(server, input: "one\ntwo\n", isInteractive: true);

        Task<int> running = console.RunAsync();
        RecordedRequest stalled = await server.WaitForRequestAsync();
        bool ended = console.App.Interrupt();
        int exitCode = await running;

        Assert.That(ended, Is.True);
        Assert.That(exitCode, Is.Zero);
        Assert.That(await stalled.Finished, Is.EqualTo(RequestOutcome.Abandoned));
        Assert.That(console.Output, Does.Contain("You said: two"));
        Assert.That(console.App.Interrupt(), Is.False);
    }

    [Test]
    public async Task Says_what_the_server_refused_in_one_line()
    {
        await using ChatServer server = await ChatServer.StartAsync(new ChatServerOptions { ApiKey = "sk-right" });
        using var console = new TestConsole(server, apiKey: "sk-wrong");

        int exitCode = await console.RunAsync("?");

        Assert.That(exitCode, Is.EqualTo(1));
        Assert.That(
            console.Error.TrimEnd('\n'),
            Does.StartWith("error: ").And.Contain("The API key is not correct.").And.Not.Contain("\n"));
        Assert.That(console.Error, Does.Not.Contain("sk-wrong"));
        Assert.That(console.Output, Is.Empty);
    }

    [Test]
    public async Task Says_what_is_wrong_with_the_command_line()
    {
        await using ChatServer server = await ChatServer.StartAsync();
        using var console = new TestConsole(server);

        Assert.That(await console.RunAsync("-o", "temperature", "Hi"), Is.EqualTo(2));
        Assert.That(console.Error, Is.EqualTo("error: -o takes key=value, not 'temperature'. Try --help.\n"));
        Assert.That(server.Requests, Is.Empty);
    }

    [Test]
    public async Task Shows_help()
    {
        await using ChatServer server = await ChatServer.StartAsync();
        using var console = new TestConsole(server);

        Assert.That(await console.RunAsync("--help"), Is.Zero);
        Assert.That(console.Output, Does.Contain("--no-stream").And.Contain("OPENAI_API_KEY").And.Contain("--attach"));
        Assert.That(server.Requests, Is.Empty);
    }

    [Test]
    public async Task Answers_offline_without_a_key_and_says_so()
    {
        using var console = new TestConsole(server: null);

        int exitCode = await console.RunAsync("What is the capital of France?");

        Assert.That(exitCode, Is.Zero);
        Assert.That(console.Error, Is.EqualTo("OPENAI_API_KEY is not set: a built-in offline server answers, and no model.\n"));
        Assert.That(console.Output, Does.StartWith("[offline]").And.Contain("What is the capital of France?"));
    }

    [Test]
    public async Task Says_that_the_base_URL_is_none()
    {
        using var console = new TestConsole(server: null, apiKey: "sk-any", baseUrl: "nowhere");

        Assert.That(await console.RunAsync("?"), Is.EqualTo(1));
        Assert.That(console.Error, Is.EqualTo("error: OPENAI_BASE_URL is not an absolute http or https address: 'nowhere'.\n"));
    }
}
