using System.Reflection;

namespace OpenAIChat.Tests.Accumulation;

/// <summary>An API without a server: the operations that a test gives it, whichever others the contract has.</summary>
public class FakeChatApi : DispatchProxy
{
    private Dictionary<string, Func<object?[], object>> operations = [];

    public static IChatApi Of(
        IAsyncEnumerable<CreateChatCompletionStreamResponse>? stream = null,
        Func<string?, CancellationToken, ChatCompletionList>? list = null,
        Func<string?, CancellationToken, ChatCompletionMessageList>? messages = null)
    {
        IChatApi api = Create<IChatApi, FakeChatApi>();
        ((FakeChatApi)api).operations = new()
        {
            [nameof(IChatApi.CreateChatCompletionStreamAsync)] = _ => stream!,
            [nameof(IChatApi.ListChatCompletionsAsync)] = args =>
                Task.FromResult(list!(((ListChatCompletionsParameters?)args[0])?.After, (CancellationToken)args[1]!)),
            [nameof(IChatApi.GetChatCompletionMessagesAsync)] = args =>
                Task.FromResult(messages!(((GetChatCompletionMessagesParameters?)args[1])?.After, (CancellationToken)args[2]!)),
        };
        return api;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => operations[targetMethod!.Name](args!);
}
