using System.Text;
using Newtonsoft.Json.Linq;

namespace OpenAIChat.Testing;

/// <summary>Log probabilities, made up but always the same, for each token of a message.</summary>
internal static class Logprobs
{
    private const double Step = 0.125;

    public static bool Asked(JObject request) => request["logprobs"] is JValue { Value: true };

    /// <summary>Gives the log probabilities of a message, or null for one without text.</summary>
    public static JObject? Of(JObject request, CompletionContent content, JObject message)
    {
        int alternatives = request["top_logprobs"] is JValue { Value: long count } ? (int)count : 0;
        JArray? text = List(message.TextAt("content"), content.ChunkLength, alternatives);
        JArray? refusal = List(message.TextAt("refusal"), content.ChunkLength, alternatives);
        return text is null && refusal is null
            ? null
            : new JObject(new JProperty("content", text), new JProperty("refusal", refusal));
    }

    private static JArray? List(string? text, int? chunkLength, int alternatives)
    {
        if (text is null)
        {
            return null;
        }

        IReadOnlyList<string> tokens = chunkLength is { } length ? Tokens.OfLength(text, length) : Tokens.Of(text);
        return new JArray(tokens.Select((token, index) =>
        {
            double logprob = -Step * (index % 4);
            JObject entry = Entry(token, logprob);
            entry.Add("top_logprobs", new JArray(Enumerable.Range(0, alternatives).Select(rank =>
                rank == 0 ? Entry(token, logprob) : Entry(token + new string('~', rank), logprob - (rank * Step)))));
            return entry;
        }));
    }

    private static JObject Entry(string token, double logprob) => new(
        new JProperty("token", token),
        new JProperty("logprob", logprob),
        new JProperty("bytes", new JArray(Encoding.UTF8.GetBytes(token).Select(b => (int)b))));
}
