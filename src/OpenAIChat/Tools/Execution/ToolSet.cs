namespace OpenAIChat.Tools;

/// <summary>The tools of a run: the functions that it executes, and those that the request declares for the caller to answer.</summary>
internal sealed class ToolSet
{
    private readonly Dictionary<string, ChatFunction> functions = new(StringComparer.Ordinal);
    private readonly HashSet<string> declared;

    public ToolSet(IEnumerable<ChatFunction> functions, IList<ChatCompletionRequestTool>? declared)
    {
        this.declared = [.. (declared ?? []).Select(static tool => tool?.GivenName).OfType<string>()];
        foreach (ChatFunction function in functions)
        {
            Add(function);
        }

        Tools = this.functions.Count == 0 ? declared : [.. declared ?? [], .. this.functions.Values.Select(static function => function.Tool)];
    }

    /// <summary>Gets the tools as the model is told of them.</summary>
    public IList<ChatCompletionRequestTool>? Tools { get; }

    /// <summary>Gets whether there is a function to execute.</summary>
    public bool HasFunctions => functions.Count > 0;

    /// <summary>Gets the names of the tools, in words for the model.</summary>
    public string Names => string.Join(", ", declared.Concat(functions.Keys));

    public ChatFunction? Find(string name) => functions.TryGetValue(name, out ChatFunction? function) ? function : null;

    /// <summary>Says whether the request declares the tool, so that the caller answers its calls.</summary>
    public bool IsLeftToCaller(string name) => declared.Contains(name);

    private void Add(ChatFunction function)
    {
        if (function is null)
        {
            throw new ArgumentException("The list of functions contains null. Remove it.", nameof(function));
        }

        if (declared.Contains(function.Name))
        {
            throw new ArgumentException($"The function \"{function.Name}\" has the name of a tool of the request. Remove one of them.", nameof(function));
        }

        if (functions.ContainsKey(function.Name))
        {
            throw new ArgumentException($"Two functions have the name \"{function.Name}\". Give each a name of its own.", nameof(function));
        }

        functions.Add(function.Name, function);
    }
}
