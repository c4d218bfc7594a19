using OpenAIChat.Testing;

namespace OpenAIChat.Cli;

/// <summary>The client, and the offline server where nothing says whom to ask.</summary>
internal sealed class Connection : IAsyncDisposable
{
    private const string KeyVariable = "OPENAI_API_KEY";
    private const string AddressVariable = "OPENAI_BASE_URL";

    private readonly ChatServer? offline;
    private readonly HttpClient? httpClient;

    private Connection(ChatApi chat, ChatServer? offline, HttpClient? httpClient)
    {
        Chat = chat;
        this.offline = offline;
        this.httpClient = httpClient;
    }

    public ChatApi Chat { get; }

    /// <summary>Gets whether no model answers.</summary>
    public bool IsOffline => offline is not null;

    /// <summary>Opens the connection.</summary>
    /// <param name="options">The command line, which wins over the environment.</param>
    /// <param name="environment">Reads an environment variable.</param>
    /// <param name="echo">Prints the JSON received; null when it is not asked for.</param>
    /// <exception cref="CliException">The address or the key cannot be used.</exception>
    public static async Task<Connection> OpenAsync(CliOptions options, Func<string, string?> environment, EchoWriter? echo)
    {
        string? key = await ReadKeyAsync(options, environment).ConfigureAwait(false);
        Uri? address = ReadAddress(options, environment);
        ChatServer? offline = key is null && address is null ? await OfflineServer.StartAsync().ConfigureAwait(false) : null;
        var settings = new ChatApiOptions
        {
            ApiKey = offline?.ApiKey ?? key,
            Anonymous = offline is null && key is null,
            BaseUrl = offline?.BaseUrl ?? address,
        };
        if (echo is null)
        {
            return new Connection(new ChatApi(settings), offline, null);
        }

        var httpClient = new HttpClient(new EchoHandler(echo, settings.CreateHttpHandler())) { Timeout = Timeout.InfiniteTimeSpan };
        return new Connection(new ChatApi(httpClient, settings), offline, httpClient);
    }

    public async ValueTask DisposeAsync()
    {
        Chat.Dispose();
        httpClient?.Dispose();
        if (offline is not null)
        {
            await offline.DisposeAsync().ConfigureAwait(false);
        }
    }

    private static async Task<string?> ReadKeyAsync(CliOptions options, Func<string, string?> environment)
    {
        if (options.KeyFile is not { } file)
        {
            return environment(KeyVariable) is { } key && !string.IsNullOrWhiteSpace(key) ? key.Trim() : null;
        }

        string text = await File.ReadAllTextAsync(file.FullName).ConfigureAwait(false);
        string first = text.Split('\n', 2)[0].Trim();
        return first.Length > 0 ? first : throw new CliException($"--key-file: the first line of '{file}' is empty; it should be the API key.", isUsage: true);
    }

    private static Uri? ReadAddress(CliOptions options, Func<string, string?> environment)
    {
        if (options.BaseUrl is { } given && ServerAddress.TryParse(given, out Uri? chosen))
        {
            return chosen;
        }

        string? text = environment(AddressVariable);
        return string.IsNullOrWhiteSpace(text) ? null
            : ServerAddress.TryParse(text, out Uri? address) ? address
            : throw new CliException($"{AddressVariable} is not an absolute http or https address: '{text}'.");
    }
}
