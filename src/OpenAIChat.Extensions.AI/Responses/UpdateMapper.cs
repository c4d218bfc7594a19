using Microsoft.Extensions.AI;
using Newtonsoft.Json.Linq;

namespace OpenAIChat.Extensions.AI.Responses;

/// <summary>
/// Maps the chunks of one stream. Text and reasoning go on at once; calls and refusals come whole, in one update at the end.
/// </summary>
/// <param name="request">The request that is answered.</param>
internal sealed class UpdateMapper(CreateChatCompletionRequest request)
{
    private readonly ChatCompletionAccumulator pieces = new();
    private AudioPieces? audio;
    private bool hasPieces;
    private CreateChatCompletionStreamResponse? last;
    private ChatRole? role;
    private ChatFinishReason? finishReason;
    private string? serviceTier;
    private string? systemFingerprint;

    public ChatResponseUpdate ToUpdate(CreateChatCompletionStreamResponse chunk)
    {
        last = chunk;
        CreateChatCompletionStreamResponseChoice? choice = FirstAnswer(chunk);
        ChatCompletionStreamResponseDelta? delta = choice?.Delta;
        if (delta?.Role is { Value.Length: > 0 } said)
        {
            role = ResponseMapper.ToRole(said.Value);
        }

        finishReason = ResponseMapper.ToFinishReason(choice?.FinishReason?.Value) ?? finishReason;
        ChatResponseUpdate update = CreateUpdate(chunk);
        update.RawRepresentation = chunk;
        update.AdditionalProperties = PropertiesOf(chunk, choice, delta);
        if (delta is not null)
        {
            AddContents(update.Contents, delta);
            Keep(chunk, delta);
        }

        if (chunk.Usage is { } usage)
        {
            update.Contents.Add(new UsageContent(UsageMapper.ToUsageDetails(usage)) { RawRepresentation = usage });
        }

        return update;
    }

    /// <summary>Returns the update with the whole calls and the whole refusal, or null when there are none.</summary>
    public ChatResponseUpdate? Complete()
    {
        if (!hasPieces || last is null)
        {
            return null;
        }

        ChatResponseUpdate update = CreateUpdate(last);
        CreateChatCompletionResponseChoice? choice = pieces.ToResponse().Choices.FirstOrDefault(static choice => choice.Index == 0);
        if (choice?.Message is { } message)
        {
            if (message.Refusal is { Length: > 0 } refusal)
            {
                update.Contents.Add(RefusalContent.Create(refusal));
            }

            CallMapper.AddTo(update.Contents, message);
        }

        return update;
    }

    private static CreateChatCompletionStreamResponseChoice? FirstAnswer(CreateChatCompletionStreamResponse chunk)
    {
        if (chunk.Choices is { } choices)
        {
            for (int i = 0; i < choices.Count; i++)
            {
                if (choices[i].Index == 0)
                {
                    return choices[i];
                }
            }
        }

        return null;
    }

    // What each chunk repeats is told once.
    private AdditionalPropertiesDictionary? PropertiesOf(
        CreateChatCompletionStreamResponse chunk,
        CreateChatCompletionStreamResponseChoice? choice,
        ChatCompletionStreamResponseDelta? delta)
    {
        AdditionalPropertiesDictionary? properties =
            UnknownMembers.Of(IfNew(ref serviceTier, chunk.ServiceTier?.Value), IfNew(ref systemFingerprint, chunk.GetSystemFingerprint()));
        UnknownMembers.AddTo(ref properties, chunk);
        UnknownMembers.AddModel(ref properties, "moderation", chunk.Moderation);
        if (choice is not null)
        {
            UnknownMembers.AddTo(ref properties, choice);
            UnknownMembers.AddModel(ref properties, "logprobs", choice.Logprobs);
        }

        if (delta is not null)
        {
            UnknownMembers.AddTo(ref properties, delta);
        }

        return properties;
    }

    private static string? IfNew(ref string? known, string? value)
    {
        if (value == known)
        {
            return null;
        }

        known = value;
        return value;
    }

    private ChatResponseUpdate CreateUpdate(CreateChatCompletionStreamResponse chunk) => new()
    {
        ResponseId = ResponseMapper.Text(chunk.Id),
        MessageId = ResponseMapper.Text(chunk.Id),
        ModelId = ResponseMapper.Text(chunk.Model),
        CreatedAt = ResponseMapper.ToTime(chunk.Created),
        Role = role,
        FinishReason = finishReason,
    };

    private void AddContents(IList<AIContent> contents, ChatCompletionStreamResponseDelta delta)
    {
        IList<AIAnnotation>? citations = null;
        if (delta.HasAdditionalProperties)
        {
            IDictionary<string, JToken> unknown = delta.AdditionalProperties;
            if (ReasoningContent.Read(unknown) is { } reasoning)
            {
                contents.Add(reasoning);
            }

            if (unknown.TryGetValue("audio", out JToken? spoken) && spoken is JObject piece
                && (audio ??= new AudioPieces(ResponseMapper.AudioTypeOf(request))).Add(piece) is { } heard)
            {
                contents.Add(heard);
            }

            citations = CitationMapper.ToAnnotations(unknown);
        }

        string? text = delta.Content ?? UnknownMembers.TextOfParts(delta);
        if (text is { Length: > 0 } || citations is not null)
        {
            contents.Add(new TextContent(text) { Annotations = citations });
        }
    }

    private void Keep(CreateChatCompletionStreamResponse chunk, ChatCompletionStreamResponseDelta delta)
    {
        bool isPiece = delta.ToolCalls is { Count: > 0 } || delta.FunctionCall is not null || delta.Refusal is { Length: > 0 };
        // A call goes on in chunks that may name no call.
        if (isPiece || hasPieces)
        {
            hasPieces = true;
            pieces.Add(chunk);
        }
    }
}
