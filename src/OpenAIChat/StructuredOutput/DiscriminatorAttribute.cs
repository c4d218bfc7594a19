namespace OpenAIChat;

/// <summary>Names the member that tells subtypes apart in JSON; without it, the member is named <c>type</c>.</summary>
/// <param name="name">The name of the member: not <c>$type</c>, which Newtonsoft's serializer keeps to itself.</param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Interface, Inherited = false)]
public sealed class DiscriminatorAttribute(string name) : Attribute
{
    /// <summary>Gets the name of the member.</summary>
    public string Name { get; } = name;
}
