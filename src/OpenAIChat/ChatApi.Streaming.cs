using Newtonsoft.Json.Linq;
using OpenAIChat.Runtime;

namespace OpenAIChat;

// What a stream is to those who do not stream: a completion as its only chunk.
public sealed partial class ChatApi
{
    /// <summary>Turns a completion into one chunk, over its JSON, so that members unknown here are kept.</summary>
    static partial void ToCreateChatCompletionStreamItem(CreateChatCompletionResponse answer, ref CreateChatCompletionStreamResponse? item)
    {
        using var writer = new JTokenWriter();
        new JsonOutput(writer).Model(answer);
        var chunk = (JObject)writer.Token!;
        chunk["object"] = "chat.completion.chunk";
        foreach (JToken choice in chunk["choices"] as JArray ?? [])
        {
            if (choice is JObject { } members && members["message"] is JObject message)
            {
                members.Remove("message");
                members["delta"] = message;
                NumberToolCalls(message["tool_calls"] as JArray);
            }
        }
        using var reader = new JTokenReader(chunk);
        reader.Read();
        item = CreateChatCompletionStreamResponse.Read(new JsonInput(reader));
    }

    /// <summary>In a message a tool call is known by its place, in a chunk by its number.</summary>
    private static void NumberToolCalls(JArray? calls)
    {
        for (int i = 0; i < calls?.Count; i++)
        {
            if (calls[i] is JObject call)
            {
                call["index"] = i;
            }
        }
    }
}
