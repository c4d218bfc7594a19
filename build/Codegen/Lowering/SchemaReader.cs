using Codegen.Lowering.Rules;
using Codegen.Lowering.Shapes;
using Newtonsoft.Json.Linq;

namespace Codegen.Lowering;

/// <summary>Reads schemas, however they are spelled, into shapes: each schema once, by its pointer.</summary>
internal sealed partial class SchemaReader(ContractDocument document, LoweringDecisions decisions)
{
    private readonly SchemaReferences references = new(document);
    private readonly FlattenAllOf allOf = new(document);
    private readonly Subtypes subtypes = new(document);
    private readonly Dictionary<string, NamedShape> named = [];
    private readonly HashSet<string> reading = [];
    private readonly Dictionary<string, Shape> open = [];
    private readonly List<string> notes = [];

    /// <summary>Gets every union that was read, in the order of reading.</summary>
    public List<UnionShape> Unions { get; } = [];

    /// <summary>Gets what has been noted since this was last asked.</summary>
    public IReadOnlyList<string> TakeNotes()
    {
        List<string> taken = [.. notes];
        notes.Clear();
        return taken;
    }

    public TypeUse Read(SchemaLocation location) => ReadUnbounded(location) with { Bounds = BoundValues.Of([location], Follow) };

    private TypeUse ReadUnbounded(SchemaLocation location)
    {
        if (IsKeptAsIs(location))
        {
            return new TypeUse(new AnyShape());
        }

        if (location.Schema["$ref"] is JValue { Value: string reference })
        {
            return ReadReference(location, reference);
        }

        if (FlattenAllOf.OnlyPart(location) is { } part && !Subtypes.IsBase(location.Schema) && !IsSubtype(location))
        {
            var use = Read(part with { Origin = PartOrigin(part, location) });
            return use with { Nullable = use.Nullable || SplitNullVariants.AllowsNull(location.Schema) };
        }

        if (named.TryGetValue(location.Pointer, out var known))
        {
            return new TypeUse(known, SplitNullVariants.AllowsNull(location.Schema));
        }

        // An alias of a list or map that contains itself.
        if (!reading.Add(location.Pointer))
        {
            return open.TryGetValue(location.Pointer, out var whole)
                ? new TypeUse(whole, SplitNullVariants.AllowsNull(location.Schema))
                : Unnamed(location);
        }

        try
        {
            return ReadSchema(location);
        }
        finally
        {
            reading.Remove(location.Pointer);
        }
    }

    private IntersectParts Intersection =>
        new(KindOf, Target, location => [.. allOf.Flatten(location).Members.Select(member => member.Name)]);

    private bool IsComponent(string name) => document.Root["components"]?["schemas"]?[name] is not null;

    private bool IsSubtype(SchemaLocation location) => location.Origin.Component is not null && subtypes.IsSubtype(location.Schema);

    private bool IsKeptAsIs(SchemaLocation location) => location.Origin.Component is { } component && decisions.KeepsJson(component);

    private static NameOrigin PartOrigin(SchemaLocation part, SchemaLocation whole) =>
        part.Schema["$ref"] is null ? whole.Origin : part.Origin;

    private TypeUse ReadReference(SchemaLocation location, string reference)
    {
        bool nullable = SplitNullVariants.AllowsNull(location.Schema);
        if (location.Schema["properties"] is not null || location.Schema["allOf"] is not null)
        {
            return ReadObject(location) with { Nullable = nullable };
        }

        var use = Read(references.Follow(location, reference));
        return use with { Nullable = use.Nullable || nullable };
    }

    private TypeUse ReadSchema(SchemaLocation location)
    {
        var schema = location.Schema;
        bool nullable = SplitNullVariants.AllowsNull(schema);
        if (SplitNullVariants.IsNull(schema))
        {
            return new TypeUse(new AnyShape(), Nullable: true);
        }

        if (schema["allOf"] is not null)
        {
            return ReadComposition(location) with { Nullable = nullable };
        }

        var variants = FlattenVariants.VariantsOf(location);
        if (variants.Count > 0)
        {
            return ReadUnion(location, variants, nullable);
        }

        TypeUse use = SplitNullVariants.TypesOf(schema).FirstOrDefault() switch
        {
            "string" => ReadString(location),
            "integer" => new TypeUse(new ScalarShape(ChooseNumbers.Choose(schema))),
            "number" => new TypeUse(new ScalarShape(ScalarKind.Double)),
            "boolean" => new TypeUse(new ScalarShape(ScalarKind.Boolean)),
            "array" => ReadList(location),
            "object" => ReadObject(location),
            _ => new TypeUse(new AnyShape()),
        };
        return use with { Nullable = nullable };
    }

    private TypeUse ReadComposition(SchemaLocation location)
    {
        switch (KindOf(location))
        {
            case "object":
                return ReadObject(location);
            case "any":
                return new TypeUse(new AnyShape());
            default:
                var part = FlattenAllOf.Narrowest(location, Target);
                return Read(part with { Origin = PartOrigin(part, location) });
        }
    }

    private TypeUse ReadString(SchemaLocation location)
    {
        var values = ReadConstants.StringValuesOf(location.Schema);
        return values.Count == 0
            ? new TypeUse(new ScalarShape(ScalarKind.String))
            : new TypeUse(Register(new EnumShape(location.Pointer, location.Origin, location.Schema, values)));
    }

    private TypeUse ReadList(SchemaLocation location)
    {
        if (location.Schema["items"] is not { } items)
        {
            return new TypeUse(new ListShape(new TypeUse(new AnyShape())));
        }

        var list = new ListShape(new TypeUse(new AnyShape()));
        open[location.Pointer] = list;
        list.Item = Read(location.Below("items", items, HoistInlineSchemas.ItemOrigin(location.Origin, IsComponent)));
        return new TypeUse(EndWithin(list, location));
    }

    private TypeUse ReadMap(SchemaLocation location, JObject values)
    {
        var map = new MapShape(new TypeUse(new AnyShape()));
        open[location.Pointer] = map;
        map.Value = Read(location.Below("additionalProperties", values, HoistInlineSchemas.ItemOrigin(location.Origin, IsComponent)));
        return new TypeUse(EndWithin(map, location));
    }

    /// <summary>Keeps the JSON inside of a list of lists of itself: no type between them has a name.</summary>
    private Shape EndWithin(Shape whole, SchemaLocation location)
    {
        var container = whole;
        for (var inner = ItemOf(container).Shape; inner is ListShape or MapShape; inner = ItemOf(container).Shape)
        {
            if (ReferenceEquals(inner, whole))
            {
                SetItem(container, Unnamed(location));
                break;
            }

            container = inner;
        }

        return whole;
    }

    private TypeUse Unnamed(SchemaLocation location)
    {
        notes.Add($"'{location.Origin.Component ?? location.Pointer}' contains nothing but itself, so no C# type can express it: its "
            + $"content is a JToken");
        return new TypeUse(new AnyShape());
    }

    private static TypeUse ItemOf(Shape container) => container is ListShape list ? list.Item : ((MapShape)container).Value;

    private static void SetItem(Shape container, TypeUse item)
    {
        if (container is ListShape list)
        {
            list.Item = item;
        }
        else
        {
            ((MapShape)container).Value = item;
        }
    }

    private T Register<T>(T shape)
        where T : NamedShape
    {
        named[shape.Pointer] = shape;
        return shape;
    }

    private bool IsDeprecated(SchemaLocation location) =>
        location.Schema["deprecated"] is JValue { Value: true }
        || (location.Schema["$ref"] is null && FlattenVariants.VariantsOf(location) is { Count: > 0 } variants
            && variants
                .Where(variant => !SplitNullVariants.IsNull(variant.Schema))
                .All(variant => variant.Schema["deprecated"] is JValue { Value: true }));

    private SchemaLocation? Follow(SchemaLocation location) =>
        location.Schema["$ref"] is JValue { Value: string reference } ? references.Follow(location, reference) : null;

    private SchemaLocation Target(SchemaLocation location)
    {
        for (int depth = 0; depth < 64 && Follow(location) is { } target; depth++)
        {
            location = target;
        }

        return location;
    }

    /// <summary>Names the kind of a schema, to tell whether two parts of a composition agree.</summary>
    private string KindOf(SchemaLocation location) => KindOf(location, []);

    private string KindOf(SchemaLocation location, HashSet<string> path)
    {
        var target = Target(location);
        if (!path.Add(target.Pointer))
        {
            // What contains itself is told where its members are read.
            return "object";
        }

        var variants = FlattenVariants.VariantsOf(target).Where(variant => !SplitNullVariants.IsNull(variant.Schema)).ToList();
        var kinds = (variants.Count > 0 ? variants : FlattenAllOf.PartsOf(target))
            .Select(part => KindOf(part, path))
            .Distinct()
            .Order(StringComparer.Ordinal)
            .ToList();
        path.Remove(target.Pointer);
        return variants.Count > 0 ? string.Join(" or ", kinds)
            : target.Schema["allOf"] is null ? SplitNullVariants.TypesOf(target.Schema).FirstOrDefault() ?? "any"
            : kinds.Where(kind => kind != "any").ToList() switch { [] => "any", [var only] => only, _ => "object" };
    }
}
