namespace OpenAIChat;

/// <summary>A page of a list that is read by ids.</summary>
internal interface IPage<T>
{
    IList<T>? Items { get; }

    /// <summary>Gets the id after which the next page starts.</summary>
    string? LastId { get; }

    /// <summary>Gets whether there is a next page; null when the server does not say.</summary>
    bool? HasMore { get; }

    HttpInfo Http { get; }
}
