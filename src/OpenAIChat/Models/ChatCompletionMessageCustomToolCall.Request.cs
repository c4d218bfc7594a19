namespace OpenAIChat;

public sealed partial class ChatCompletionMessageCustomToolCall
{
    /// <summary>Returns the call as a request may repeat it: itself, or a copy with the text of what a server sent as something
    /// else.</summary>
    internal ChatCompletionMessageCustomToolCall ToRequest()
    {
        ToolCallCustom? called = custom;
        string? text = called is null or { HasInput: true } ? null : MismatchedText.Of(called, "input") ?? "";
        if (text is null && id is not null && type is not null)
        {
            return this;
        }

        var copy = (ChatCompletionMessageCustomToolCall)Copy();
        copy.type ??= "custom";
        copy.id ??= MismatchedText.Take(copy, "id");
        if (text is not null)
        {
            copy.custom = (ToolCallCustom)called!.Copy();
            copy.custom.Input = text;
            copy.custom.Additional?.Remove("input");
        }

        return copy;
    }
}
