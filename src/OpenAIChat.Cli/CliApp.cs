using OpenAIChat.Testing;

namespace OpenAIChat.Cli;

/// <summary>The console program, with its console and environment given from outside.</summary>
internal sealed class CliApp(TextReader input, TextWriter output, TextWriter error, bool isInteractive, Func<string, string?> environment)
{
    private const int Success = 0;
    private const int Failure = 1;
    private const int Interrupted = 130;

    private readonly Interruption interruption = new();

    /// <summary>Ends the reply that is being printed.</summary>
    /// <returns>Whether there was one; if not, there is nothing left to do but to end the program.</returns>
    public bool Interrupt() => interruption.Request();

    public async Task<int> RunAsync(IReadOnlyList<string> arguments)
    {
        try
        {
            CliOptions options = CliOptions.Parse(arguments);
            if (options.ShowHelp)
            {
                await output.WriteLineAsync(CliOptions.Help).ConfigureAwait(false);
                return Success;
            }

            return await ChatAsync(options).ConfigureAwait(false);
        }
        catch (Exception exception) when (ErrorLine.For(exception) is { } line)
        {
            await error.WriteLineAsync(line).ConfigureAwait(false);
            return Failure;
        }
    }

    private async Task<int> ChatAsync(CliOptions options)
    {
        string? prompt = options.Prompt ?? (isInteractive ? null : await ReadPromptAsync().ConfigureAwait(false));
        ChatServer? offline = await StartOfflineServerAsync().ConfigureAwait(false);
        try
        {
            using ChatApi chat = Connect(offline);
            var conversation = new Conversation(chat, options, output);
            return prompt is null
                ? await ConverseAsync(conversation, options).ConfigureAwait(false)
                : await AskAsync(conversation, prompt).ConfigureAwait(false);
        }
        finally
        {
            if (offline is not null)
            {
                await offline.DisposeAsync().ConfigureAwait(false);
            }
        }
    }

    private async Task<string> ReadPromptAsync()
    {
        string prompt = (await input.ReadToEndAsync().ConfigureAwait(false)).Trim();
        return prompt.Length > 0
            ? prompt
            : throw new CliException("There is no prompt: give one as argument or on standard input. Try --help.");
    }

    private async Task<ChatServer?> StartOfflineServerAsync()
    {
        if (!string.IsNullOrWhiteSpace(environment("OPENAI_API_KEY")))
        {
            return null;
        }

        await error.WriteLineAsync("OPENAI_API_KEY is not set: a built-in offline server answers, and no model.").ConfigureAwait(false);
        return await OfflineServer.StartAsync().ConfigureAwait(false);
    }

    private ChatApi Connect(ChatServer? offline)
    {
        if (offline is not null)
        {
            return new ChatApi(new ChatApiOptions { ApiKey = offline.ApiKey, BaseUrl = offline.BaseUrl });
        }

        var options = new ChatApiOptions { ApiKey = environment("OPENAI_API_KEY") };
        if (environment("OPENAI_BASE_URL") is { } baseUrl && !string.IsNullOrWhiteSpace(baseUrl))
        {
            options.BaseUrl = Uri.TryCreate(baseUrl.Trim(), UriKind.Absolute, out Uri? parsed)
                ? parsed
                : throw new CliException($"OPENAI_BASE_URL is not an absolute URL: {baseUrl}");
        }

        return new ChatApi(options);
    }

    private async Task<int> AskAsync(Conversation conversation, string prompt)
    {
        using var reply = new CancellationTokenSource();
        interruption.Begin(reply);
        try
        {
            await conversation.AskAsync(prompt, reply.Token).ConfigureAwait(false);
            return Success;
        }
        catch (OperationCanceledException) when (reply.IsCancellationRequested)
        {
            await output.WriteLineAsync().ConfigureAwait(false);
            return Interrupted;
        }
        finally
        {
            interruption.End();
        }
    }

    private async Task<int> ConverseAsync(Conversation conversation, CliOptions options)
    {
        string welcome = $"Talking to {options.Model}. Ctrl+C ends a reply, Ctrl+D or /exit the conversation.";
        await error.WriteLineAsync(welcome).ConfigureAwait(false);
        while (true)
        {
            await output.WriteAsync("> ").ConfigureAwait(false);
            await output.FlushAsync().ConfigureAwait(false);
            string? line = await input.ReadLineAsync().ConfigureAwait(false);
            if (line is null or "/exit")
            {
                return Success;
            }

            if (!string.IsNullOrWhiteSpace(line))
            {
                await TryAskAsync(conversation, line).ConfigureAwait(false);
            }
        }
    }

    // In a conversation an error costs one reply, not the conversation.
    private async Task TryAskAsync(Conversation conversation, string line)
    {
        try
        {
            await AskAsync(conversation, line).ConfigureAwait(false);
        }
        catch (Exception exception) when (ErrorLine.For(exception) is { } message)
        {
            await error.WriteLineAsync(message).ConfigureAwait(false);
        }
    }
}
