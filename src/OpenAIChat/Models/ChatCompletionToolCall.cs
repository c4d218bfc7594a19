using Newtonsoft.Json.Linq;

namespace OpenAIChat;

public abstract partial class ChatCompletionToolCall
{
    /// <summary>Makes the piece of a chunk that says what the whole call says.</summary>
    internal ChatCompletionMessageToolCallChunk ToPiece(int index)
    {
        var piece = new ChatCompletionMessageToolCallChunk(index);
        switch (this)
        {
            case ChatCompletionMessageToolCall call:
                piece.Id = call.Id;
                piece.Type = call.Type;
                piece.Function = new ChatCompletionMessageToolCallChunkFunction { Name = call.Function.Name, Arguments = call.Function.Arguments };
                piece.Function.Keep(call.Function.Additional);
                piece.Keep(call.Additional);
                break;
            default:
                // The contract's chunks know only functions.
                piece.Keep(this is Unknown { Json: JObject json } ? Members(json) : Members((JObject)this.ToToken()));
                piece.Id = TakeText(piece, "id");
                piece.Type = TakeText(piece, "type") is { } type ? new ChatCompletionMessageToolCallChunkType(type) : (ChatCompletionMessageToolCallChunkType?)null;
                break;
        }

        return piece;
    }

    private static Dictionary<string, JToken> Members(JObject json) => json.Properties().ToDictionary(static member => member.Name, static member => member.Value);

    private static string? TakeText(ChatCompletionMessageToolCallChunk piece, string name)
    {
        if (!piece.AdditionalProperties.TryGetValue(name, out JToken? token) || token is not JValue { Value: string text })
        {
            return null;
        }

        piece.AdditionalProperties.Remove(name);
        return text;
    }
}
