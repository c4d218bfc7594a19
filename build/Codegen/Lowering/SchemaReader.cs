using Codegen.Lowering.Rules;
using Codegen.Lowering.Shapes;
using Newtonsoft.Json.Linq;

namespace Codegen.Lowering;

/// <summary>Reads schemas, however they are spelled, into shapes: each schema once, by its pointer.</summary>
internal sealed class SchemaReader(ContractDocument document, LoweringDecisions decisions)
{
    private readonly SchemaReferences references = new(document);
    private readonly FlattenAllOf allOf = new(document);
    private readonly Heirs heirs = new(document);
    private readonly Dictionary<string, NamedShape> named = [];
    private readonly HashSet<string> reading = [];
    private readonly Dictionary<string, Shape> open = [];

    /// <summary>Gets every union that was read, in the order of reading.</summary>
    public List<UnionShape> Unions { get; } = [];

    public TypeUse Read(Site site) => ReadUnbounded(site) with { Bounds = BoundValues.Of([site], Follow) };

    /// <summary><c>oneOf: [Plain, Streaming]</c> of objects that nothing tells apart → one object with the members of all, for what is sent.</summary>
    public TypeUse ReadMerged(Site site)
    {
        var use = Read(site);
        if (use.DeclaredShape is not UnionShape { Redirect: null, Base: null } union
            || union.Variants.Exists(variant => variant.Shape is not ObjectShape)
            || DistinguishVariants.Find([.. union.Variants.Select(variant => (ObjectShape)variant.Shape)], union.Discriminator) is not null)
        {
            return use;
        }

        var target = Target(site);
        var flat = allOf.Merge(target);
        var shape = Register(new ObjectShape($"{target.Pointer}#merged", target.Origin, target.Schema));
        ReadMembers(shape, target, flat);
        return new TypeUse(shape);
    }

    private TypeUse ReadUnbounded(Site site)
    {
        if (IsKeptAsIs(site))
        {
            return new TypeUse(new AnyShape());
        }

        if (site.Schema["$ref"] is JValue { Value: string reference })
        {
            return ReadReference(site, reference);
        }

        if (FlattenAllOf.OnlyPart(site) is { } part && !Heirs.IsBase(site.Schema) && !IsHeir(site))
        {
            var use = Read(part with { Origin = PartOrigin(part, site) });
            return use with { Nullable = use.Nullable || SplitNullVariants.AllowsNull(site.Schema) };
        }

        if (named.TryGetValue(site.Pointer, out var known))
        {
            return new TypeUse(known, SplitNullVariants.AllowsNull(site.Schema));
        }

        // An alias of a list or map that contains itself.
        if (!reading.Add(site.Pointer))
        {
            return new TypeUse(open.GetValueOrDefault(site.Pointer) ?? throw ContainsItself(site), SplitNullVariants.AllowsNull(site.Schema));
        }

        try
        {
            return ReadSchema(site);
        }
        finally
        {
            reading.Remove(site.Pointer);
        }
    }

    private IntersectParts Intersection => new(KindOf, Target, site => [.. allOf.Flatten(site).Members.Select(member => member.Name)]);

    private bool IsComponent(string name) => document.Root["components"]?["schemas"]?[name] is not null;

    private bool IsHeir(Site site) => site.Origin.Component is not null && heirs.IsHeir(site.Schema);

    private bool IsKeptAsIs(Site site) => site.Origin.Component is { } component && decisions.KeepsJson(component);

    private static NameOrigin PartOrigin(Site part, Site whole) => part.Schema["$ref"] is null ? whole.Origin : part.Origin;

    private TypeUse ReadReference(Site site, string reference)
    {
        var nullable = SplitNullVariants.AllowsNull(site.Schema);
        if (site.Schema["properties"] is not null || site.Schema["allOf"] is not null)
        {
            return ReadObject(site) with { Nullable = nullable };
        }

        var use = Read(references.Follow(site, reference));
        return use with { Nullable = use.Nullable || nullable };
    }

    private TypeUse ReadSchema(Site site)
    {
        var schema = site.Schema;
        var nullable = SplitNullVariants.AllowsNull(schema);
        if (SplitNullVariants.IsNull(schema))
        {
            return new TypeUse(new AnyShape(), Nullable: true);
        }

        if (schema["allOf"] is not null)
        {
            return ReadComposition(site) with { Nullable = nullable };
        }

        var variants = FlattenVariants.VariantsOf(site);
        if (variants.Count > 0)
        {
            return ReadUnion(site, variants, nullable);
        }

        TypeUse use = SplitNullVariants.TypesOf(schema).FirstOrDefault() switch
        {
            "string" => ReadString(site),
            "integer" => new TypeUse(new ScalarShape(ChooseNumbers.Choose(schema))),
            "number" => new TypeUse(new ScalarShape(ScalarKind.Double)),
            "boolean" => new TypeUse(new ScalarShape(ScalarKind.Boolean)),
            "array" => ReadList(site),
            "object" => ReadObject(site),
            _ => new TypeUse(new AnyShape()),
        };
        return use with { Nullable = nullable };
    }

    private TypeUse ReadComposition(Site site)
    {
        switch (KindOf(site))
        {
            case "object":
                return ReadObject(site);
            case "any":
                return new TypeUse(new AnyShape());
            default:
                var part = FlattenAllOf.Narrowest(site, Target);
                return Read(part with { Origin = PartOrigin(part, site) });
        }
    }

    private TypeUse ReadString(Site site)
    {
        var values = ReadConstants.StringValuesOf(site.Schema);
        return values.Count == 0
            ? new TypeUse(new ScalarShape(ScalarKind.String))
            : new TypeUse(Register(new EnumShape(site.Pointer, site.Origin, site.Schema, values)));
    }

    private TypeUse ReadList(Site site)
    {
        if (site.Schema["items"] is not { } items)
        {
            return new TypeUse(new ListShape(new TypeUse(new AnyShape())));
        }

        var list = new ListShape(new TypeUse(new AnyShape()));
        open[site.Pointer] = list;
        list.Item = Read(site.Below("items", items, HoistInlineSchemas.ItemOrigin(site.Origin, IsComponent)));
        return new TypeUse(RequireEnd(list, list.Item, site));
    }

    private TypeUse ReadMap(Site site, JObject values)
    {
        var map = new MapShape(new TypeUse(new AnyShape()));
        open[site.Pointer] = map;
        map.Value = Read(site.Below("additionalProperties", values, HoistInlineSchemas.ItemOrigin(site.Origin, IsComponent)));
        return new TypeUse(RequireEnd(map, map.Value, site));
    }

    /// <summary>Refuses a list of lists of itself: no type between them has a name.</summary>
    private Shape RequireEnd(Shape whole, TypeUse part, Site site)
    {
        for (var inner = part.Shape; inner is ListShape or MapShape; inner = inner is ListShape list ? list.Item.Shape : ((MapShape)inner).Value.Shape)
        {
            if (ReferenceEquals(inner, whole))
            {
                throw ContainsItself(site);
            }
        }

        return whole;
    }

    private ContractException ContainsItself(Site site) => document.ErrorAt(
        site.Pointer,
        "the list or map consists of itself, so that no C# type can name it; "
        + $"add \"{site.Origin.Component ?? site.Component}\" to \"any\" in lowering.json to keep its JSON as it is.");

    private TypeUse ReadObject(Site site)
    {
        if (heirs.Of(site.Schema) is { Count: > 0 } pointers)
        {
            return ReadHeirs(site, pointers);
        }

        return ReadOwn(site, site.Pointer);
    }

    /// <summary>
    /// <c>Pet: {properties, discriminator}</c>, of which <c>Cat</c> and <c>Dog</c> are composed → <c>Pet: {oneOf: [Cat, Dog], discriminator}</c>.
    /// Where the heirs cannot be told apart, the schema is what it says itself: an object.
    /// </summary>
    private TypeUse ReadHeirs(Site site, IReadOnlyList<string> pointers)
    {
        var union = Register(new UnionShape(site.Pointer, site.Origin, site.Schema));
        union.Base = ReadOwn(site, $"{site.Pointer}#own");
        foreach (var pointer in pointers)
        {
            var heir = pointer == site.Pointer ? union.Base : Read(site with { Schema = new JObject { ["$ref"] = pointer } });
            MergeVariants.Add(union.Variants, heir.Shape is UnionShape { Base: { } own } ? own : heir);
        }

        union.InProgress = false;
        Unions.Add(union);
        return new TypeUse(union);
    }

    private TypeUse ReadOwn(Site site, string pointer)
    {
        var flat = allOf.Flatten(site);
        if (flat is { Members.Count: 0, Unions: [var only] })
        {
            return ReadUnion(only with { Origin = site.Origin }, FlattenVariants.VariantsOf(only), nullable: false);
        }

        if (flat.Unions.Count > 0 && !allOf.JoinVariants(flat))
        {
            return new TypeUse(new AnyShape());
        }

        if (flat.Members.Count == 0)
        {
            return flat.AdditionalProperties is JObject { Count: > 0 } values
                ? ReadMap(site, values)
                : new TypeUse(new FreeFormShape());
        }

        var shape = Register(new ObjectShape(pointer, site.Origin, site.Schema));
        ReadMembers(shape, site, flat);
        return new TypeUse(shape);
    }

    private void ReadMembers(ObjectShape shape, Site site, FlattenAllOf.Flat flat)
    {
        var owner = site.Origin.Component ?? shape.Origin.Part;
        foreach (var member in flat.Members)
        {
            var keep = decisions.KeepsJson($"{owner}.{member.Name}");
            var chosen = keep ? member.Sites[0] : member.Alternatives.Count > 0 ? FlattenAllOf.Join(member) : allOf.Choose(member, owner, Intersection.Of, KindOf);
            var type = keep ? new TypeUse(new AnyShape()) : Read(chosen with { Origin = HoistInlineSchemas.MemberOrigin(shape, member.Name, chosen) });
            var required = flat.Required.Contains(member.Name);
            var constant = type.DeclaredShape is EnumShape { Values: [var only] } && required && !type.IsNullable && member.Alternatives.Count == 0 ? only.Value : null;
            var bounds = member.Alternatives.Count == 0 ? BoundValues.Of(member.Sites, Follow) : [];
            shape.Members.Add(new Member(member.Name, type with { Bounds = bounds }, chosen.Schema)
            {
                Required = required,
                Constant = constant,
                Deprecated = member.Sites.Exists(IsDeprecated),
                ReadOnly = member.Sites.Exists(part => part.Schema["readOnly"] is JValue { Value: true }),
            });
        }
    }

    private TypeUse ReadUnion(Site site, IReadOnlyList<Site> variants, bool nullable)
    {
        var union = Register(new UnionShape(site.Pointer, site.Origin, site.Schema));
        foreach (var variant in variants)
        {
            if (SplitNullVariants.IsNull(variant.Schema))
            {
                nullable = true;
                continue;
            }

            var use = Read(variant);
            nullable |= use.Nullable;
            foreach (var flat in Splice(use, site))
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

    private IEnumerable<TypeUse> Splice(TypeUse use, Site site) => use.Shape switch
    {
        UnionShape { Base: not null } => [use],
        UnionShape { InProgress: true } union when union.Pointer == site.Pointer || union.Variants.Count == 0 =>
            throw document.ErrorAt(site.Pointer, "the union is one of its own variants; remove that variant."),
        UnionShape union => union.Variants,
        _ => [use],
    };

    private T Register<T>(T shape)
        where T : NamedShape
    {
        named[shape.Pointer] = shape;
        return shape;
    }

    private bool IsDeprecated(Site site) =>
        site.Schema["deprecated"] is JValue { Value: true }
        || (site.Schema["$ref"] is null && FlattenVariants.VariantsOf(site) is { Count: > 0 } variants
            && variants.Where(variant => !SplitNullVariants.IsNull(variant.Schema)).All(variant => variant.Schema["deprecated"] is JValue { Value: true }));

    private Site? Follow(Site site) => site.Schema["$ref"] is JValue { Value: string reference } ? references.Follow(site, reference) : null;

    private Site Target(Site site)
    {
        for (var depth = 0; depth < 64 && Follow(site) is { } target; depth++)
        {
            site = target;
        }

        return site;
    }

    /// <summary>Names the kind of a schema, to tell whether two parts of a composition agree.</summary>
    private string KindOf(Site site) => KindOf(site, []);

    private string KindOf(Site site, HashSet<string> path)
    {
        var target = Target(site);
        if (!path.Add(target.Pointer))
        {
            // What contains itself is told where its members are read.
            return "object";
        }

        var variants = FlattenVariants.VariantsOf(target).Where(variant => !SplitNullVariants.IsNull(variant.Schema)).ToList();
        var kinds = (variants.Count > 0 ? variants : FlattenAllOf.PartsOf(target)).Select(part => KindOf(part, path)).Distinct().Order(StringComparer.Ordinal).ToList();
        path.Remove(target.Pointer);
        return variants.Count > 0 ? string.Join(" or ", kinds)
            : target.Schema["allOf"] is null ? SplitNullVariants.TypesOf(target.Schema).FirstOrDefault() ?? "any"
            : kinds.Where(kind => kind != "any").ToList() switch { [] => "any", [var only] => only, _ => "object" };
    }
}
