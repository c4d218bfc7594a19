namespace OpenAIChat.Cli;

/// <summary>Lets Ctrl+C, which comes on a thread of its own, end the reply under way.</summary>
internal sealed class Interruption
{
    private readonly Lock gate = new();
    private CancellationTokenSource? current;

    public void Begin(CancellationTokenSource reply)
    {
        lock (gate)
        {
            current = reply;
        }
    }

    public void End()
    {
        lock (gate)
        {
            current = null;
        }
    }

    public bool Request()
    {
        lock (gate)
        {
            current?.Cancel();
            return current is not null;
        }
    }
}
