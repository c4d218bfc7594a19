using Codegen.Lowering.CSharp;
using Codegen.Lowering.Shapes;
using Newtonsoft.Json.Linq;

namespace Codegen.Lowering.Rules;

/// <summary>An inline object, enum or union → a type named by its owner and member: <c>Order.lines[]</c> → <c>OrderLine</c>.</summary>
internal static class HoistInlineSchemas
{
    /// <summary>Names what stands at a member.</summary>
    public static NameOrigin MemberOrigin(NamedShape owner, string member, SchemaLocation location) =>
        new(null, owner, Identifiers.Pascal(member), location.Component);

    /// <summary>Names an item of a list, or a value of a map: a component's in the singular, unless that is a component too.</summary>
    public static NameOrigin ItemOrigin(NameOrigin list, Func<string, bool> isComponent) => list switch
    {
        { Component: { } component } when Identifiers.IsPlural(component) && !isComponent(Identifiers.Singular(component)) =>
            new NameOrigin(null) { Fixed = Identifiers.Singular(Identifiers.Type(component)) },
        { Component: { } component } => new NameOrigin(null) { Fixed = Identifiers.Type(component) + "Item" },
        { Fixed: { } name } => new NameOrigin(null) { Fixed = name + "Item" },
        { Part: "Data" or "Items" } => list with { Part = "Item" },
        _ => list with { Part = Identifiers.Singular(list.Part) },
    };

    /// <summary>Names a variant of a union: an enum takes the union's name, an object the union's and its own constant or title.</summary>
    public static NameOrigin VariantOrigin(SchemaLocation union, JObject variant, int index, bool onlyObject)
    {
        if (variant["properties"] is not JObject properties)
        {
            return union.Origin;
        }

        var constants = properties
            .PropertyValues()
            .OfType<JObject>()
            .Select(ReadConstants.StringValuesOf)
            .FirstOrDefault(values => values.Count == 1);
        string? word = constants is [var only] ? only.Value : variant["title"]?.Value<string>();
        return Append(union.Origin, word is null ? (onlyObject ? "Object" : Identifiers.Ordinal(index)) : Identifiers.Pascal(word));
    }

    /// <summary>Names something inside of what an origin names.</summary>
    public static NameOrigin Append(NameOrigin origin, string word) => origin switch
    {
        { Component: { } component } => new NameOrigin(null) { Fixed = Identifiers.Type(component) + word },
        { Fixed: { } name } => new NameOrigin(null) { Fixed = name + word },
        _ => origin with { Part = origin.Part + word },
    };
}
