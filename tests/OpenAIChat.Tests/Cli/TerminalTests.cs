using OpenAIChat.Testing;

namespace OpenAIChat.Tests.Cli;

/// <summary>The program in a real terminal: typing, pasting, Ctrl+C, Ctrl+D.</summary>
public sealed class TerminalTests
{
    private ChatServer server = null!;

    private string Command =>
        $"env OPENAI_API_KEY={server.ApiKey} OPENAI_BASE_URL={server.BaseUrl} dotnet "
            + $"'{Path.Combine(TestContext.CurrentContext.TestDirectory, "openai-chat.dll")}'";

    [SetUp]
    public async Task StartServer()
    {
        if (!Terminal.IsAvailable)
        {
            Assert.Ignore("tmux gives the terminal; install it to run this test.");
        }

        server = await ChatServer.StartAsync();
    }

    [TearDown]
    public async Task StopServer()
    {
        if (server is not null)
        {
            await server.DisposeAsync();
        }
    }

    [Test]
    public async Task What_is_typed_is_answered_until_Ctrl_D()
    {
        server.Reply("Paris.");
        await using Terminal terminal = await Terminal.RunAsync(Command);

        await terminal.ExpectAsync("Talking to");
        await terminal.ExpectAsync("> ");
        await terminal.TypeAsync("Capital of Frame");
        await terminal.PressAsync("BSpace");
        await terminal.PressAsync("BSpace");
        await terminal.TypeAsync("nce?");
        await terminal.PressAsync("Enter");
        await terminal.ExpectAsync("Paris.");
        await terminal.PressAsync("C-d");
        await terminal.ExpectEndAsync();

        Assert.That(server.Requests.Single().Prompt, Is.EqualTo("Capital of France?"));
    }

    [Test]
    public async Task Pasted_lines_are_one_message()
    {
        server.Reply("Read.");
        await using Terminal terminal = await Terminal.RunAsync(Command);

        await terminal.ExpectAsync("Talking to");
        await terminal.ExpectAsync("> ");
        await terminal.PasteAsync("line one\n\tline two");
        await terminal.PressAsync("Enter");
        await terminal.ExpectAsync("Read.");

        Assert.That(server.Requests.Single().Prompt.ReplaceLineEndings("\n"), Is.EqualTo("line one\n\tline two"));
    }

    [Test]
    public async Task The_arrow_brings_back_what_was_said()
    {
        server.Enqueue("First.", "Second.");
        await using Terminal terminal = await Terminal.RunAsync(Command);

        await terminal.ExpectAsync("Talking to");
        await terminal.ExpectAsync("> ");
        await terminal.TypeAsync("again");
        await terminal.PressAsync("Enter");
        await terminal.ExpectAsync("First.");
        await terminal.ExpectAsync("> ");
        await terminal.PressAsync("Up");
        await terminal.PressAsync("Enter");
        await terminal.ExpectAsync("Second.");

        Assert.That(server.Requests.Select(static request => request.Prompt), Is.EqualTo(new[] { "again", "again" }));
    }

    [Test]
    public async Task Ctrl_C_ends_the_reply_and_not_the_program()
    {
        server.Enqueue(ChatReply.Text("never ends").StallAfter(2), ChatReply.Text("Still here."));
        await using Terminal terminal = await Terminal.RunAsync(Command);

        await terminal.ExpectAsync("Talking to");
        await terminal.ExpectAsync("> ");
        await terminal.TypeAsync("one");
        await terminal.PressAsync("Enter");
        await terminal.ExpectAsync("never");
        await terminal.PressAsync("C-c");
        RecordedRequest stalled = await server.WaitForRequestAsync();
        await stalled.Finished;
        await terminal.TypeAsync("two");
        await terminal.PressAsync("Enter");
        await terminal.ExpectAsync("Still here.");

        Assert.That(server.Requests, Has.Count.EqualTo(2));
        Assert.That((string?)server.Requests[1].Json!["messages"]![1]!["content"], Does.StartWith("never"));
    }
}
