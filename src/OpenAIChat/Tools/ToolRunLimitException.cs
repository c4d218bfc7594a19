namespace OpenAIChat;

/// <summary>A tool run reached a limit before the model had answered.</summary>
/// <remarks>
/// The conversation so far is in <see cref="Messages"/>; every tool call in it is answered, so that another run can continue it.
/// </remarks>
public sealed class ToolRunLimitException : ApiException
{
    internal ToolRunLimitException(ToolRunLimit limit, int maximum, ToolRun run, CreateChatCompletionResponse? completion)
        : base(Describe(limit, maximum), completion?.Http, innerException: null)
    {
        Limit = limit;
        Maximum = maximum;
        Messages = run.Messages;
        Usage = run.Usage;
        Turns = run.Turns;
        Completion = completion;
    }

    /// <summary>Gets which limit was reached.</summary>
    public ToolRunLimit Limit { get; }

    /// <summary>Gets how many the limit allows.</summary>
    public int Maximum { get; }

    /// <summary>Gets the conversation so far.</summary>
    public IReadOnlyList<ChatCompletionRequestMessage> Messages { get; }

    /// <summary>Gets the tokens used so far, by all turns together.</summary>
    public CompletionUsage Usage { get; }

    /// <summary>Gets how many turns the run has had.</summary>
    public int Turns { get; }

    /// <summary>Gets the last completion; null when the run has had none.</summary>
    public CreateChatCompletionResponse? Completion { get; }

    private static string Describe(ToolRunLimit limit, int maximum) => limit == ToolRunLimit.Turns
        ? FormattableString.Invariant($"The model called tools in each of {maximum} turns. Raise MaxTurns, or continue from Messages.")
        : FormattableString.Invariant($"The model made more than {maximum} tool calls. Raise MaxToolCalls, or continue from Messages.");
}
