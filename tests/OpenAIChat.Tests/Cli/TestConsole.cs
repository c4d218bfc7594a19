using OpenAIChat.Cli;
using OpenAIChat.Testing;

namespace OpenAIChat.Tests.Cli;

/// <summary>A console and an environment in memory.</summary>
internal sealed class TestConsole : IDisposable
{
    private readonly StringWriter output = new() { NewLine = "\n" };
    private readonly StringWriter error = new() { NewLine = "\n" };

    public TestConsole(
        ChatServer? server,
        string input = "",
        bool isInteractive = false,
        string? apiKey = null,
        string? baseUrl = null,
        bool isTerminal = false)
    {
        var reader = new StringReader(input);
        var console = new CliConsole(reader, output, error)
        {
            IsInteractive = isInteractive,
            IsTerminal = isTerminal,
            Lines = new PlainLineReader(reader, output),
        };
        App = new CliApp(console, name => name switch
        {
            "OPENAI_API_KEY" => apiKey ?? server?.ApiKey,
            "OPENAI_BASE_URL" => baseUrl ?? server?.BaseUrl.ToString(),
            _ => null,
        });
    }

    public CliApp App { get; }

    public string Output => output.ToString();

    public string Error => error.ToString();

    public Task<int> RunAsync(params string[] arguments) => App.RunAsync(arguments);

    public void Dispose()
    {
        output.Dispose();
        error.Dispose();
    }
}
