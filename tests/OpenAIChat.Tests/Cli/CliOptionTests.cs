using Newtonsoft.Json.Linq;
using OpenAIChat.Testing;

namespace OpenAIChat.Tests.Cli;

/// <summary>What each option of the console program does to the request and to what is printed.</summary>
public sealed class CliOptionTests
{
    private ChatServer server = null!;

    private JObject Sent => server.Requests[^1].Json!;

    [SetUp]
    public async Task StartServer()
    {
        server = await ChatServer.StartAsync();
        server.Reply("Paris.");
    }

    [TearDown]
    public async Task StopServer() => await server.DisposeAsync();

    [Test]
    public async Task Piped_text_follows_the_prompt()
    {
        using var console = new TestConsole(server, input: "Long text.\n");

        await console.RunAsync("summarise", "this");

        Assert.That(server.Requests[^1].Prompt, Is.EqualTo("summarise this\n\nLong text."));
    }

    [Test]
    public async Task A_dash_stands_for_standard_input()
    {
        using var console = new TestConsole(server, input: "Long text.\n");

        await console.RunAsync("Translate:", "-", "Be brief.");

        Assert.That(server.Requests[^1].Prompt, Is.EqualTo("Translate: Long text. Be brief."));
    }

    [Test]
    public async Task What_follows_two_dashes_is_the_prompt()
    {
        using var console = new TestConsole(server);

        await console.RunAsync("--", "--model", "-h");

        Assert.That(server.Requests[^1].Prompt, Is.EqualTo("--model -h"));
    }

    [Test]
    public async Task Short_names_do_the_same()
    {
        using var console = new TestConsole(server);

        await console.RunAsync("-m", "phi-4", "-s", "Be brief.", "?");

        Assert.That((string?)Sent["model"], Is.EqualTo("phi-4"));
        Assert.That((string?)Sent["messages"]![0]!["content"], Is.EqualTo("Be brief."));
    }

    [Test]
    public async Task Any_member_of_the_request_can_be_set()
    {
        using var console = new TestConsole(server);

        await console.RunAsync(
            "-o",
            "temperature=0.2",
            "-o",
            "stop=[\"a\",\"b\"]",
            "-o",
            "user=Ann",
            "-o",
            "stream_options.include_usage=true",
            "-o",
            "verbosity=low",
            "?");

        Assert.That(Sent["temperature"]!.ToString(Newtonsoft.Json.Formatting.None), Is.EqualTo("0.2"));
        Assert.That(Sent["stop"]!.Values<string>(), Is.EqualTo(new[] { "a", "b" }));
        Assert.That((string?)Sent["user"], Is.EqualTo("Ann"));
        Assert.That((bool?)Sent["stream_options"]!["include_usage"], Is.True);
        Assert.That((string?)Sent["verbosity"], Is.EqualTo("low"));
    }

    [Test]
    public async Task A_member_out_of_range_is_explained_and_not_sent()
    {
        using var console = new TestConsole(server);

        Assert.That(await console.RunAsync("-o", "temperature=7", "?"), Is.EqualTo(2));
        Assert.That(console.Error, Does.Contain("temperature"));
        Assert.That(server.Requests, Is.Empty);
    }

    [Test]
    public async Task A_file_goes_along_as_what_it_is()
    {
        string folder = Directory.CreateTempSubdirectory().FullName;
        string image = Path.Combine(folder, "picture");
        string text = Path.Combine(folder, "notes.txt");
        await File.WriteAllBytesAsync(image, [0x89, .. "PNG\r\n\x1a\n"u8]);
        await File.WriteAllTextAsync(text, "Hi");
        using var console = new TestConsole(server);

        await console.RunAsync("-a", image, "-a", text, "--", "Look.");

        JToken content = Sent["messages"]![0]!["content"]!;
        Assert.That(content.Select(static part => (string?)part["type"]), Is.EqualTo(new[] { "text", "image_url", "file" }));
        Assert.That((string?)content[1]!["image_url"]!["url"], Does.StartWith("data:image/png;base64,"));
        Assert.That((string?)content[2]!["file"]!["filename"], Is.EqualTo("notes.txt"));
        Directory.Delete(folder, recursive: true);
    }

    [Test]
    public async Task A_schema_is_followed_strictly()
    {
        string file = Path.Combine(Directory.CreateTempSubdirectory().FullName, "city info.json");
        await File.WriteAllTextAsync(
            file,
            """{"type":"object","properties":{"name":{"type":"string"}},"required":["name"],"additionalProperties":false}""");
        using var console = new TestConsole(server);

        await console.RunAsync("--schema", file, "?");

        JToken format = Sent["response_format"]!;
        Assert.That((string?)format["type"], Is.EqualTo("json_schema"));
        Assert.That((string?)format["json_schema"]!["name"], Is.EqualTo("city_info"));
        Assert.That((bool?)format["json_schema"]!["strict"], Is.True);
    }

    [Test]
    public async Task The_address_and_the_key_can_be_given()
    {
        string file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, "sk-from-the-file\n");
        using var console = new TestConsole(server: null);

        int exitCode = await console.RunAsync("--base-url", server.BaseUrl.ToString(), "--key-file", file, "?");

        Assert.That(exitCode, Is.Zero);
        Assert.That(server.Requests[^1].Headers["Authorization"], Is.EqualTo("Bearer sk-from-the-file"));
    }

    [Test]
    public async Task An_address_without_a_key_is_asked_without_one()
    {
        await using ChatServer open = await ChatServer.StartAsync(new ChatServerOptions { RequireApiKey = false });
        using var console = new TestConsole(server: null, baseUrl: open.BaseUrl.ToString());

        int exitCode = await console.RunAsync("?");

        Assert.That(exitCode, Is.Zero);
        Assert.That(console.Error, Is.Empty);
        Assert.That(open.Requests.Single().Headers.ContainsKey("Authorization"), Is.False);
    }

    [Test]
    public async Task Stats_go_to_standard_error()
    {
        using var console = new TestConsole(server);

        await console.RunAsync("--stats", "?");

        Assert.That(console.Output, Is.EqualTo("Paris.\n"));
        Assert.That(console.Error, Does.Match("""^tokens: \d+ in, \d+ out; first token after \d+\.\d\d s; total \d+\.\d\d s"""));
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task Json_is_what_was_received(bool streamed)
    {
        const string Body = """{"id":"c","object":"chat.completion","created":1,"model":"m","x":1.50,"choices":[{"index":0,"finish_reason":"stop","message":{"role":"assistant","content":"\u0050aris."}}]}""";
        const string Chunk = """{"id":"c","object":"chat.completion.chunk","created":1,"model":"m","x":1.50,"choices":[{"index":0,"finish_reason":"stop","delta":{"content":"\u0050aris."}}]}""";
        server.Reply(streamed ? ChatReply.Sse($"data: {Chunk}\n\ndata: [DONE]\n\n") : ChatReply.Json(Body));
        using var console = new TestConsole(server);

        await console.RunAsync(streamed ? ["--json", "?"] : ["--json", "--no-stream", "?"]);

        Assert.That(console.Output, Is.EqualTo((streamed ? Chunk : Body) + "\n"));
    }

    [TestCase(true, "red[31m")]
    [TestCase(false, "\u001b[31mred\u0007")]
    public async Task A_terminal_obeys_no_model(bool isTerminal, string expected)
    {
        server.Reply(isTerminal ? "\u001b]0;x\u0007red\u009b[31m"[5..] : "\u001b[31mred\u0007");
        using var console = new TestConsole(server, isTerminal: isTerminal);

        await console.RunAsync("?");

        Assert.That(console.Output, Is.EqualTo(expected + "\n"));
    }

    [TestCase("--model")]
    [TestCase("--base-url=nowhere")]
    [TestCase("--attach=/no/such/file")]
    [TestCase("--nonsense")]
    [TestCase("-x")]
    [TestCase("--option=temperature=9")]
    [TestCase("--option=temperature=hot")]
    [TestCase("--model=")]
    public async Task A_faulty_command_line_ends_with_2(string argument)
    {
        using var console = new TestConsole(server, input: "x");

        int exitCode = await console.RunAsync(argument);

        Assert.That(exitCode, Is.EqualTo(2));
        Assert.That(console.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries), Has.Length.EqualTo(1));
    }

    [Test]
    public async Task The_version_is_told()
    {
        using var console = new TestConsole(server);

        Assert.That(await console.RunAsync("--version"), Is.Zero);
        Assert.That(console.Output, Does.Match(@"^\d+\.\d+\.\d+"));
    }

    [Test]
    public async Task A_conversation_obeys_commands()
    {
        string file = Path.Combine(Directory.CreateTempSubdirectory().FullName, "chat.json");
        using var console = new TestConsole(
            server, input: $"/help\n/model phi-4\n/system Be brief.\n//etc/hosts?\n/save {file}\n/dance\n", isInteractive: true);

        await console.RunAsync();

        Assert.That(server.Requests.Single().Prompt, Is.EqualTo("/etc/hosts?"));
        Assert.That((string?)Sent["model"], Is.EqualTo("phi-4"));
        Assert.That((string?)Sent["messages"]![0]!["content"], Is.EqualTo("Be brief."));
        Assert.That(JObject.Parse(await File.ReadAllTextAsync(file))["messages"]!.Count(), Is.EqualTo(3));
        Assert.That(console.Error, Does.Contain("/save FILE").And.Contain("There is no command /dance."));
    }

    [Test]
    public async Task Ctrl_C_keeps_the_question_and_what_was_said()
    {
        server.Enqueue(ChatReply.Text("never ends").StallAfter(2));
        using var console = new TestConsole(server, input: "one\ntwo\n", isInteractive: true);

        Task<int> running = console.RunAsync();
        RecordedRequest stalled = await server.WaitForRequestAsync();
        console.App.Interrupt();
        await running;

        Assert.That(await stalled.Finished, Is.EqualTo(RequestOutcome.Abandoned));
        Assert.That(
            Sent["messages"]!.Select(static message => (string?)message["role"]),
            Is.EqualTo(new[] { "user", "assistant", "user" }));
        Assert.That((string?)Sent["messages"]![0]!["content"], Is.EqualTo("one"));
    }
}
