using RadLine;
using Spectre.Console;

namespace OpenAIChat.Cli;

/// <summary>Reads messages in a terminal, with line editing and a history. Lines that are pasted are one message.</summary>
internal sealed class LineEditorReader : ILineReader
{
    private readonly LineEditor editor;

    public LineEditorReader(IAnsiConsole console)
    {
        editor = new LineEditor(console) { MultiLine = true, Prompt = new LineEditorPrompt("[green]>[/]", "[grey].[/]") };
        editor.KeyBindings.Add(ConsoleKey.Enter, static () => new EnterCommand());
        // A line feed, which is what Enter sends while the terminal is not yet ours.
        editor.KeyBindings.Add(ConsoleKey.Enter, ConsoleModifiers.Control, static () => new EnterCommand());
        editor.KeyBindings.Add(ConsoleKey.J, ConsoleModifiers.Control, static () => new EnterCommand());
        editor.KeyBindings.Add(ConsoleKey.D, ConsoleModifiers.Control, static () => new EndCommand());
        editor.KeyBindings.Add(ConsoleKey.UpArrow, static () => new PreviousHistoryCommand());
        editor.KeyBindings.Add(ConsoleKey.DownArrow, static () => new NextHistoryCommand());
    }

    public async Task<string?> ReadAsync(CancellationToken cancellationToken)
    {
        string? message = await editor.ReadLine(cancellationToken).ConfigureAwait(false);
        if (!string.IsNullOrWhiteSpace(message))
        {
            editor.History.Add(message);
        }

        return message;
    }

    /// <summary>Ends the message, unless further characters wait: then they were pasted, and the line break is a part of it.</summary>
    private sealed class EnterCommand : LineEditorCommand
    {
        public override void Execute(LineEditorContext context)
        {
            if (Console.KeyAvailable)
            {
                context.Execute(new NewLineCommand());
            }
            else
            {
                context.Submit(SubmitAction.Submit);
            }
        }
    }

    private sealed class EndCommand : LineEditorCommand
    {
        public override void Execute(LineEditorContext context) => context.Submit(SubmitAction.Cancel);
    }
}
