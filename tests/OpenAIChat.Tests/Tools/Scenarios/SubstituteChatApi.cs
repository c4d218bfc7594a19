using System.Reflection;
using Newtonsoft.Json.Linq;

namespace OpenAIChat.Tests.Tools;

/// <summary>A substitute as users' mocking libraries make it: it answers one completion after the other, whole or streamed.</summary>
public class SubstituteChatApi : DispatchProxy
{
    private readonly Queue<CreateChatCompletionResponse> completions = new();

    public static IChatApi Create(params CreateChatCompletionResponse[] completions)
    {
        IChatApi chat = Create<IChatApi, SubstituteChatApi>();
        foreach (CreateChatCompletionResponse completion in completions)
        {
            ((SubstituteChatApi)(object)chat).completions.Enqueue(completion);
        }

        return chat;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => targetMethod?.Name switch
    {
        nameof(IChatApi.CreateChatCompletionAsync) => Task.FromResult(completions.Dequeue()),
        nameof(IChatApi.CreateChatCompletionStreamAsync) => StreamAsync(completions.Dequeue()),
        var other => throw new NotSupportedException(other),
    };

    private static async IAsyncEnumerable<CreateChatCompletionStreamResponse> StreamAsync(CreateChatCompletionResponse completion)
    {
        await Task.Yield();
        var chunk = JObject.FromObject(completion);
        foreach (JObject choice in chunk["choices"]!.Children<JObject>())
        {
            choice["delta"] = choice["message"];
            int index = 0;
            foreach (JObject call in (choice["delta"]!["tool_calls"] ?? new JArray()).Children<JObject>())
            {
                call["index"] = index++;
            }
        }

        yield return chunk.ToObject<CreateChatCompletionStreamResponse>()!;
    }
}
