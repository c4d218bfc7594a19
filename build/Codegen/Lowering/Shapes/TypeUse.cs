using Newtonsoft.Json.Linq;

namespace Codegen.Lowering.Shapes;

/// <summary>A type where it is used: its shape, whether null may stand in its place, and what bounds it there.</summary>
internal sealed record TypeUse(Shape DeclaredShape, bool Nullable = false)
{
    /// <summary>Gets the keywords that bound the value, its format and its default, gathered from wherever the schema leads.</summary>
    public JObject Bounds { get; init; } = [];

    /// <summary>Gets the shape after every redirection.</summary>
    public Shape Shape => DeclaredShape is NamedShape { Redirect: { } target } ? target.Shape : DeclaredShape;

    /// <summary>Gets whether null may stand here, by this use or by the alias it goes through.</summary>
    public bool IsNullable => Nullable || DeclaredShape is UnionShape { AllowsNull: true }
        || (DeclaredShape is NamedShape { Redirect: { } target } && target.IsNullable);
}
