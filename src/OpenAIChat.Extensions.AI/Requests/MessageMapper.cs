using System.Text;
using Microsoft.Extensions.AI;
using Newtonsoft.Json.Linq;

namespace OpenAIChat.Extensions.AI.Requests;

/// <summary>Maps messages: each keeps its role, its name and all of its contents.</summary>
internal static class MessageMapper
{
    private const string DeveloperRole = "developer";
    private const int MaxNameLength = 64;

    /// <summary>Adds the messages to those of the request.</summary>
    /// <exception cref="NotSupportedException">A message holds something that its role cannot carry; the message names it.</exception>
    public static void AddTo(List<ChatCompletionRequestMessage> all, IEnumerable<ChatMessage> messages)
    {
        int index = 0;
        foreach (ChatMessage message in messages)
        {
            if (message is null)
            {
                throw new ArgumentException($"messages[{index}] is null. Leave it out.", nameof(messages));
            }

            Add(all, message, new ContentPlace(index, message.Role.Value));
            index++;
        }
    }

    private static void Add(List<ChatCompletionRequestMessage> all, ChatMessage message, ContentPlace place)
    {
        if (message.RawRepresentation is ChatCompletionRequestMessage raw)
        {
            all.Add(raw);
        }
        else if (message.Role == ChatRole.User)
        {
            AddUser(all, message, place);
        }
        else if (message.Role == ChatRole.Assistant)
        {
            all.Add(AssistantMessageMapper.ToMessage(message, NameOf(message), place));
        }
        else if (message.Role == ChatRole.System)
        {
            all.Add(new ChatCompletionRequestSystemMessage { Content = ToSystemContent(message.Contents, place), Name = NameOf(message) });
        }
        else if (message.Role == ChatRole.Tool)
        {
            AddResults(all, message.Contents, place);
        }
        else if (string.Equals(message.Role.Value, DeveloperRole, StringComparison.OrdinalIgnoreCase))
        {
            all.Add(new ChatCompletionRequestDeveloperMessage { Content = ToDeveloperContent(message.Contents, place), Name = NameOf(message) });
        }
        else
        {
            all.Add(ToUnknownRole(message, place));
        }
    }

    private static void AddUser(List<ChatCompletionRequestMessage> all, ChatMessage message, ContentPlace place)
    {
        // Some frameworks put results and the user's next words into one message; results come first.
        IList<AIContent> contents = message.Contents;
        if (contents.Any(static content => content is FunctionResultContent))
        {
            AddResults(all, [.. contents.Where(static content => content is FunctionResultContent)], place);
            contents = [.. contents.Where(static content => content is not FunctionResultContent)];
            if (contents.Count == 0)
            {
                return;
            }
        }

        all.Add(new ChatCompletionRequestUserMessage { Content = ToUserContent(contents, place), Name = NameOf(message) });
    }

    private static UserMessageContent ToUserContent(IList<AIContent> contents, ContentPlace place)
    {
        List<ChatCompletionRequestMessageContentPart> parts = ContentPartMapper.ToParts(contents, place);
        return parts switch
        {
            [] => "",
            [ChatCompletionRequestMessageContentPartText text] when IsPlain(text) => text.Text,
            _ => parts,
        };
    }

    private static SystemMessageContent ToSystemContent(IList<AIContent> contents, ContentPlace place)
    {
        List<ChatCompletionRequestMessageContentPartText> texts = ContentPartMapper.ToTexts(contents, place);
        return texts switch
        {
            [] => "",
            [var text] when IsPlain(text) => text.Text,
            _ => texts,
        };
    }

    private static DeveloperMessageContent ToDeveloperContent(IList<AIContent> contents, ContentPlace place)
    {
        List<ChatCompletionRequestMessageContentPartText> texts = ContentPartMapper.ToTexts(contents, place);
        return texts switch
        {
            [] => "",
            [var text] when IsPlain(text) => text.Text,
            _ => texts,
        };
    }

    // A part that was given as it is (a cache breakpoint, say) stays a part.
    private static bool IsPlain(ChatCompletionRequestMessageContentPartText text) =>
        text.AdditionalProperties.Count == 0 && text.PromptCacheBreakpoint is null;

    private static void AddResults(List<ChatCompletionRequestMessage> all, IList<AIContent> contents, ContentPlace place)
    {
        foreach (AIContent content in contents)
        {
            switch (content)
            {
                case FunctionResultContent result:
                    all.Add(new ChatCompletionRequestToolMessage { ToolCallId = result.CallId, Content = FunctionResult.ToText(result.Result) });
                    break;
                case UsageContent:
                    break;
                default:
                    throw place.NotSupported(content, "A tool message carries FunctionResultContent only.");
            }
        }
    }

    private static ChatCompletionRequestMessage.Unknown ToUnknownRole(ChatMessage message, ContentPlace place)
    {
        var json = new JObject
        {
            ["role"] = message.Role.Value,
            ["content"] = string.Concat(ContentPartMapper.ToTexts(message.Contents, place).Select(static text => text.Text)),
        };
        if (NameOf(message) is { } name)
        {
            json["name"] = name;
        }

        return new ChatCompletionRequestMessage.Unknown(json);
    }

    /// <summary>Gets the author's name as the provider takes it: letters, digits and underscores, at most 64.</summary>
    private static string? NameOf(ChatMessage message)
    {
        if (message.AuthorName is not { Length: > 0 } author)
        {
            return null;
        }

        if (author.Length <= MaxNameLength && author.All(IsAllowed))
        {
            return author;
        }

        var name = new StringBuilder(MaxNameLength);
        foreach (char letter in author)
        {
            if (IsAllowed(letter) && name.Length < MaxNameLength)
            {
                name.Append(letter);
            }
        }

        return name.Length == 0 ? null : name.ToString();
    }

    private static bool IsAllowed(char letter) => letter is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '_';
}
