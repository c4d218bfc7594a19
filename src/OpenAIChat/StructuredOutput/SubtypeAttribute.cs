namespace OpenAIChat;

/// <summary>Declares a subtype of an abstract type or interface, and the discriminator value that tells it apart in JSON.</summary>
/// <remarks>
/// Put one for each concrete subtype on the base type. Add <c>[JsonConverter(typeof(SubtypeConverter))]</c> so that Newtonsoft's serializer
/// reads and writes the same JSON.
/// </remarks>
/// <param name="type">The concrete subtype.</param>
/// <param name="value">The discriminator value.</param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Interface, AllowMultiple = true, Inherited = false)]
public sealed class SubtypeAttribute(Type type, string value) : Attribute
{
    /// <summary>Gets the concrete subtype.</summary>
    public Type Type { get; } = type;

    /// <summary>Gets the discriminator value.</summary>
    public string Value { get; } = value;
}
