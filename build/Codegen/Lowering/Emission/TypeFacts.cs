using System.Globalization;
using Codegen.Lowering.CSharp;
using Codegen.Lowering.Shapes;
using Newtonsoft.Json.Linq;

namespace Codegen.Lowering.Emission;

/// <summary>
/// Says of a type, where it is used, what NSwag does not tell its templates: the kind, the items, and the limits that are checked.
/// </summary>
/// <remarks>Numbers are written as text, since Liquid would round them.</remarks>
internal static class TypeFacts
{
    public static JObject Of(TypeUse use, bool isChecked = true)
    {
        var facts = new JObject { ["kind"] = Kind(use.Shape) };
        if (use.Shape is NamedShape named)
        {
            facts["name"] = named.Name;
        }

        if (use.Shape is ObjectShape or DiscriminatedUnionShape)
        {
            facts["isModel"] = true;
        }

        if (use.IsNullable)
        {
            facts["nullable"] = true;
        }

        if (CSharpTypes.IsValue(use))
        {
            facts["isValue"] = true;
        }

        if (Items(use.Shape) is { } items)
        {
            facts["items"] = Of(items, isChecked);
        }

        if (IsMisread(use))
        {
            facts["misread"] = true;
        }

        if (isChecked)
        {
            AddLimits(facts, use);
            if (Items(use.Shape) is { IsNullable: false, Shape: not AnyShape } item && !CSharpTypes.IsValue(item)
                && facts["items"]?["checked"] is null)
            {
                facts["noNulls"] = true;
            }

            if (facts["length"] is not null || facts["pattern"] is not null || facts["range"] is not null || facts["count"] is not null
                || use.Shape is ObjectShape or DiscriminatedUnionShape or UnionShape || facts["items"]?["checked"] is not null
                    || facts["noNulls"] is not null)
            {
                facts["checked"] = true;
            }
        }

        return facts;
    }

    public static string Kind(Shape shape) => shape switch
    {
        ScalarShape { Kind: ScalarKind.String } => "string",
        ScalarShape { Kind: ScalarKind.Int32 } => "int32",
        ScalarShape { Kind: ScalarKind.Int64 } => "int64",
        ScalarShape { Kind: ScalarKind.Double } => "double",
        ScalarShape => "boolean",
        EnumShape => "enum",
        ListShape => "list",
        MapShape => "map",
        FreeFormShape => "json",
        ObjectShape => "object",
        DiscriminatedUnionShape => "discriminatedUnion",
        UnionShape => "union",
        _ => "any",
    };

    /// <summary>
    /// Determines whether NSwag resolves another type: it takes a union for its first alternative, makes an enum of numbers, and leaves the
    /// ? off the values of a map that are references.
    /// </summary>
    private static bool IsMisread(TypeUse use) => use.Shape switch
    {
        UnionShape => true,
        ScalarShape scalar => PlainSchema.Values(scalar.Kind, use.Bounds).Any(),
        MapShape { Value: { IsNullable: true, Shape: NamedShape } } => true,
        _ => Items(use.Shape) is { } items && IsMisread(items),
    };

    private static TypeUse? Items(Shape shape) => shape switch
    {
        ListShape list => list.Item,
        MapShape map => map.Value,
        _ => null,
    };

    private static void AddLimits(JObject facts, TypeUse use)
    {
        var bounds = use.Bounds;
        switch (use.Shape)
        {
            case ScalarShape { Kind: ScalarKind.String }:
                Add(facts, "length", Limits(Count(bounds, "minLength"), Count(bounds, "maxLength")));
                Add(facts, "pattern", bounds["pattern"] is { } pattern ? (JToken)pattern.ToString() : null);
                break;
            case ScalarShape { Kind: ScalarKind.Int32 or ScalarKind.Int64 or ScalarKind.Double } scalar:
                Add(facts, "range", Range(scalar, Bound.Of(bounds, "minimum"), Bound.Of(bounds, "maximum")));
                break;
            case ListShape:
                Add(facts, "count", Limits(Count(bounds, "minItems"), Count(bounds, "maxItems")));
                break;
            case MapShape:
                Add(facts, "count", Limits(Count(bounds, "minProperties"), Count(bounds, "maxProperties")));
                break;
        }
    }

    private static void Add(JObject facts, string name, JToken? value)
    {
        if (value is not null)
        {
            facts[name] = value;
        }
    }

    private static JObject? Range(ScalarShape scalar, Bound? minimum, Bound? maximum)
    {
        var range = Limits(Number(scalar, minimum), Number(scalar, maximum));
        if (range is not null && minimum is { IsExclusive: true })
        {
            range["aboveMin"] = true;
        }

        if (range is not null && maximum is { IsExclusive: true })
        {
            range["belowMax"] = true;
        }

        return range;
    }

    private static JObject? Limits(string? least, string? most)
    {
        if (least is null && most is null)
        {
            return null;
        }

        var limits = new JObject();
        foreach (var (name, value) in ((string, string?)[])[("min", least), ("max", most)])
        {
            if (value is not null)
            {
                limits[name] = value;
            }
        }

        return limits;
    }

    /// <summary>Prints a bound; one that the type cannot exceed anyway bounds nothing.</summary>
    private static string? Number(ScalarShape scalar, Bound? bound) => bound switch
    {
        null => null,
        _ when scalar.Kind == ScalarKind.Double || bound.Number % 1 != 0 => bound.Number.ToString("R", CultureInfo.InvariantCulture),
        { Number: >= long.MaxValue or <= long.MinValue } => null,
        _ => ((long)bound.Value).ToString(CultureInfo.InvariantCulture),
    };

    private static string? Count(JObject bounds, string keyword) =>
        Bound.Of(bounds, keyword) is { Number: <= int.MaxValue } bound ? ((int)bound.Value).ToString(CultureInfo.InvariantCulture) : null;
}
