using Microsoft.Extensions.AI;

namespace OpenAIChat.Extensions.AI.Requests;

/// <summary>
/// Remembers what the messages of the latest call became: the next call of a conversation, or of a loop that invokes functions, sends the
/// same
/// messages and some more. A message is used again only while it still says exactly what its source says.
/// </summary>
internal sealed class MappedConversation
{
    private const int FewestMessages = 4;

    // Nothing here keeps a conversation in memory.
    private readonly WeakReference<Mapping[]?> latest = new(null);

    /// <summary>Adds the messages to those of the request.</summary>
    /// <exception cref="NotSupportedException">A message holds something that its role cannot carry; the message names it.</exception>
    public void AddTo(List<ChatCompletionRequestMessage> all, IEnumerable<ChatMessage> messages)
    {
        if (messages is not IList<ChatMessage> { Count: >= FewestMessages } list)
        {
            int index = 0;
            foreach (ChatMessage message in messages)
            {
                MessageMapper.Add(all, Given(message, index, nameof(messages)), index++);
            }

            return;
        }

        Mapping[] known = Latest();
        Mapping[]? mapped = known.Length == list.Count ? null : Resize(known, list.Count);
        for (int i = 0; i < list.Count; i++)
        {
            ChatMessage message = Given(list[i], i, nameof(messages));
            if (i < known.Length && known[i].AppliesTo(message))
            {
                all.Add(known[i].Target!);
                continue;
            }

            int before = all.Count;
            MessageMapper.Add(all, message, i);
            (mapped ??= Resize(known, list.Count))[i] = new Mapping(message, all.Count == before + 1 ? all[before] : null);
        }

        if (mapped is not null)
        {
            Remember(mapped);
        }
    }

    private static ChatMessage Given(ChatMessage? message, int index, string parameter) =>
        message ?? throw new ArgumentException($"{parameter}[{index}] is null. Leave it out.", parameter);

    private static Mapping[] Resize(Mapping[] known, int count)
    {
        var mapped = new Mapping[count];
        Array.Copy(known, mapped, Math.Min(known.Length, count));
        return mapped;
    }

    private Mapping[] Latest()
    {
        lock (latest)
        {
            return latest.TryGetTarget(out Mapping[]? mapped) && mapped is not null ? mapped : [];
        }
    }

    private void Remember(Mapping[] mapped)
    {
        lock (latest)
        {
            latest.SetTarget(mapped);
        }
    }

    /// <summary>A message and what it became; no target when it became several or none.</summary>
    private readonly record struct Mapping(ChatMessage Source, ChatCompletionRequestMessage? Target)
    {
        /// <summary>Determines whether the target is what the message becomes, although either may have been changed since.</summary>
        public bool AppliesTo(ChatMessage message) =>
            ReferenceEquals(message, Source) && message is { RawRepresentation: not ChatCompletionRequestMessage }
                && Target is { HasAdditionalProperties: false }
                && Target switch
                {
                    ChatCompletionRequestUserMessage user =>
                        message.Role == ChatRole.User && IsText(user.Content.AsText, message)
                            && user.Name == MessageMapper.NameOf(message),
                    ChatCompletionRequestAssistantMessage { Refusal: null, Audio: null } assistant =>
                        message.Role == ChatRole.Assistant && IsText(assistant.Content?.AsText, message)
                            && assistant.Name == MessageMapper.NameOf(message)
                        && assistant.ToolCalls.Count == 0,
                    ChatCompletionRequestSystemMessage system =>
                        message.Role == ChatRole.System && IsText(system.Content.AsText, message)
                    && system.Name == MessageMapper.NameOf(message),
                    ChatCompletionRequestToolMessage tool => message.Role == ChatRole.Tool && IsResult(tool, message.Contents),
                    _ => false,
                };

        private static bool IsText(string? text, ChatMessage message) =>
            text is not null && ReferenceEquals(text, ContentPartMapper.PlainText(message.Contents));

        private static bool IsResult(ChatCompletionRequestToolMessage tool, IList<AIContent> contents) =>
            contents is [FunctionResultContent { Result: string text } result]
            && ReferenceEquals(tool.ToolCallId, result.CallId)
            && ReferenceEquals(tool.Content.AsText, text);
    }
}
