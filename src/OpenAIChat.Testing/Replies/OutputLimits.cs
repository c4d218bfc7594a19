using Newtonsoft.Json.Linq;

namespace OpenAIChat.Testing;

/// <summary>Ends a reply where a model would: before a stop sequence, and where the token limit is reached.</summary>
internal static class OutputLimits
{
    private const string Length = "length";

    /// <summary>Cuts what a reply says in one choice.</summary>
    /// <param name="content">The reply, with the one text of the choice.</param>
    /// <param name="request">The request, with <c>stop</c> and the limits.</param>
    public static CompletionContent Apply(CompletionContent content, JObject request)
    {
        if (!content.ObeysLimits)
        {
            return content;
        }

        content = content with { Texts = [.. content.Texts.Select(text => BeforeStop(text, request["stop"]))] };
        return Limit(request) is { } limit ? Within(content, limit) : content;
    }

    private static string BeforeStop(string text, JToken? stop)
    {
        IEnumerable<JToken> stops = stop switch { JArray list => list, JValue { Value: string } one => [one], _ => [] };
        foreach (string sequence in stops.Select(static item => (string?)item).OfType<string>().Where(static item => item.Length > 0))
        {
            int at = text.IndexOf(sequence, StringComparison.Ordinal);
            text = at < 0 ? text : text[..at];
        }

        return text;
    }

    private static long? Limit(JObject request) => (request["max_completion_tokens"] ?? request["max_tokens"]) switch
    {
        JValue { Value: long limit } => limit,
        _ => request["max_tokens"] is JValue { Value: long older } ? older : null,
    };

    // The text comes first, then the calls; a call of which nothing is left is none.
    private static CompletionContent Within(CompletionContent content, long limit)
    {
        bool isCut = false;
        long left = limit;
        string[] texts = [.. content.Texts.Select(Cut)];
        string? refusal = content.Refusal is null ? null : Cut(content.Refusal);
        var calls = new List<ScriptedCall>();
        foreach (ScriptedCall call in content.ToolCalls)
        {
            if (left > 0)
            {
                calls.Add(call with { Arguments = Cut(call.Arguments) });
            }
            else
            {
                isCut = true;
            }
        }

        return isCut
            ? content with { Texts = texts, Refusal = refusal, ToolCalls = [.. calls], FinishReason = content.FinishReason ?? Length }
            : content;

        string Cut(string text)
        {
            IReadOnlyList<string> tokens = Tokens.Of(text);
            isCut |= tokens.Count > left;
            string kept = tokens.Count > left ? string.Concat(tokens.Take((int)left)) : text;
            left = Math.Max(0, left - tokens.Count);
            return kept;
        }
    }
}
