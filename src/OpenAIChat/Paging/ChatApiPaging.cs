using System.Runtime.CompilerServices;

namespace OpenAIChat;

/// <summary>Reads whole lists, page by page, through any <see cref="IChatApi"/>.</summary>
public static class ChatApiPaging
{
    /// <summary>Lists all stored chat completions, requesting the next page when the items of one are used up.</summary>
    /// <param name="chat">The API.</param>
    /// <param name="parameters">
    /// What to list. <c>Limit</c> is the size of a page, not the number of items in all: leave the loop for fewer. With the id of the last
    /// item seen
    /// as <c>After</c>, an earlier listing goes on.
    /// </param>
    /// <param name="cancellationToken">Cancels the listing, between items too.</param>
    /// <returns>The completions. Each enumeration begins anew.</returns>
    /// <exception cref="ApiResponseException">While enumerating: the server repeats a page, or says that there is more but not after which
    /// id.</exception>
    public static IAsyncEnumerable<CreateChatCompletionResponse> ListAllChatCompletionsAsync(
        this IChatApi chat, ListChatCompletionsParameters? parameters = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(chat);
        ListChatCompletionsParameters first = parameters?.Clone() ?? new ListChatCompletionsParameters();
        return ListAsync<ChatCompletionList, CreateChatCompletionResponse>(
            (after, token) =>
            {
                ListChatCompletionsParameters next = first.Clone();
                next.After = after;
                return chat.ListChatCompletionsAsync(next, token);
            },
            first.After,
            cancellationToken);
    }

    /// <summary>Lists all messages of a stored chat completion, requesting the next page when the items of one are used up.</summary>
    /// <param name="chat">The API.</param>
    /// <param name="completionId">Id of the stored completion whose messages are wanted.</param>
    /// <param name="parameters">
    /// What to list. <c>Limit</c> is the size of a page, not the number of items in all: leave the loop for fewer. With the id of the last
    /// item seen
    /// as <c>After</c>, an earlier listing goes on.
    /// </param>
    /// <param name="cancellationToken">Cancels the listing, between items too.</param>
    /// <returns>The messages. Each enumeration begins anew.</returns>
    /// <exception cref="ApiResponseException">While enumerating: the server repeats a page, or says that there is more but not after which
    /// id.</exception>
    public static IAsyncEnumerable<ChatCompletionMessageListItem> ListAllChatCompletionMessagesAsync(
        this IChatApi chat, string completionId, GetChatCompletionMessagesParameters? parameters = null,
            CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(chat);
        ArgumentException.ThrowIfNullOrEmpty(completionId);
        GetChatCompletionMessagesParameters first = parameters?.Clone() ?? new GetChatCompletionMessagesParameters();
        return ListAsync<ChatCompletionMessageList, ChatCompletionMessageListItem>(
            (after, token) =>
            {
                GetChatCompletionMessagesParameters next = first.Clone();
                next.After = after;
                return chat.GetChatCompletionMessagesAsync(completionId, next, token);
            },
            first.After,
            cancellationToken);
    }

    private static async IAsyncEnumerable<T> ListAsync<TPage, T>(
        Func<string?, CancellationToken, Task<TPage>> read, string? after, [EnumeratorCancellation] CancellationToken cancellationToken)
        where TPage : IPage<T>
    {
        // A server that ignores the id would send the same page for ever.
        var ends = new HashSet<string>(StringComparer.Ordinal);
        if (after is not null)
        {
            ends.Add(after);
        }

        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            TPage page = await read(after, cancellationToken).ConfigureAwait(false);
            if (page.Items is not { Count: > 0 } items)
            {
                yield break;
            }

            string? last = page.LastId is { Length: > 0 } id ? id : null;
            if (last is not null && !ends.Add(last))
            {
                throw new ApiResponseException(
                    $"The server repeats a page: asked for what comes after '{after}', it has sent the page that ends with '{last}' once "
                        + $"more.", page.Http);
            }

            foreach (T item in items)
            {
                cancellationToken.ThrowIfCancellationRequested();
                yield return item;
            }

            if (page.HasMore == false)
            {
                yield break;
            }

            if (last is null)
            {
                if (page.HasMore == true)
                {
                    throw new ApiResponseException(
                        "The server says that there are more items, but the last one has no id to go on from.",
                        page.Http);
                }

                yield break;
            }

            after = last;
        }
    }
}
