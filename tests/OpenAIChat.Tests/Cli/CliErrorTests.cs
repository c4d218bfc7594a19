using OpenAIChat.Testing;

namespace OpenAIChat.Tests.Cli;

/// <summary>What goes wrong is told in a line, and ends no conversation.</summary>
public sealed class CliErrorTests
{
    private ChatServer server = null!;

    [SetUp]
    public async Task StartServer() => server = await ChatServer.StartAsync();

    [TearDown]
    public async Task StopServer() => await server.DisposeAsync();

    [Test]
    public async Task A_file_that_cannot_be_written_ends_no_conversation()
    {
        string folder = Directory.CreateTempSubdirectory().FullName;
        string input = $"/save {folder}\n/save {folder}/no/such/file\nStill here?\n";
        using var console = new TestConsole(server, input, isInteractive: true);

        Assert.That(await console.RunAsync(), Is.Zero);
        Assert.That(console.Error.Split('\n').Count(static line => line.StartsWith("error: ", StringComparison.Ordinal)), Is.EqualTo(2));
        Assert.That(server.Requests.Single().Prompt, Is.EqualTo("Still here?"));
    }

    [Test]
    public async Task A_terminal_obeys_no_error_message()
    {
        server.Reply(ChatReply.Error(400, "No \u001b[31mred\u0007 \u009b2J please."));
        using var console = new TestConsole(server, isTerminal: true);

        await console.RunAsync("?");

        Assert.That(console.Error.Where(char.IsControl), Is.All.EqualTo('\n'));
    }

    [Test]
    public async Task A_terminal_obeys_no_JSON()
    {
        server.Reply(ChatReply.Json("{\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":\"\u009b2J\u007f\"}}]}"));
        using var console = new TestConsole(server, isTerminal: true);

        await console.RunAsync("--json", "--no-stream", "?");

        Assert.That(console.Output, Does.StartWith("{").And.Contain("\"2J\""));
        Assert.That(console.Output.Where(char.IsControl), Is.All.EqualTo('\n'));
    }

    [Test]
    public async Task A_stream_that_breaks_off_leaves_the_error_a_line_of_its_own()
    {
        server.Reply(ChatReply.Text("never ends").TruncateAfter(3));
        using var console = new TestConsole(server);

        Assert.That(await console.RunAsync("?"), Is.EqualTo(1));
        Assert.That(console.Output, Does.StartWith("never").And.EndsWith("\n"));
        Assert.That(console.Error, Does.StartWith("error: "));
    }
}
