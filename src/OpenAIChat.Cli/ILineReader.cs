namespace OpenAIChat.Cli;

/// <summary>Reads what a person says in a conversation.</summary>
internal interface ILineReader
{
    /// <summary>Reads the next message; null when there is none any more.</summary>
    Task<string?> ReadAsync(CancellationToken cancellationToken);
}
