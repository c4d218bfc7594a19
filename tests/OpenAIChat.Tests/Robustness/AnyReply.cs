using FsCheck;
using FsCheck.Fluent;
using Newtonsoft.Json.Linq;

namespace OpenAIChat.Tests.Robustness;

/// <summary>Makes any completion that a model can say: what the contract allows, and does so only where it makes sense.</summary>
internal static class AnyReply
{
    private static readonly Gen<string> Name = Gen.Elements("get_weather", "f", "a-b_c");

    private static readonly Gen<string> Words = Gen.Choose(1, 6).SelectMany(count => Gen.ArrayOf(AnyModel.Text, count))
        .Select(string.Concat)
        .Where(text => text.Length > 0);

    private static readonly Gen<FinishReason> Reason = Gen.Elements("stop", "length", "tool_calls", "content_filter", "later")
        .Select(reason => new FinishReason(reason));

    private static readonly Gen<ChatCompletionToolCall> Call =
        from id in Gen.Choose(1, 1_000_000)
        from name in Name
        from text in AnyModel.Text
        from custom in Gen.Elements(true, false)
        select custom
            ? (ChatCompletionToolCall)new ChatCompletionMessageCustomToolCall($"call_{id}", new(name, text))
            : new ChatCompletionMessageToolCall($"call_{id}", new(name, text));

    private static readonly Gen<ChatCompletionTokenLogprob> Token =
        from text in Words
        from probability in Gen.Choose(-9000, 0)
        select new ChatCompletionTokenLogprob { Token = text, Logprob = probability / 1000.0, Bytes = null, TopLogprobs = [] };

    private static readonly Gen<ChatCompletionResponseMessageAudio> Audio =
        from id in Gen.Choose(1, 1_000_000)
        from transcript in Words
        select new ChatCompletionResponseMessageAudio
        {
            Id = $"audio_{id}",
            ExpiresAt = 1_800_000_000,
            Data = "UklGRg==",
            Transcript = transcript,
        };

    private static readonly Gen<ChatCompletionResponseMessageAnnotation> Annotation =
        from title in AnyModel.Text
        from start in Gen.Choose(0, 99)
        select new ChatCompletionResponseMessageAnnotation
        {
            UrlCitation = new UrlCitation { EndIndex = start + 5, StartIndex = start, Url = "https://example.com/", Title = title },
        };

    public static Gen<CreateChatCompletionResponse> Values { get; } =
        from id in Gen.Choose(1, 1_000_000)
        from count in Gen.Choose(1, 3)
        from choices in Gen.CollectToArray(Enumerable.Range(0, count), Choice)
        from tier in Gen.Elements<ServiceTier?>(null, ServiceTier.Default, new ServiceTier("later"))
        from usage in Gen.OrNull(AnyModel.Of<CompletionUsage>())
        from moderation in Gen.OrNull(AnyModel.Of<ChatCompletionModeration>())
        from further in Gen.OrNull(AnyModel.Json)
        select Completion($"chatcmpl-{id}", choices, tier, usage, moderation, further);

    private static Gen<CreateChatCompletionResponseChoice> Choice(int index) =>
        from tokens in Several(Token)
        from spelled in Gen.Elements(true, false)
        from text in Gen.OrNull(Words)
        from refusal in Gen.OrNull(Words)
        from calls in Several(Call)
        from audio in Gen.OrNull(Audio)
        from annotations in Several(Annotation)
        from reason in Reason
        let isSpelled = spelled && tokens.Length > 0
        select new CreateChatCompletionResponseChoice
        {
            FinishReason = reason,
            Index = index,
            Message = new ChatCompletionResponseMessage
            {
                Content = isSpelled ? string.Concat(tokens.Select(token => token.Token)) : text,
                Refusal = refusal,
                Role = "assistant",
                ToolCalls = calls.Length > 0 ? calls : null,
                Audio = audio,
                Annotations = annotations.Length > 0 ? annotations : null,
            },
            Logprobs = isSpelled ? new ChatCompletionLogprobs { Content = tokens, Refusal = null } : null,
        };

    private static CreateChatCompletionResponse Completion(
        string id,
        CreateChatCompletionResponseChoice[] choices,
        ServiceTier? tier,
        CompletionUsage? usage,
        ChatCompletionModeration? moderation,
        JToken? further)
    {
        var completion = new CreateChatCompletionResponse
        {
            Id = id,
            Choices = choices,
            Created = 1_800_000_000,
            Model = "gpt-5.4",
            ServiceTier = tier,
            Usage = usage,
            Moderation = moderation,
        };
        if (further is not null)
        {
            completion.AdditionalProperties["x_further"] = further;
        }

        return completion;
    }

    private static Gen<T[]> Several<T>(Gen<T> item) => Gen.Choose(0, 3).SelectMany(count => Gen.ArrayOf(item, count));
}
