namespace OpenAIChat;

public sealed partial class ChatCompletionList : IPage<CreateChatCompletionResponse>
{
    IList<CreateChatCompletionResponse>? IPage<CreateChatCompletionResponse>.Items => data;

    string? IPage<CreateChatCompletionResponse>.LastId =>
        data is { Count: > 0 } && data[data.Count - 1].Id is { Length: > 0 } id ? id : lastId;

    bool? IPage<CreateChatCompletionResponse>.HasMore => hasMore;
}
