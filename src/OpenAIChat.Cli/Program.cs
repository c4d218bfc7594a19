using OpenAIChat.Cli;

Console.OutputEncoding = System.Text.Encoding.UTF8;
var app = new CliApp(Console.In, Console.Out, Console.Error, !Console.IsInputRedirected, Environment.GetEnvironmentVariable);
// Ctrl+C ends the reply; with no reply under way it ends the program, as usual.
Console.CancelKeyPress += (_, pressed) => pressed.Cancel = app.Interrupt();
return await app.RunAsync(args).ConfigureAwait(false);
