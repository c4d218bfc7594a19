using Newtonsoft.Json.Linq;

namespace OpenAIChat;

/// <summary>The log probabilities as far as they have arrived: the lists append.</summary>
internal sealed class LogprobsBuilder
{
    private readonly Dictionary<string, JToken> members = [];
    private List<ChatCompletionTokenLogprob>? content;
    private List<ChatCompletionTokenLogprob>? refusal;

    public void Add(ChatCompletionLogprobs piece)
    {
        Append(ref content, piece.Content);
        Append(ref refusal, piece.Refusal);
        members.Overwrite(piece);
    }

    public ChatCompletionLogprobs ToLogprobs()
    {
        var logprobs = new ChatCompletionLogprobs { Content = content?.ToList(), Refusal = refusal?.ToList() };
        logprobs.Keep(members);
        return logprobs;
    }

    private static void Append(ref List<ChatCompletionTokenLogprob>? list, IList<ChatCompletionTokenLogprob>? piece)
    {
        if (piece is not null)
        {
            (list ??= []).AddRange(piece);
        }
    }
}
