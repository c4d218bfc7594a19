using System.CommandLine;
using System.Runtime.CompilerServices;

namespace OpenAIChat.Cli;

/// <summary>The console program, with its console and environment given from outside.</summary>
internal sealed class CliApp(CliConsole console, Func<string, string?> environment)
{
    private const int Success = 0;
    private const int Failure = 1;
    private const int UsageError = 2;
    private const int Interrupted = 130;
    private const int BrokenPipe = 141;

    private readonly Interruption interruption = new();

    /// <summary>Ends the reply that is being printed.</summary>
    /// <returns>Whether there was one; if not, there is nothing left to do but to end the program.</returns>
    public bool Interrupt() => interruption.Request();

    public async Task<int> RunAsync(IReadOnlyList<string> arguments)
    {
        try
        {
            var command = new CliCommand(ChatAsync);
            ParseResult parsed = command.Command.Parse(arguments);
            if (command.FindError(parsed, arguments) is { } error)
            {
                await console.Error.WriteLineAsync($"error: {error} Try --help.").ConfigureAwait(false);
                return UsageError;
            }

            var invocation = new InvocationConfiguration
            {
                Output = console.Output,
                Error = console.Error,
                EnableDefaultExceptionHandler = false,
                // Ctrl+C is ours: it ends the reply, and the program only where there is none.
                ProcessTerminationTimeout = null,
            };
            return await parsed.InvokeAsync(invocation).ConfigureAwait(false);
        }
        catch (BrokenPipeException)
        {
            return BrokenPipe;
        }
        catch (Exception exception) when (ErrorLine.For(exception) is { } line)
        {
            await console.Error.WriteLineAsync(line).ConfigureAwait(false);
            return exception is CliException { IsUsage: true } or RequestValidationException ? UsageError : Failure;
        }
    }

    private async Task<int> ChatAsync(CliOptions options)
    {
        string? prompt = await Prompt.ReadAsync(options.Prompt, console).ConfigureAwait(false);
        EchoWriter? echo = options.Json ? new EchoWriter(console, () => Interrupt()) : null;
        Connection connection = await Connection.OpenAsync(options, environment, echo).ConfigureAwait(false);
        await using ConfiguredAsyncDisposable closing = connection.ConfigureAwait(false);
        if (connection.IsOffline)
        {
            await console.Error.WriteLineAsync("OPENAI_API_KEY is not set: a built-in offline server answers, and no model.").ConfigureAwait(false);
        }

        var conversation = new Conversation(connection.Chat, options, console);
        if (prompt is not null)
        {
            return await AskAsync(conversation, prompt).ConfigureAwait(false);
        }

        await new ConversationLoop(conversation, console, message => AskAsync(conversation, message)).RunAsync().ConfigureAwait(false);
        return Success;
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
            await console.Output.WriteLineAsync().ConfigureAwait(false);
            return Interrupted;
        }
        finally
        {
            interruption.End();
        }
    }
}
