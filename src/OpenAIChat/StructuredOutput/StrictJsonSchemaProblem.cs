namespace OpenAIChat;

/// <summary>Tells why a member has no strict JSON Schema, and what to do.</summary>
/// <param name="member">The member.</param>
/// <param name="message">What is wrong with it.</param>
/// <param name="remedy">What to do.</param>
public sealed class StrictJsonSchemaProblem(string member, string message, string remedy)
{
    /// <summary>Gets the member, with its type: <c>City.Tags</c>; of the type asked for, its name alone.</summary>
    public string Member { get; } = member ?? throw new ArgumentNullException(nameof(member));

    /// <summary>Gets what is wrong with the member.</summary>
    public string Message { get; } = message ?? throw new ArgumentNullException(nameof(message));

    /// <summary>Gets what to do.</summary>
    public string Remedy { get; } = remedy ?? throw new ArgumentNullException(nameof(remedy));

    /// <summary>Returns all of it as a sentence.</summary>
    public override string ToString() => $"{Member} {Message}; {Remedy}.";
}
