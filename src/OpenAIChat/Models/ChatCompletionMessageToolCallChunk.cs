namespace OpenAIChat;

public sealed partial class ChatCompletionMessageToolCallChunk
{
    /// <summary>Gets whether the server told the index.</summary>
    internal bool HasIndex => index is not null;
}
