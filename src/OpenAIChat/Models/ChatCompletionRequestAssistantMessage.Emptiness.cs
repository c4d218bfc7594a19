using Newtonsoft.Json.Linq;

namespace OpenAIChat;

/// <content>Whether the message says anything.</content>
public sealed partial class ChatCompletionRequestAssistantMessage
{
    /// <summary>Gets whether the message holds nothing that it could say; what is added under an unknown name counts as said.</summary>
    internal bool IsEmpty =>
        Content is null && Refusal is null && Audio is null && FunctionCall is null && ToolCallsOrNull is not { Count: > 0 }
        && Additional?.Values.All(static value => value is null or { Type: JTokenType.Null }) != false;
}
