namespace OpenAIChat.Cli;

/// <summary>Holds a conversation: reads a message, answers it or obeys it.</summary>
internal sealed class ConversationLoop(Conversation conversation, CliConsole console, Func<string, Task<int>> ask)
{
    private const string Help = """
        /help            show this list
        /model [NAME]    show or change the model
        /system [TEXT]   show or change the instructions
        /save FILE       write the conversation as the JSON of a request
        /exit            end the program, as Ctrl+D does
        //TEXT           say TEXT, which begins with a slash
        Ctrl+C ends a reply; what it said so far is kept. Pasted lines are one message.
        """;

    public async Task RunAsync()
    {
        await console.Error.WriteLineAsync($"Talking to {conversation.Model}. /help shows the commands, Ctrl+D ends.")
            .ConfigureAwait(false);
        while (await console.Lines.ReadAsync(CancellationToken.None).ConfigureAwait(false) is { } line)
        {
            string message = line.Trim();
            if (message == "/exit")
            {
                return;
            }

            if (message.Length > 0)
            {
                await TryObeyAsync(message).ConfigureAwait(false);
            }
        }
    }

    // In a conversation an error costs one reply, not the conversation.
    private async Task TryObeyAsync(string message)
    {
        try
        {
            await ObeyAsync(message).ConfigureAwait(false);
        }
        catch (Exception exception) when (ErrorLine.For(exception) is { } line)
        {
            await console.Error.WriteLineAsync(line).ConfigureAwait(false);
        }
    }

    private async Task ObeyAsync(string message)
    {
        if (message.StartsWith("//", StringComparison.Ordinal))
        {
            await ask(message[1..]).ConfigureAwait(false);
            return;
        }

        if (message[0] != '/')
        {
            await ask(message).ConfigureAwait(false);
            return;
        }

        string[] words = message.Split(' ', 2, StringSplitOptions.TrimEntries);
        string value = words.Length > 1 ? words[1] : "";
        switch (words[0])
        {
            case "/help":
                await console.Error.WriteLineAsync(Help).ConfigureAwait(false);
                break;
            case "/model":
                conversation.Model = value.Length > 0 ? value : conversation.Model;
                await console.Error.WriteLineAsync("The model is " + conversation.Model + ".").ConfigureAwait(false);
                break;
            case "/system":
                conversation.System = value.Length > 0 ? value : conversation.System;
                await console.Error.WriteLineAsync(conversation.System ?? "There are no instructions.").ConfigureAwait(false);
                break;
            case "/save" when value.Length > 0:
                await File.WriteAllTextAsync(value, conversation.ToJson() + "\n").ConfigureAwait(false);
                await console.Error.WriteLineAsync("Saved to " + value + ".").ConfigureAwait(false);
                break;
            case "/save":
                throw new CliException("/save needs the name of a file.");
            default:
                throw new CliException(
                    $"There is no command {words[0]}. /help shows the commands; //… says something that begins with a slash.");
        }
    }
}
