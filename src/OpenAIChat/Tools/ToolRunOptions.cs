using System.Runtime.CompilerServices;

namespace OpenAIChat;

/// <summary>Options of a <see cref="ToolRun"/>.</summary>
public sealed class ToolRunOptions
{
    /// <summary>Gets or sets how many completions a run may create.</summary>
    /// <value>The default is 10.</value>
    /// <remarks>A run that would need another one ends with a <see cref="ToolRunLimitException"/>.</remarks>
    public int MaxTurns
    {
        get;
        set => field = AtLeastOne(value);
    } = 10;

    /// <summary>Gets or sets how many tools the model may call in a run.</summary>
    /// <value>The default is 64.</value>
    /// <remarks>
    /// When the calls of a turn exceed it, none of them is executed and the run ends with a <see cref="ToolRunLimitException"/>.
    /// </remarks>
    public int MaxToolCalls
    {
        get;
        set => field = AtLeastOne(value);
    } = 64;

    /// <summary>Gets or sets how many calls are executed at the same time.</summary>
    /// <value>The default is 8. It is 1 where the request says <c>parallel_tool_calls: false</c>.</value>
    public int MaxParallelCalls
    {
        get;
        set => field = AtLeastOne(value);
    } = 8;

    /// <summary>Gets or sets what decides whether a call is executed.</summary>
    /// <value>The default is null: every call is executed.</value>
    /// <remarks>
    /// It is asked for the calls of a turn one by one, in their order, before any of them is executed. An exception that it throws ends the
    /// run.
    /// </remarks>
    public Func<ToolCallContext, Task<ToolApproval>>? Approve { get; set; }

    /// <summary>Gets or sets what tells the model of an exception that a function threw.</summary>
    /// <value>The default is null: the model is told in a neutral sentence that the tool failed.</value>
    /// <remarks>
    /// It returns the text for the model, or null for the neutral sentence. A <see cref="ToolException"/> does not come here: its own
    /// message is the text. An exception thrown here ends the run.
    /// </remarks>
    public Func<ToolCallContext, Exception, string?>? OnError { get; set; }

    /// <summary>Gets or sets the services that functions are given.</summary>
    /// <value>The default is null: there are none.</value>
    public IServiceProvider? Services { get; set; }

    /// <summary>
    /// Gets or sets whether members of the model's messages that the contract does not know, such as <c>reasoning_content</c>, are sent
    /// back.
    /// </summary>
    /// <value>The default is false. Some servers require them in the turns of a tool run, some refuse them.</value>
    public bool KeepUnknown { get; set; }

    internal static ToolRunOptions Default { get; } = new();

    internal ToolRunOptions Copy() => (ToolRunOptions)MemberwiseClone();

    private static int AtLeastOne(int value, [CallerMemberName] string name = "") =>
        value >= 1 ? value : throw new ArgumentOutOfRangeException(name, value, $"{name} must be at least 1.");
}
