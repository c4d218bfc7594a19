namespace OpenAIChat.Benchmarks.Ratios;

/// <summary>What a workload must reach, as a ratio to the official SDK; null bounds nothing.</summary>
internal sealed record Goal(double Time, double? Allocation, double AimTime, double? AimAllocation)
{
    public bool IsMet(double time, double? allocation) => time <= Time && (Allocation is not { } limit || allocation <= limit);
}
