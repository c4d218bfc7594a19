namespace OpenAIChat.Cli;

/// <summary>Nobody reads the output any more, as after <c>| head -1</c>: there is nothing left to do and nothing to complain of.</summary>
internal sealed class BrokenPipeException(IOException cause) : Exception("Nobody reads the output any more.", cause);
