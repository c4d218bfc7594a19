namespace OpenAIChat.Cli;

/// <summary>Ends the program with one readable line on standard error.</summary>
internal sealed class CliException(string message) : Exception(message);
