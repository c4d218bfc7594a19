using System.Diagnostics;
using System.Text;
using OpenAIChat.Testing;

namespace OpenAIChat.Tests.Cli;

/// <summary>The program as a process of its own: its streams, its environment, its exit code.</summary>
public sealed class ProgramTests
{
    [Test]
    public async Task Answers_a_piped_prompt()
    {
        await using ChatServer server = await ChatServer.StartAsync();
        server.Reply("Grüße aus Paris.");

        (int exitCode, string output, string error) = await RunAsync(server.ApiKey, server.BaseUrl, "Hello?");

        Assert.That(error, Is.Empty);
        Assert.That(output.TrimEnd(), Is.EqualTo("Grüße aus Paris."));
        Assert.That(exitCode, Is.Zero);
        Assert.That(server.Requests.Single().Prompt, Is.EqualTo("Hello?"));
    }

    [Test]
    public async Task Ends_with_1_and_one_line_when_refused()
    {
        await using ChatServer server = await ChatServer.StartAsync(new ChatServerOptions { ApiKey = "sk-the-right-one" });

        (int exitCode, string output, string error) = await RunAsync("sk-the-wrong-one", server.BaseUrl, "Hello?");

        Assert.That(exitCode, Is.EqualTo(1));
        Assert.That(output, Is.Empty);
        Assert.That(error.TrimEnd(), Does.StartWith("error: ").And.Not.Contain("\n"));
    }

    [Test]
    public async Task Ends_quietly_when_nobody_reads_any_more()
    {
        Assume.That(OperatingSystem.IsWindows(), Is.False, "A shell of Unix gives the pipe.");
        await using ChatServer server = await ChatServer.StartAsync();
        server.Reply(string.Concat(Enumerable.Repeat("a line of text\n", 20_000)));

        (int exitCode, string output, string error) = await RunAsync(
            server.ApiKey, server.BaseUrl, "Hello?", "sh", "-c", $"{{ dotnet '{ProgramPath}'; echo $? >&2; }} | head -1");

        Assert.That(exitCode, Is.Zero);
        Assert.That(output, Is.EqualTo("a line of text\n"));
        Assert.That(error, Is.EqualTo("141\n"));
    }

    [TestCase("--json")]
    [TestCase("--json --no-stream")]
    public async Task A_request_is_not_repeated_because_nobody_reads_its_JSON(string options)
    {
        Assume.That(OperatingSystem.IsWindows(), Is.False, "A shell of Unix gives the pipe.");
        await using ChatServer server = await ChatServer.StartAsync();
        server.Reply(string.Concat(Enumerable.Repeat("a line of text\n", 20_000)));

        (_, _, string error) = await RunAsync(
            server.ApiKey, server.BaseUrl, "Hello?", "sh", "-c", $"{{ dotnet '{ProgramPath}' {options}; echo $? >&2; }} | head -c 1");

        Assert.That(error, Is.EqualTo("141\n"));
        Assert.That(server.Requests, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Prints_no_colours_without_a_terminal()
    {
        await using ChatServer server = await ChatServer.StartAsync();

        (_, string output, string error) = await RunAsync(server.ApiKey, server.BaseUrl, "Hello?");

        Assert.That(output + error, Does.Not.Contain("\u001b"));
    }

    private static string ProgramPath => Path.Combine(TestContext.CurrentContext.TestDirectory, "openai-chat.dll");

    private static async Task<(int ExitCode, string Output, string Error)> RunAsync(
        string apiKey,
        Uri baseUrl,
        string input,
        params string[] command)
    {
        string[] line = command.Length > 0 ? command : ["dotnet", ProgramPath];
        using var process = Process.Start(new ProcessStartInfo(line[0], line[1..])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            Environment = { ["OPENAI_API_KEY"] = apiKey, ["OPENAI_BASE_URL"] = baseUrl.ToString() },
        })!;
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        string error = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, await output, error);
    }
}
