using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;

namespace OpenAIChat;

[DebuggerDisplay("{Type,nq}: {DebuggerText,nq}")]
public abstract partial class ChatCompletionRequestMessageContentPart
{
    internal string DebuggerText => this is ChatCompletionRequestMessageContentPartText text ? DebugView.Shorten(text.Text) : "";

    /// <summary>Converts a text to a part.</summary>
    /// <param name="text">The text; null gives null.</param>
    [return: NotNullIfNotNull(nameof(text))]
    public static implicit operator ChatCompletionRequestMessageContentPart?(string? text) => text is null ? null : ContentPart.Text(text);
}
