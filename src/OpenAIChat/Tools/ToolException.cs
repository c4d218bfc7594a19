namespace OpenAIChat;

/// <summary>Fails a tool call with a message that the model may read.</summary>
/// <remarks>The text of any other exception stays in the program: the model is told only that the tool failed.</remarks>
public sealed class ToolException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">What the model is told: what is wrong, then what to do.</param>
    /// <param name="innerException">The cause, which the model is not told.</param>
    public ToolException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
