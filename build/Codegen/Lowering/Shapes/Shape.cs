using Newtonsoft.Json.Linq;

namespace Codegen.Lowering.Shapes;

/// <summary>What a schema means, free of how it was spelled.</summary>
internal abstract class Shape;

/// <summary>Any JSON at all: a JToken.</summary>
internal sealed class AnyShape : Shape;

/// <summary>A JSON object without declared members: a JsonObject.</summary>
internal sealed class FreeFormShape : Shape;

internal enum ScalarKind
{
    String,
    Int32,
    Int64,
    Double,
    Boolean,
}

/// <summary>A string, number or boolean.</summary>
internal sealed class ScalarShape(ScalarKind kind) : Shape
{
    public ScalarKind Kind { get; } = kind;
}

/// <summary>A list; its items are known later where they contain the list itself.</summary>
internal sealed class ListShape(TypeUse item) : Shape
{
    public TypeUse Item { get; set; } = item;
}

/// <summary>A map from text; its values are known later where they contain the map itself.</summary>
internal sealed class MapShape(TypeUse value) : Shape
{
    public TypeUse Value { get; set; } = value;
}

/// <summary>A shape that becomes a C# type of its own.</summary>
internal abstract class NamedShape(string pointer, NameOrigin origin, JObject schema) : Shape
{
    /// <summary>Gets the JSON pointer of the schema.</summary>
    public string Pointer { get; } = pointer;

    /// <summary>Gets where the name comes from.</summary>
    public NameOrigin Origin { get; } = origin;

    /// <summary>Gets the schema as the contract spells it, for its prose.</summary>
    public JObject Schema { get; } = schema;

    /// <summary>Gets or sets what this shape turned out to be when it is no type of its own.</summary>
    public TypeUse? Redirect { get; set; }

    /// <summary>Gets or sets the C# name.</summary>
    public string Name { get; set; } = "";

    /// <summary>Gets or sets whether a request can hold it, so that it is validated.</summary>
    public bool InRequest { get; set; }
}

/// <summary>Where a type's name comes from: a component's name, or the type it is written inside of and the member there.</summary>
/// <param name="Component">The component's name, when the schema is one.</param>
/// <param name="Parent">The type that first led here.</param>
/// <param name="Part">What to add to the parent's name.</param>
/// <param name="Declared">The component in which the schema is written, when it is another than the parent.</param>
internal sealed record NameOrigin(string? Component, NamedShape? Parent = null, string Part = "", string? Declared = null)
{
    /// <summary>Gets the full name, for what has no parent: an operation's inline schema.</summary>
    public string? Fixed { get; init; }
}
