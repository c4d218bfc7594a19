using System.Reflection;

namespace OpenAIChat.Tests.StructuredOutput;

/// <summary>What a user of the library writes to test without a server: it streams a completion whole, in one chunk.</summary>
public class SubstituteChat : DispatchProxy
{
    private IEnumerable<CreateChatCompletionStreamResponse> chunks = [];

    internal static IChatApi Streaming(IEnumerable<CreateChatCompletionStreamResponse> chunks)
    {
        IChatApi api = Create<IChatApi, SubstituteChat>();
        ((SubstituteChat)(object)api).chunks = chunks;
        return api;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) =>
        targetMethod?.Name == nameof(IChatApi.CreateChatCompletionStreamAsync)
            ? Stream(chunks)
            : throw new NotSupportedException(targetMethod?.Name);

    private static async IAsyncEnumerable<CreateChatCompletionStreamResponse> Stream(IEnumerable<CreateChatCompletionStreamResponse> chunks)
    {
        await Task.CompletedTask;
        foreach (CreateChatCompletionStreamResponse chunk in chunks)
        {
            yield return chunk;
        }
    }
}
