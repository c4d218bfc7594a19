using Microsoft.Extensions.AI;
using Newtonsoft.Json.Linq;

namespace OpenAIChat.Extensions.AI.Requests;

/// <summary>Maps what the model said before: text, refusal, reasoning, audio and calls.</summary>
internal static class AssistantMessageMapper
{
    public static ChatCompletionRequestAssistantMessage ToMessage(ChatMessage source, string? name, ContentPlace place)
    {
        if (ContentPartMapper.PlainText(source.Contents) is { } plain)
        {
            return new ChatCompletionRequestAssistantMessage { Content = plain, Name = name };
        }

        var message = new ChatCompletionRequestAssistantMessage { Name = name };
        List<ChatCompletionRequestMessageContentPart> parts = [];
        List<ChatCompletionToolCall>? calls = null;
        foreach (AIContent content in source.Contents)
        {
            switch (content)
            {
                case { RawRepresentation: ChatCompletionRequestMessageContentPart raw }:
                    parts.Add(raw);
                    break;
                case TextContent text:
                    parts.Add(new ChatCompletionRequestMessageContentPartText { Text = text.Text });
                    break;
                case FunctionCallContent call:
                    (calls ??= []).Add(FunctionCalls.ToToolCall(call));
                    break;
                case ErrorContent { ErrorCode: RefusalContent.Code } refusal:
                    message.Refusal = message.Refusal + refusal.Message;
                    break;
                case TextReasoningContent reasoning:
                    ReasoningContent.AddTo(message, reasoning);
                    break;
                case DataContent audio when AudioContent.IdOf(audio) is { } id:
                    message.Audio = new AssistantMessageAudio { Id = id };
                    break;
                case AIContent when FunctionCalls.UnknownCallOf(content) is { } unknown:
                    (calls ??= []).Add(unknown);
                    break;
                case UsageContent:
                    break;
                default:
                    throw place.NotSupported(
                        content,
                        "An assistant message carries text, refusals, reasoning, function calls and audio of this provider.");
            }
        }

        message.ToolCalls = calls;
        SetContent(message, parts, hasCalls: calls is not null);
        return message;
    }

    private static void SetContent(
        ChatCompletionRequestAssistantMessage message,
        List<ChatCompletionRequestMessageContentPart> parts,
        bool hasCalls)
    {
        switch (parts)
        {
            case [] when hasCalls:
                // Some compatible servers refuse calls without a content; null is what the API itself answers with.
                message.AdditionalProperties["content"] = JValue.CreateNull();
                break;
            case [] when message.Refusal is not null || message.Audio is not null:
                break;
            case []:
                message.Content = "";
                break;
            case [ChatCompletionRequestMessageContentPartText { HasAdditionalProperties: false, PromptCacheBreakpoint: null } text]:
                message.Content = text.Text;
                break;
            default:
                message.Content = parts;
                break;
        }
    }
}
