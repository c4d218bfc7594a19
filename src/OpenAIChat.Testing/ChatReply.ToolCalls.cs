namespace OpenAIChat.Testing;

// The ids of tool calls, which servers give, leave out or repeat.
public sealed partial class ChatReply
{
    /// <summary>Sets the ids of the tool calls, which are otherwise made up, each different.</summary>
    /// <param name="ids">The ids in the order of the calls; the last one repeats itself.</param>
    /// <returns>The reply with those ids.</returns>
    public ChatReply WithToolCallIds(params string[] ids)
    {
        ArgumentNullException.ThrowIfNull(ids);
        return ids.Length > 0
            ? WithCompletion(content => content with { ToolCallIds = ids })
            : throw new ArgumentException("Give at least one id, or call WithoutToolCallIds.", nameof(ids));
    }

    /// <summary>Leaves the ids of the tool calls out, as some compatible servers do.</summary>
    /// <returns>The reply without ids.</returns>
    public ChatReply WithoutToolCallIds() => WithCompletion(content => content with { ToolCallIds = [] });
}
