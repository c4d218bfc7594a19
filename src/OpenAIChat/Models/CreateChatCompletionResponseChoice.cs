namespace OpenAIChat;

public sealed partial class CreateChatCompletionResponseChoice
{
    /// <summary>Makes the piece of a chunk that says what the whole choice says.</summary>
    internal CreateChatCompletionStreamResponseChoice ToPiece()
    {
        var piece = new CreateChatCompletionStreamResponseChoice(Message.ToDelta(), finishReason, Index) { Logprobs = logprobs };
        piece.Keep(Additional);
        return piece;
    }
}
