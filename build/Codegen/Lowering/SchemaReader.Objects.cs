using Codegen.Lowering.Rules;
using Codegen.Lowering.Shapes;
using Newtonsoft.Json.Linq;

namespace Codegen.Lowering;

/// <content>Reads objects, their members, and unions.</content>
internal sealed partial class SchemaReader
{
    /// <summary>
    /// <c>oneOf: [Plain, Streaming]</c> of objects that nothing tells apart → one object with the members of all, for what is sent.
    /// </summary>
    public TypeUse ReadMerged(SchemaLocation location)
    {
        var use = Read(location);
        if (use.DeclaredShape is not UnionShape { Redirect: null, Base: null } union
            || union.Variants.Exists(variant => variant.Shape is not ObjectShape)
            || DistinguishVariants.Find([.. union.Variants.Select(variant => (ObjectShape)variant.Shape)], union.Discriminator) is not null)
        {
            return use;
        }

        var target = Target(location);
        var flat = allOf.Merge(target);
        var shape = Register(new ObjectShape($"{target.Pointer}#merged", target.Origin, target.Schema));
        ReadMembers(shape, target, flat);
        return new TypeUse(shape);
    }

    private TypeUse ReadObject(SchemaLocation location)
    {
        if (subtypes.Of(location.Schema) is { Count: > 0 } pointers)
        {
            return ReadSubtypes(location, pointers);
        }

        return ReadOwn(location, location.Pointer);
    }

    /// <summary>
    /// <c>Pet: {properties, discriminator}</c>, of which <c>Cat</c> and <c>Dog</c> are composed → <c>Pet: {oneOf: [Cat, Dog],
    /// discriminator}</c>.
    /// Where the subtypes cannot be told apart, the schema is what it says itself: an object.
    /// </summary>
    private TypeUse ReadSubtypes(SchemaLocation location, IReadOnlyList<string> pointers)
    {
        var union = Register(new UnionShape(location.Pointer, location.Origin, location.Schema));
        union.Base = ReadOwn(location, $"{location.Pointer}#own");
        foreach (string pointer in pointers)
        {
            var subtype = pointer == location.Pointer ? union.Base : Read(location with { Schema = new JObject { ["$ref"] = pointer } });
            MergeVariants.Add(union.Variants, subtype.Shape is UnionShape { Base: { } own } ? own : subtype);
        }

        union.InProgress = false;
        Unions.Add(union);
        return new TypeUse(union);
    }

    private TypeUse ReadOwn(SchemaLocation location, string pointer)
    {
        var flat = allOf.Flatten(location);
        if (flat is { Members.Count: 0, Unions: [var only] })
        {
            return ReadUnion(only with { Origin = location.Origin }, FlattenVariants.VariantsOf(only), nullable: false);
        }

        if (flat.Unions.Count > 0 && !allOf.JoinVariants(flat))
        {
            return new TypeUse(new AnyShape());
        }

        if (flat.Members.Count == 0)
        {
            return flat.AdditionalProperties is JObject { Count: > 0 } values
                ? ReadMap(location, values)
                : new TypeUse(new FreeFormShape());
        }

        var shape = Register(new ObjectShape(pointer, location.Origin, location.Schema));
        ReadMembers(shape, location, flat);
        return new TypeUse(shape);
    }

    private void ReadMembers(ObjectShape shape, SchemaLocation location, FlattenAllOf.Flat flat)
    {
        string owner = location.Origin.Component ?? shape.Origin.Part;
        foreach (var member in flat.Members)
        {
            bool keep = decisions.KeepsJson($"{owner}.{member.Name}");
            var chosen = keep
                ? member.Locations[0]
                : member.Alternatives.Count > 0 ? FlattenAllOf.Join(member) : allOf.Choose(member, owner, Intersection.Of, KindOf);
            var type = keep
                ? new TypeUse(new AnyShape())
                : Read(chosen with { Origin = HoistInlineSchemas.MemberOrigin(shape, member.Name, chosen) });
            bool required = flat.Required.Contains(member.Name);
            string? constant = type.DeclaredShape is EnumShape { Values: [var only] } && required && !type.IsNullable
                && member.Alternatives.Count == 0 ? only.Value : null;
            var bounds = member.Alternatives.Count == 0 ? BoundValues.Of(member.Locations, Follow) : [];
            shape.Members.Add(new Member(member.Name, type with { Bounds = bounds }, chosen.Schema)
            {
                Required = required,
                Constant = constant,
                Deprecated = member.Locations.Exists(IsDeprecated),
                ReadOnly = member.Locations.Exists(part => part.Schema["readOnly"] is JValue { Value: true }),
            });
        }
    }

    private TypeUse ReadUnion(SchemaLocation location, IReadOnlyList<SchemaLocation> variants, bool nullable)
    {
        var union = Register(new UnionShape(location.Pointer, location.Origin, location.Schema));
        foreach (var variant in variants)
        {
            if (SplitNullVariants.IsNull(variant.Schema))
            {
                nullable = true;
                continue;
            }

            var use = Read(variant);
            nullable |= use.Nullable;
            foreach (var flat in Splice(use, location))
            {
                nullable |= flat.IsNullable;
                MergeVariants.Add(union.Variants, flat);
            }
        }

        union.InProgress = false;
        union.AllowsNull = nullable;
        OpenEnums.Apply(union);
        if (union.Variants.Count == 1)
        {
            union.Redirect = union.Variants[0] with { Nullable = nullable };
        }
        else if (union.Variants.Count == 0 || union.Variants.Exists(variant => variant.Shape is AnyShape))
        {
            union.Redirect = new TypeUse(new AnyShape(), nullable);
        }
        else
        {
            MergeVariants.WidenIntegers(union.Variants);
            Unions.Add(union);
        }

        return new TypeUse(union, nullable);
    }

    private IEnumerable<TypeUse> Splice(TypeUse use, SchemaLocation location) => use.Shape switch
    {
        UnionShape { Base: not null } => [use],
        UnionShape { InProgress: true } union when union.Pointer == location.Pointer || union.Variants.Count == 0 =>
            throw document.ErrorAt(location.Pointer, "the union is one of its own variants; remove that variant."),
        UnionShape union => union.Variants,
        _ => [use],
    };
}
