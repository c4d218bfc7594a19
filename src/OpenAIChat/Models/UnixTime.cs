namespace OpenAIChat;

/// <summary>Converts the seconds that the API counts since 1970.</summary>
internal static class UnixTime
{
    private static readonly long Earliest = DateTimeOffset.MinValue.ToUnixTimeSeconds();
    private static readonly long Latest = DateTimeOffset.MaxValue.ToUnixTimeSeconds();

    /// <summary>Returns the time; one that .NET cannot express is the nearest it can.</summary>
    public static DateTimeOffset ToDateTimeOffset(long seconds) =>
        DateTimeOffset.FromUnixTimeSeconds(Math.Min(Math.Max(seconds, Earliest), Latest));
}
