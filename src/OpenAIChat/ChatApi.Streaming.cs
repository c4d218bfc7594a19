namespace OpenAIChat;

public sealed partial class ChatApi
{
    static partial void ToCreateChatCompletionStreamItem(CreateChatCompletionResponse answer, ref CreateChatCompletionStreamResponse? item) => item = answer.ToChunk();
}
