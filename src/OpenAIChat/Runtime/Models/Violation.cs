namespace OpenAIChat;

/// <summary>One breach of the contract in a request.</summary>
public sealed class Violation
{
    /// <summary>Initializes a new instance.</summary>
    /// <param name="path">Where it is, as a JSON path from the request.</param>
    /// <param name="message">What is wrong, the limit, and what to do.</param>
    /// <param name="rule">The name of the rule that found it.</param>
    public Violation(string path, string message, string rule)
    {
        Path = path ?? throw new ArgumentNullException(nameof(path));
        Message = message ?? throw new ArgumentNullException(nameof(message));
        Rule = rule ?? throw new ArgumentNullException(nameof(rule));
    }

    /// <summary>Gets where it is, as a JSON path from the request: <c>messages[2].content</c>; empty for the request itself.</summary>
    public string Path { get; }

    /// <summary>Gets what is wrong, the limit, and what to do.</summary>
    public string Message { get; }

    /// <summary>Gets the name of the rule that found it, by which it can be turned off.</summary>
    public string Rule { get; }

    /// <summary>Returns the path and the message.</summary>
    public override string ToString() => Path.Length == 0 ? Message : $"{Path} {Message}";
}
