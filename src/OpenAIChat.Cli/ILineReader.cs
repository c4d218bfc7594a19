namespace OpenAIChat.Cli;

/// <summary>Reads what a person says in a conversation.</summary>
internal interface ILineReader
{
    /// <summary>Reads the next message; null when there is none any more.</summary>
    Task<string?> ReadAsync(CancellationToken cancellationToken);

    /// <summary>Leaves the terminal as it was, when the program ends in the middle of a message.</summary>
    void Close()
    {
        // Most readers change nothing.
    }
}
