namespace OpenAIChat.Testing;

/// <summary>How a request to a <see cref="ChatServer"/> ended.</summary>
public enum RequestOutcome
{
    /// <summary>The whole reply was handed to the connection.</summary>
    Answered,

    /// <summary>The server broke the reply off, as its <see cref="ChatReply"/> asked for.</summary>
    Aborted,

    /// <summary>The client went away, or the server was stopped, before the reply was complete.</summary>
    Abandoned,
}
