using Codegen.Lowering.Shapes;

namespace Codegen.Lowering.Rules;

/// <summary><c>$ref: '#/components/schemas/A'</c> → the schema A, with the name it gives.</summary>
internal sealed class SchemaReferences(ContractDocument document)
{
    private const string Components = "#/components/schemas/";

    public SchemaLocation Follow(SchemaLocation location, string reference)
    {
        var target = document.Resolve(location.Schema);
        string pointer = ContractDocument.PointerOf(target);
        string? component = pointer.StartsWith(Components, StringComparison.Ordinal)
            && !pointer[Components.Length..].Contains('/', StringComparison.Ordinal)
            ? JsonPointer.Split(pointer).Last()
            : null;
        var origin = component is null ? new NameOrigin(null, location.Origin.Parent, NameOf(reference)) : new NameOrigin(component);
        return new SchemaLocation(SchemaLocation.AsObject(target), pointer, origin, component ?? location.Component);
    }

    private static string NameOf(string reference) => reference[(reference.LastIndexOf('/') + 1)..];
}
