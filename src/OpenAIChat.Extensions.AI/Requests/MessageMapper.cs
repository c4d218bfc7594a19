using System.Text;
using Microsoft.Extensions.AI;
using Newtonsoft.Json.Linq;

namespace OpenAIChat.Extensions.AI.Requests;

/// <summary>Maps messages: each keeps its role, its name and all of its contents.</summary>
internal static class MessageMapper
{
    private const string DeveloperRole = "developer";
    private const int MaxNameLength = 64;

    /// <summary>Adds a message to those of the request; several where it holds several results.</summary>
    /// <exception cref="NotSupportedException">The message holds something that its role cannot carry; the exception names it.</exception>
    public static void Add(List<ChatCompletionRequestMessage> all, ChatMessage message, int index)
    {
        var place = new ContentPlace(index, message.Role.Value);
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
            all.Add(
                new ChatCompletionRequestDeveloperMessage
                {
                    Content = ToDeveloperContent(message.Contents, place),
                    Name = NameOf(message)
                });
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
        if (HoldsResult(contents))
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

    private static bool HoldsResult(IList<AIContent> contents)
    {
        for (int i = 0; i < contents.Count; i++)
        {
            if (contents[i] is FunctionResultContent)
            {
                return true;
            }
        }

        return false;
    }

    private static UserMessageContent ToUserContent(IList<AIContent> contents, ContentPlace place) =>
        ContentPartMapper.PlainText(contents) is { } text ? text : ContentPartMapper.ToParts(contents, place);

    private static SystemMessageContent ToSystemContent(IList<AIContent> contents, ContentPlace place) =>
        ContentPartMapper.PlainText(contents) is { } text ? text : ContentPartMapper.ToTexts(contents, place);

    private static DeveloperMessageContent ToDeveloperContent(IList<AIContent> contents, ContentPlace place) =>
        ContentPartMapper.PlainText(contents) is { } text ? text : ContentPartMapper.ToTexts(contents, place);

    private static void AddResults(List<ChatCompletionRequestMessage> all, IList<AIContent> contents, ContentPlace place)
    {
        for (int i = 0; i < contents.Count; i++)
        {
            switch (contents[i])
            {
                case FunctionResultContent result:
                    all.Add(
                        new ChatCompletionRequestToolMessage
                        {
                            ToolCallId = result.CallId,
                            Content = FunctionResult.ToText(result.Result)
                        });
                    break;
                case UsageContent:
                    break;
                case var content:
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
    public static string? NameOf(ChatMessage message)
    {
        if (message.AuthorName is not { Length: > 0 } author)
        {
            return null;
        }

        if (author.Length <= MaxNameLength && IsAllowed(author))
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

    private static bool IsAllowed(string author)
    {
        foreach (char letter in author)
        {
            if (!IsAllowed(letter))
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsAllowed(char letter) => letter is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '_';
}
