namespace OpenAIChat.Runtime;

/// <summary>The default source of jitter: one generator for all clients, safe for use from many threads.</summary>
internal static class Jitter
{
    private static readonly Random Generator = new();

    public static double Next()
    {
        lock (Generator)
        {
            return Generator.NextDouble();
        }
    }
}
