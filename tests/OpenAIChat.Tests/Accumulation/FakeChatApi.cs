namespace OpenAIChat.Tests.Accumulation;

/// <summary>What a user of the library writes to test without a server.</summary>
internal sealed class FakeChatApi : IChatApi
{
    public IAsyncEnumerable<CreateChatCompletionStreamResponse>? Stream { get; init; }

    public Func<string?, CancellationToken, ChatCompletionList>? List { get; init; }

    public Func<string?, CancellationToken, ChatCompletionMessageList>? Messages { get; init; }

    public IAsyncEnumerable<CreateChatCompletionStreamResponse> CreateChatCompletionStreamAsync(
        CreateChatCompletionRequest request, CancellationToken cancellationToken = default) => Stream!;

    public Task<ChatCompletionList> ListChatCompletionsAsync(
        ListChatCompletionsParameters? parameters = null, CancellationToken cancellationToken = default) =>
        Task.FromResult(List!(parameters?.After, cancellationToken));

    public Task<ChatCompletionMessageList> GetChatCompletionMessagesAsync(
        string completionId, GetChatCompletionMessagesParameters? parameters = null, CancellationToken cancellationToken = default) =>
        Task.FromResult(Messages!(parameters?.After, cancellationToken));

    public Task<CreateChatCompletionResponse> CreateChatCompletionAsync(CreateChatCompletionRequest request, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException();

    public Task<CreateChatCompletionResponse> GetChatCompletionAsync(string completionId, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException();

    public Task<CreateChatCompletionResponse> UpdateChatCompletionAsync(
        string completionId, UpdateChatCompletionRequest request, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public Task<ChatCompletionDeleted> DeleteChatCompletionAsync(string completionId, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException();

    public IChatApi WithOptions(RequestOptions options) => this;
}
