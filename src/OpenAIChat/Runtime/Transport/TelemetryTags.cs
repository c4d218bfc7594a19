namespace OpenAIChat.Runtime;

/// <summary>What requests and answers tell telemetry; never anything of a prompt or a reply.</summary>
internal sealed class TelemetryTags
{
    /// <summary>Gets or sets the operation's name in the GenAI conventions, such as <c>chat</c>.</summary>
    public string? OperationName { get; set; }

    public string? RequestModel { get; set; }

    public string? ResponseId { get; set; }

    public string? ResponseModel { get; set; }

    public List<string>? FinishReasons { get; private set; }

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

    public void AddFinishReason(string? reason)
    {
        if (!string.IsNullOrEmpty(reason))
        {
            (FinishReasons ??= []).Add(reason!);
        }
    }

    /// <summary>Sets the tokens used; null says nothing, since most chunks say nothing.</summary>
    public void SetUsage(long? input, long? output)
    {
        InputTokens = input ?? InputTokens;
        OutputTokens = output ?? OutputTokens;
    }
}
