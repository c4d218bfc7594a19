namespace OpenAIChat;

public sealed partial class ChatCompletionMessageToolCall
{
    /// <summary>Returns the call as a request may repeat it: itself, or a copy with the text of what a server sent as something
    /// else.</summary>
    internal ChatCompletionMessageToolCall ToRequest()
    {
        ToolCallFunction? called = function;
        string? text = called is null or { HasArguments: true } ? null : MismatchedText.Of(called, "arguments") ?? "{}";
        if (text is null && id is not null && type is not null)
        {
            return this;
        }

        var copy = (ChatCompletionMessageToolCall)Copy();
        copy.type ??= "function";
        copy.id ??= MismatchedText.Take(copy, "id");
        if (text is not null)
        {
            copy.function = (ToolCallFunction)called!.Copy();
            copy.function.Arguments = text;
            copy.function.Additional?.Remove("arguments");
        }

        return copy;
    }
}
