namespace OpenAIChat;

/// <summary>One breach of the contract in a request.</summary>
public sealed class Violation
{
    internal Violation(string path, string message, string rule)
    {
        Path = path;
        Message = message;
        Rule = rule;
    }

    /// <summary>Gets where it is, as a JSON path from the request: <c>messages[2].content</c>.</summary>
    public string Path { get; }

    /// <summary>Gets what is wrong, the limit, and what to do.</summary>
    public string Message { get; }

    /// <summary>Gets the name of the rule that found it.</summary>
    public string Rule { get; }

    /// <summary>Returns the path and the message.</summary>
    public override string ToString() => Path.Length == 0 ? Message : $"{Path} {Message}";
}
