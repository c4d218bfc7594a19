using Newtonsoft.Json.Linq;

namespace Codegen.Lowering.Shapes;

/// <summary>A JSON object with declared members: a class.</summary>
internal sealed class ObjectShape(string pointer, NameOrigin origin, JObject schema) : NamedShape(pointer, origin, schema)
{
    public List<Member> Members { get; } = [];

    /// <summary>Gets or sets the discriminated union whose variant it is.</summary>
    public DiscriminatedUnionShape? VariantOf { get; set; }

    /// <summary>Gets or sets whether an operation answers with it.</summary>
    public bool IsResponse { get; set; }

    /// <summary>Gets or sets whether it is the body of an operation's request.</summary>
    public bool IsBody { get; set; }

    /// <summary>
    /// Gets what its constructor takes: the members that a request must set, an id and a name before the others, which go by the alphabet.
    /// </summary>
    /// <remarks>
    /// The order does not depend on the document's, which changes between editions. What only a server makes has no such constructor, so
    /// that it may grow.
    /// </remarks>
    public IEnumerable<Member> ConstructorMembers => Members.Where(member => InRequest && member.MustBeSet)
        .OrderBy(member => member
            .JsonName switch
        { "id" => 0, "name" => 1, _ => 2 }).ThenBy(member => member.JsonName, StringComparer.Ordinal);

    public Member? Find(string jsonName) => Members.Find(member => member.JsonName == jsonName);
}

/// <summary>A member of an object.</summary>
internal sealed class Member(string jsonName, TypeUse type, JObject schema)
{
    public string JsonName { get; } = jsonName;

    public TypeUse Type { get; set; } = type;

    /// <summary>Gets the member's schema as written at the member, for its prose.</summary>
    public JObject Schema { get; } = schema;

    public bool Required { get; init; }

    /// <summary>Gets or sets the only value it can have.</summary>
    public string? Constant { get; set; }

    public bool Deprecated { get; init; }

    /// <summary>Gets whether only the server sets it.</summary>
    public bool ReadOnly { get; init; }

    /// <summary>Gets whether whoever makes the object has to set it.</summary>
    /// <remarks>Spec: a member that is required and read-only is required of an answer, not of a request.</remarks>
    public bool MustBeSet => Required && Constant is null && !ReadOnly;

    /// <summary>Gets or sets the C# property.</summary>
    public string Name { get; set; } = "";

    /// <summary>Gets or sets the backing field.</summary>
    public string Field { get; set; } = "";

    /// <summary>Gets or sets the name as an argument.</summary>
    public string Argument { get; set; } = "";
}
