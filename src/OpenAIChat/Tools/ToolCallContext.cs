namespace OpenAIChat;

/// <summary>A tool call of a run, and what its execution may use.</summary>
/// <remarks>
/// A function that has a parameter of this type receives the call that it answers; the parameter is not part of its schema.
/// </remarks>
public sealed class ToolCallContext
{
    internal ToolCallContext(string id, string name, string arguments, int turn, IServiceProvider? services)
    {
        Id = id;
        Name = name;
        Arguments = arguments;
        Turn = turn;
        Services = services;
    }

    /// <summary>Gets the id of the call. Where the server gave none, or one that was given before, it is made up.</summary>
    public string Id { get; }

    /// <summary>Gets the name of the tool called.</summary>
    public string Name { get; }

    /// <summary>Gets the arguments as the model wrote them; of a custom tool its input.</summary>
    /// <remarks>They can be invalid JSON.</remarks>
    public string Arguments { get; }

    /// <summary>
    /// Gets the turn of the run in which the call was made; 0 for a call that was already in the messages of the request.
    /// </summary>
    public int Turn { get; }

    /// <summary>Gets the services of the run.</summary>
    /// <value>As <see cref="ToolRunOptions.Services"/> says; the default is null.</value>
    public IServiceProvider? Services { get; }

    /// <summary>Gets the token that is canceled when the run ends before the call does.</summary>
    public CancellationToken CancellationToken { get; internal set; }

    /// <summary>Gets the name and the id of the call.</summary>
    public override string ToString() => $"{Name} ({Id})";
}
