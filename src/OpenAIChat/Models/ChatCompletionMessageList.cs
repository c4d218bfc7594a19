namespace OpenAIChat;

public sealed partial class ChatCompletionMessageList : IPage<ChatCompletionMessageListItem>
{
    IList<ChatCompletionMessageListItem>? IPage<ChatCompletionMessageListItem>.Items => data;

    string? IPage<ChatCompletionMessageListItem>.LastId =>
        data is { Count: > 0 } && data[data.Count - 1].Id is { Length: > 0 } id ? id : lastId;

    bool? IPage<ChatCompletionMessageListItem>.HasMore => hasMore;
}
