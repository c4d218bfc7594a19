namespace OpenAIChat.Cli;

/// <summary>The user has to mend something: the message says what.</summary>
/// <param name="message">What is wrong, and what to do.</param>
/// <param name="isUsage">Whether the command line itself is at fault.</param>
internal sealed class CliException(string message, bool isUsage = false) : Exception(message)
{
    public bool IsUsage => isUsage;
}
