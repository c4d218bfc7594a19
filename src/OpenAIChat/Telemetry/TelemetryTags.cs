namespace OpenAIChat;

/// <summary>What requests and answers tell the span and the measurements of a call; never anything of a prompt or a reply.</summary>
internal sealed class TelemetryTags
{
    private SortedDictionary<int, string>? finishReasons;

    /// <summary>Gets or sets the operation's name in the GenAI conventions, such as <c>chat</c>.</summary>
    public string? OperationName { get; set; }

    public string? RequestModel { get; set; }

    public string? ResponseId { get; set; }

    public string? ResponseModel { get; set; }

    /// <summary>Gets why each choice ended, in the order of the choices; null when none has.</summary>
    public string[]? FinishReasons => finishReasons is null ? null : [.. finishReasons.Values];

    public long? InputTokens { get; private set; }

    public long? OutputTokens { get; private set; }

    /// <summary>Gets what else the span tells, by its name in the conventions.</summary>
    public Dictionary<string, object>? Others { get; private set; }

    /// <summary>Adds something that only the span tells; null adds nothing, and a later value replaces an earlier one.</summary>
    public void Add(string name, object? value)
    {
        if (value is not null)
        {
            (Others ??= [])[name] = value;
        }
    }

    /// <summary>Sets why a choice ended; null says nothing, and said twice it counts once.</summary>
    public void SetFinishReason(int index, string? reason)
    {
        if (!string.IsNullOrEmpty(reason))
        {
            (finishReasons ??= [])[index] = reason!;
        }
    }

    /// <summary>Sets the tokens used; null says nothing, since most chunks say nothing.</summary>
    public void SetUsage(long? input, long? output)
    {
        InputTokens = input ?? InputTokens;
        OutputTokens = output ?? OutputTokens;
    }
}
