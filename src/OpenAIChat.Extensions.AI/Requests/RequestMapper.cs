using Microsoft.Extensions.AI;

namespace OpenAIChat.Extensions.AI.Requests;

/// <summary>Maps messages and options of Microsoft.Extensions.AI to a request; both stay as they are.</summary>
/// <param name="defaultModel">The model where neither the options nor their raw representation name one.</param>
internal sealed class RequestMapper(string? defaultModel)
{
    private readonly MappedConversation conversation = new();

    /// <summary>Creates the request.</summary>
    /// <param name="messages">The conversation.</param>
    /// <param name="options">The options; null means none.</param>
    /// <param name="client">The client that <see cref="ChatOptions.RawRepresentationFactory"/> is told of.</param>
    /// <exception cref="NotSupportedException">Something has no place in a chat completion request; the message names it.</exception>
    public CreateChatCompletionRequest ToRequest(IEnumerable<ChatMessage> messages, ChatOptions? options, IChatClient client)
    {
        // What the factory gives may be the caller's own object.
        var raw = options?.RawRepresentationFactory?.Invoke(client) as CreateChatCompletionRequest;
        CreateChatCompletionRequest request = raw?.Clone() ?? new CreateChatCompletionRequest();
        List<ChatCompletionRequestMessage> all = new(
            messages is ICollection<ChatMessage> { Count: var count } ? count + (string.IsNullOrEmpty(options?.Instructions) ? 0 : 1) : 4);
        if (raw?.Messages is { Count: > 0 } given)
        {
            all.AddRange(given);
        }

        if (options is not null)
        {
            AddInstructions(all, options.Instructions);
            SamplingOptions.Apply(options, request);
            ToolMapper.Apply(options, request, mayHaveTools: raw is not null);
            ResponseFormatMapper.Apply(options, request);
        }

        conversation.AddTo(all, messages);
        request.Messages = all;
        ChooseModel(request, options?.ModelId);
        return request;
    }

    private static void AddInstructions(List<ChatCompletionRequestMessage> messages, string? instructions)
    {
        if (!string.IsNullOrWhiteSpace(instructions))
        {
            messages.Add(new ChatCompletionRequestSystemMessage { Content = instructions! });
        }
    }

    private void ChooseModel(CreateChatCompletionRequest request, string? requested)
    {
        // What the raw request sets wins; then the options, then the client.
        if (string.IsNullOrEmpty(request.Model.Value) && (requested ?? defaultModel) is { Length: > 0 } model)
        {
            request.Model = model;
        }
    }
}
