using System.Globalization;

namespace OpenAIChat.Cli;

/// <summary>Tells what a reply took: tokens, times, what is left of the rate limits.</summary>
internal sealed class ReplyStats(TimeProvider time)
{
    private readonly long start = time.GetTimestamp();
    private TimeSpan? firstToken;

    public void NoteToken() => firstToken ??= time.GetElapsedTime(start);

    public string ToLine(CompletionUsage? usage, HttpInfo http)
    {
        var parts = new List<string>();
        if (usage is not null)
        {
            parts.Add($"tokens: {usage.PromptTokens} in, {usage.CompletionTokens} out");
        }

        if (firstToken is { } first)
        {
            parts.Add("first token after " + Seconds(first));
        }

        parts.Add("total " + Seconds(time.GetElapsedTime(start)));
        if (http.RateLimit is { RemainingRequests: { } requests })
        {
            parts.Add(string.Create(CultureInfo.InvariantCulture, $"requests left: {requests}"));
        }

        if (http.RateLimit is { RemainingTokens: { } tokens })
        {
            parts.Add(string.Create(CultureInfo.InvariantCulture, $"tokens left: {tokens}"));
        }

        return string.Join("; ", parts);
    }

    private static string Seconds(TimeSpan span) => string.Create(CultureInfo.InvariantCulture, $"{span.TotalSeconds:0.00} s");
}
