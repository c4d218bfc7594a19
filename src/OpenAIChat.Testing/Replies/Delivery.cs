namespace OpenAIChat.Testing;

/// <summary>How a reply travels: headers, pace, pieces, fault.</summary>
internal sealed record Delivery
{
    public KeyValuePair<string, string?>[] Headers { get; init; } = [];

    public TimeSpan Delay { get; init; }

    public TimeSpan Interval { get; init; }

    public Func<int, CancellationToken, Task>? Pace { get; init; }

    public int? PacketSize { get; init; }

    public FaultKind Fault { get; init; }

    public int FaultAfter { get; init; }

    public byte[] LastWords { get; init; } = [];
}

/// <summary>What goes wrong on the way.</summary>
internal enum FaultKind
{
    None,
    Disconnect,
    Truncate,
    Stall,
    LastWords,
}
