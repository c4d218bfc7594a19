using System.Runtime.CompilerServices;
using OpenAIChat.Validation;

namespace OpenAIChat.Tools;

/// <summary>The tools of a run: the functions that it executes, and those that the request declares for the caller to answer.</summary>
internal sealed class ToolSet
{
    // A program runs the same functions again and again.
    private static readonly ConditionalWeakTable<ChatFunction[], ToolSet> Known = new();

    private static readonly ToolSet None = new([], declared: null);

    private readonly ChatFunction[] given;

    // Null stands for a tool of the request.
    private readonly Dictionary<string, ChatFunction?>? byName;

    private ToolSet(ChatFunction[] given, IList<ChatCompletionRequestTool>? declared)
    {
        this.given = given;
        Tools = declared;
        if (given.Length + (declared?.Count ?? 0) == 0)
        {
            return;
        }

        var all = new List<ChatCompletionRequestTool>(declared ?? []);
        byName = new Dictionary<string, ChatFunction?>(all.Count + given.Length, StringComparer.Ordinal);
        foreach (ChatCompletionRequestTool tool in all)
        {
            if (ToolName.Of(tool) is { } name)
            {
                byName[name] = null;
            }
        }

        foreach (ChatFunction function in given)
        {
            Add(function, byName);
            all.Add(function.Tool);
        }

        Tools = all;
    }

    /// <summary>Gets the tools as the model is told of them.</summary>
    public IList<ChatCompletionRequestTool>? Tools { get; }

    /// <summary>Returns the set of the functions and of the tools that the request declares itself.</summary>
    /// <exception cref="ArgumentException">A function is null, or two have the same name.</exception>
    public static ToolSet Of(IEnumerable<ChatFunction> functions, IList<ChatCompletionRequestTool>? declared)
    {
        if (functions is not ChatFunction[] array || declared is { Count: > 0 })
        {
            return new ToolSet([.. functions], declared);
        }

        if (array.Length == 0)
        {
            return declared is null ? None : new ToolSet([], declared);
        }

        // Somebody may have put other functions into the array since.
        if (Known.TryGetValue(array, out ToolSet? known) && known.HasSame(array))
        {
            return known;
        }

        var made = new ToolSet((ChatFunction[])array.Clone(), declared: null);
        Known.Remove(array);
        Known.Add(array, made);
        return made;
    }

    /// <summary>Gets the names of the tools, in words for the model.</summary>
    public string Names => byName is null ? "" : string.Join(", ", byName.Keys);

    public ChatFunction? Find(string name) => byName is not null && byName.TryGetValue(name, out ChatFunction? function) ? function : null;

    /// <summary>Says whether the request declares the tool, so that the caller answers its calls.</summary>
    public bool IsLeftToCaller(string name) =>
        byName is not null && byName.TryGetValue(name, out ChatFunction? function) && function is null;

    private bool HasSame(ChatFunction[] functions)
    {
        for (int i = 0; i < given.Length; i++)
        {
            if (!ReferenceEquals(given[i], functions[i]))
            {
                return false;
            }
        }

        return true;
    }

    private static void Add(ChatFunction function, Dictionary<string, ChatFunction?> byName)
    {
        if (function is null)
        {
            throw new ArgumentException("The list of functions contains null. Remove it.");
        }

        if (byName.TryGetValue(function.Name, out ChatFunction? other))
        {
            throw new ArgumentException(
                other is null
                    ? $"The function \"{function.Name}\" has the name of a tool of the request. Remove one of them."
                    : $"Two functions have the name \"{function.Name}\". Give each a name of its own.");
        }

        byName.Add(function.Name, function);
    }
}
