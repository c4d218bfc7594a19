using Microsoft.Extensions.AI;

namespace OpenAIChat.Extensions.AI.Responses;

/// <summary>
/// Maps a whole completion; what has no place in Microsoft.Extensions.AI stays in <c>AdditionalProperties</c> and <c>RawRepresentation</c>.
/// </summary>
internal static class ResponseMapper
{
    private static readonly long Latest = DateTimeOffset.MaxValue.ToUnixTimeSeconds();

    /// <summary>Maps the completion to a response with one message: the first answer.</summary>
    /// <remarks>Further answers are in the raw representation.</remarks>
    public static ChatResponse ToChatResponse(CreateChatCompletionResponse completion, CreateChatCompletionRequest request)
    {
        CreateChatCompletionResponseChoice? choice = completion.Choices is { Count: > 0 } choices ? choices[0] : null;
        ChatMessage message = choice?.Message is { } answer
            ? ToMessage(answer, choice, request)
            : new ChatMessage(ChatRole.Assistant, (string?)null);
        message.MessageId = Text(completion.Id);
        message.CreatedAt = ToTime(completion.Created);
        return new ChatResponse(message)
        {
            ResponseId = Text(completion.Id),
            ModelId = Text(completion.Model),
            CreatedAt = ToTime(completion.Created),
            FinishReason = ToFinishReason(choice?.FinishReason.Value),
            Usage = completion.Usage is { } usage ? UsageMapper.ToUsageDetails(usage) : null,
            AdditionalProperties = UnknownMembers.Of(completion),
            RawRepresentation = completion,
        };
    }

    /// <summary>Maps a time; one that is missing or beyond those of .NET says nothing.</summary>
    public static DateTimeOffset? ToTime(long seconds) =>
        seconds > 0 && seconds <= Latest ? DateTimeOffset.FromUnixTimeSeconds(seconds) : null;

    /// <summary>Maps a finish reason; null and empty ones say nothing, unknown ones are kept.</summary>
    public static ChatFinishReason? ToFinishReason(string? reason) => reason switch
    {
        null or "" => null,
        "stop" => ChatFinishReason.Stop,
        "length" => ChatFinishReason.Length,
        "tool_calls" or "function_call" => ChatFinishReason.ToolCalls,
        "content_filter" => ChatFinishReason.ContentFilter,
        _ => new ChatFinishReason(reason),
    };

    public static ChatRole ToRole(string? role) => role is { Length: > 0 } and not "assistant" ? new ChatRole(role) : ChatRole.Assistant;

    /// <summary>Returns the text, or null where there is none.</summary>
    public static string? Text(string? value) => value is { Length: > 0 } ? value : null;

    /// <summary>Gets the media type of the audio that was asked for.</summary>
    public static string AudioTypeOf(CreateChatCompletionRequest request) => AudioMediaType.FromFormat(request.Audio?.Format.Value);

    private static ChatMessage ToMessage(
        ChatCompletionResponseMessage answer, CreateChatCompletionResponseChoice choice, CreateChatCompletionRequest request)
    {
        var message = new ChatMessage
        {
            Role = ToRole(answer.Role),
            RawRepresentation = answer,
            AdditionalProperties = UnknownMembers.Of(answer, choice),
        };
        if (answer.HasAdditionalProperties && ReasoningContent.Read(answer.AdditionalProperties) is { } reasoning)
        {
            message.Contents.Add(reasoning);
        }

        AddText(message, answer);
        if (answer.Refusal is { Length: > 0 } refusal)
        {
            message.Contents.Add(RefusalContent.Create(refusal));
        }

        if (answer.Audio is { Data.Length: > 0 } audio && AudioContent.Create(audio, AudioTypeOf(request)) is { } spoken)
        {
            message.Contents.Add(spoken);
        }

        CallMapper.AddTo(message.Contents, answer);
        return message;
    }

    private static void AddText(ChatMessage message, ChatCompletionResponseMessage answer)
    {
        string text = answer.Content ?? UnknownMembers.TextOfParts(answer) ?? "";
        if (text.Length == 0 && answer.Annotations is not { Count: > 0 })
        {
            return;
        }

        message.Contents.Add(new TextContent(text) { Annotations = CitationMapper.ToAnnotations(answer.Annotations) });
    }
}
