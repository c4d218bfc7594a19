using System.Text;
using OpenAIChat.Cli;
using Spectre.Console;

Console.OutputEncoding = Encoding.UTF8;
bool isInteractive = !Console.IsInputRedirected;
bool isTerminal = !Console.IsOutputRedirected;
TextWriter output = isTerminal ? Console.Out : new StreamWriter(PipeStream.Open(), new UTF8Encoding(false)) { AutoFlush = true };
var console = new CliConsole(Console.In, output, Console.Error)
{
    IsInteractive = isInteractive,
    IsTerminal = isTerminal,
    Lines = isInteractive && isTerminal ? new LineEditorReader(AnsiConsole.Console) : new PlainLineReader(Console.In, output),
};
var app = new CliApp(console, Environment.GetEnvironmentVariable);
// Ctrl+C ends the reply; with no reply under way it ends the program, as usual.
Console.CancelKeyPress += (_, pressed) =>
{
    pressed.Cancel = app.Interrupt();
    if (!pressed.Cancel)
    {
        console.Lines.Close();
    }
};
return await app.RunAsync(args).ConfigureAwait(false);
