// What a debugger shows of the types that people look at: one line in place of a wall of JSON.
using System.Diagnostics;
using OpenAIChat.Validation;

namespace OpenAIChat;

/// <content>Role and text.</content>
[DebuggerDisplay("{Role,nq}: {DebuggerText,nq}")]
public abstract partial class ChatCompletionRequestMessage
{
    internal string DebuggerText => DebugView.Shorten(RequestMessages.TextOf(this));
}

/// <content>Role and text.</content>
[DebuggerDisplay("{Role,nq}: {DebuggerText,nq}")]
public sealed partial class ChatCompletionResponseMessage
{
    internal string DebuggerText =>
        DebugView.Shorten(content ?? refusal ?? (ToolCalls is { Count: > 0 } calls ? $"{calls.Count} tool call(s)" : ""));
}

/// <content>Text and finish reason.</content>
[DebuggerDisplay("{DebuggerText,nq}")]
public sealed partial class CreateChatCompletionResponse
{
    internal string DebuggerText => $"{Message?.DebuggerText ?? "no choice"} [{FinishReason?.Value ?? "no finish reason"}]";
}

/// <content>What the chunk adds.</content>
[DebuggerDisplay("{DebuggerText,nq}")]
public sealed partial class CreateChatCompletionStreamResponse
{
    internal string DebuggerText => FinishReason is { } reason ? $"{DebugView.Shorten(Text)} [{reason}]" : DebugView.Shorten(Text);
}

/// <content>Model and number of messages.</content>
[DebuggerDisplay("{DebuggerText,nq}")]
public sealed partial class CreateChatCompletionRequest
{
    internal string DebuggerText => $"{ModelOrNull?.Value ?? "no model"}, {(MessagesOrNull ?? []).Count} message(s)";
}
