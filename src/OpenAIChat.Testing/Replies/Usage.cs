using Newtonsoft.Json.Linq;

namespace OpenAIChat.Testing;

/// <summary>Token counts, estimated from the text.</summary>
internal static class Usage
{
    // What the provider's own formula adds for the frame of each message.
    private const int TokensPerMessage = 3;

    public static JObject Of(int prompt, int completion) => new(
        new JProperty("prompt_tokens", prompt),
        new JProperty("completion_tokens", completion),
        new JProperty("total_tokens", prompt + completion),
        new JProperty("prompt_tokens_details", new JObject(
            new JProperty("cached_tokens", 0),
            new JProperty("audio_tokens", 0))),
        new JProperty("completion_tokens_details", new JObject(
            new JProperty("reasoning_tokens", 0),
            new JProperty("audio_tokens", 0),
            new JProperty("accepted_prediction_tokens", 0),
            new JProperty("rejected_prediction_tokens", 0))));

    public static int CountPrompt(JObject request) =>
        TokensPerMessage + request["messages"]!.OfType<JObject>().Sum(message => TokensPerMessage + Tokens.Count(MessageText.Of(message)));
}
