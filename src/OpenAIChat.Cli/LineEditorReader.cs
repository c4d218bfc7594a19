using RadLine;
using Spectre.Console;

namespace OpenAIChat.Cli;

/// <summary>Reads messages in a terminal, with line editing and a history. Lines that are pasted are one message.</summary>
internal sealed class LineEditorReader : ILineReader
{
    private readonly LineEditor editor;

    // The console of Windows does not mark what is pasted; its keys wait together.
    private readonly bool marksPastes = !OperatingSystem.IsWindows();

    public LineEditorReader(IAnsiConsole console)
    {
        IInputSource? source = marksPastes
            ? new BracketedPasteSource(static () => Console.KeyAvailable, static () => Console.ReadKey(intercept: true))
            : null;
        editor = new LineEditor(console, source) { MultiLine = true, Prompt = new LineEditorPrompt("[green]>[/]", "[grey].[/]") };
        KeyBindings keys = editor.KeyBindings;
        keys.Add(ConsoleKey.Enter, CreateEnterCommand);
        // A line feed, which is what Enter sends while the terminal is not yet ours.
        keys.Add(ConsoleKey.Enter, ConsoleModifiers.Control, CreateEnterCommand);
        keys.Add(ConsoleKey.J, ConsoleModifiers.Control, CreateEnterCommand);
        keys.Add(ConsoleKey.D, ConsoleModifiers.Control, static () => new EndCommand());
        keys.Add(ConsoleKey.UpArrow, static () => new PreviousHistoryCommand());
        keys.Add(ConsoleKey.DownArrow, static () => new NextHistoryCommand());
        keys.Add(ConsoleKey.Tab, static () => new InsertCommand('\t'));
    }

    public async Task<string?> ReadAsync(CancellationToken cancellationToken)
    {
        Mark(true);
        try
        {
            return await editor.ReadLine(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            Mark(false);
        }
    }

    public void Close() => Mark(false);

    private static LineEditorCommand CreateEnterCommand() => new EnterCommand();

    private void Mark(bool on)
    {
        if (marksPastes)
        {
            Console.Write(on ? BracketedPasteSource.Enable : BracketedPasteSource.Disable);
        }
    }

    /// <summary>Ends the message; on Windows unless further keys wait: then they were pasted, and the line break is a part of it.</summary>
    private sealed class EnterCommand : LineEditorCommand
    {
        public override void Execute(LineEditorContext context)
        {
            if (OperatingSystem.IsWindows() && Console.KeyAvailable)
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
