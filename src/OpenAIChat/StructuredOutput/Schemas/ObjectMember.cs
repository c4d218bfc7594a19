namespace OpenAIChat.StructuredOutput;

/// <summary>One member of an object: how it is named and described, what it holds, and how it gets into the object.</summary>
internal sealed class ObjectMember(string name, ValueSchema schema, string? description)
{
    public string Name => name;

    public ValueSchema Schema => schema;

    public string? Description => description;

    /// <summary>Gets the position among the constructor's parameters; null when the constructor does not take it.</summary>
    public int? Parameter { get; init; }

    /// <summary>Gets what sets it on an object; null when the constructor has taken it.</summary>
    public Action<object, object?>? Set { get; init; }

    /// <summary>Gets what reads it from an object; null when it cannot be read.</summary>
    public Func<object, object?>? Get { get; init; }
}
