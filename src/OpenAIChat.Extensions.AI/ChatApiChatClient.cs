using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;
using OpenAIChat.Extensions.AI.Requests;
using OpenAIChat.Extensions.AI.Responses;

namespace OpenAIChat.Extensions.AI;

/// <summary>The chat client over an <see cref="IChatApi"/>: maps the request, sends it, maps the answer.</summary>
internal sealed class ChatApiChatClient : IChatClient
{
    private const string ProviderName = "openai";

    private readonly IChatApi chat;
    private readonly IChatApi sender;
    private readonly ChatClientMetadata metadata;
    private readonly RequestMapper requests;

    public ChatApiChatClient(IChatApi chat, string? model)
    {
        this.chat = chat;
        sender = AdapterUserAgent.AddTo(chat);
        metadata = new ChatClientMetadata(ProviderName, (chat as ChatApi)?.BaseUrl, model);
        requests = new RequestMapper(model);
    }

    public async Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        CreateChatCompletionRequest request = requests.ToRequest(Checked(messages), options, this);
        CreateChatCompletionResponse completion = await sender.CreateChatCompletionAsync(request, cancellationToken).ConfigureAwait(false);
        ActivityTags.Set(completion.ServiceTier?.Value, completion.GetSystemFingerprint());
        return ResponseMapper.ToChatResponse(completion, request);
    }

    public IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        StreamAsync(Checked(messages), options, cancellationToken);

    public object? GetService(Type serviceType, object? serviceKey = null)
    {
        ArgumentNullException.ThrowIfNull(serviceType);

        return serviceKey is not null ? null
            : serviceType == typeof(ChatClientMetadata) ? metadata
            : serviceType.IsInstanceOfType(this) ? this
            : serviceType.IsInstanceOfType(chat) ? chat
            : null;
    }

    public void Dispose()
    {
        // The API was given and stays open.
    }

    private static IEnumerable<ChatMessage> Checked(IEnumerable<ChatMessage> messages) =>
        messages ?? throw new ArgumentNullException(nameof(messages));

    private async IAsyncEnumerable<ChatResponseUpdate> StreamAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        CreateChatCompletionRequest request = requests.ToRequest(messages, options, this);
        request.StreamOptions ??= new ChatCompletionStreamOptions();
        request.StreamOptions.IncludeUsage ??= true;

        var updates = new UpdateMapper(request);
        await foreach (CreateChatCompletionStreamResponse chunk in
            sender.CreateChatCompletionStreamAsync(request, cancellationToken).ConfigureAwait(false))
        {
            ActivityTags.Set(chunk.ServiceTier?.Value, chunk.GetSystemFingerprint());
            yield return updates.ToUpdate(chunk);
        }

        if (updates.Complete() is { } last)
        {
            yield return last;
        }
    }
}
