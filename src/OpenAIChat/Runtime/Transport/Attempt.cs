namespace OpenAIChat.Runtime;

/// <summary>The outcome of one attempt: an answer of any status, or the exception that took its place.</summary>
/// <remarks>A class, as are all that tasks return here: what is generic over a structure is compiled in every process anew.</remarks>
internal sealed class Attempt : IDisposable
{
    public Attempt(ApiAnswer answer) => Answer = answer;

    public Attempt(Exception error, bool isKeyError = false)
    {
        Error = error;
        IsKeyError = isKeyError;
    }

    public ApiAnswer? Answer { get; }

    public Exception? Error { get; }

    /// <summary>Gets whether the exception came from the caller's key provider, and nothing was sent.</summary>
    public bool IsKeyError { get; }

    public void Dispose() => Answer?.Dispose();
}
