using Newtonsoft.Json.Linq;

namespace Codegen.Lowering.Shapes;

/// <summary>One of several: a wrapper over text, numbers, lists and objects, unless it redirects to something simpler.</summary>
internal sealed class UnionShape(string pointer, NameOrigin origin, JObject schema) : NamedShape(pointer, origin, schema)
{
    /// <summary>Gets the variants, flat and without repetition.</summary>
    public List<TypeUse> Variants { get; } = [];

    /// <summary>Gets or sets whether the variants are still being read.</summary>
    public bool InProgress { get; set; } = true;

    /// <summary>Gets or sets whether null is one of the variants, wherever the union is used.</summary>
    public bool AllowsNull { get; set; }

    /// <summary>Gets or sets the object of which the variants are composed, when they stand in for it.</summary>
    public TypeUse? Base { get; set; }

    /// <summary>Gets the declared discriminator: propertyName and mapping.</summary>
    public JObject? Discriminator => Schema["discriminator"] as JObject;
}

/// <summary>Objects told apart by one member: an abstract class, a sealed class a variant, and Unknown.</summary>
internal sealed class DiscriminatedUnionShape(
    string pointer,
    NameOrigin origin,
    JObject schema,
    string discriminator) : NamedShape(pointer, origin, schema)
{
    public string Discriminator { get; } = discriminator;

    /// <summary>Gets the variants by the values of the discriminator.</summary>
    public Dictionary<string, ObjectShape> Variants { get; } = [];

    /// <summary>Gets or sets the variant that the contract declares for what does not say what it is.</summary>
    public ObjectShape? DeclaredDefault { get; set; }

    /// <summary>Gets or sets the variant that need not say what it is: the declared one, if there is one.</summary>
    public ObjectShape? Default { get => DeclaredDefault ?? field; set; }

    /// <summary>Gets the unions that it stands for: more than one when they share a variant.</summary>
    public List<UnionShape> Unions { get; } = [];
}
