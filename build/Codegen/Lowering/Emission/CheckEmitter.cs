using System.Globalization;
using Codegen.Lowering.Shapes;
using Newtonsoft.Json.Linq;

namespace Codegen.Lowering.Emission;

/// <summary>Prints the calls on ModelValidator that check a member against the contract.</summary>
internal static class CheckEmitter
{
    public static IEnumerable<string> Checks(Member member, int index, string slot)
    {
        var at = $"Members, {index}";
        if (member.MustBeSet)
        {
            yield return $"{(member.Type.IsNullable || member.Type.Shape is AnyShape ? "RequiredOrNull" : "Required")}(this, {at}, {IsSet(member, slot)})";
        }

        foreach (var check in Checks(member.Type, $"{at}, {slot}"))
        {
            yield return check;
        }
    }

    /// <summary>Prints the checks of a value: its bounds, and what stands inside.</summary>
    public static IEnumerable<string> Checks(TypeUse use, string at) => Inside(use.Shape, at) is { } inside ? Bounds(use, at).Append(inside) : Bounds(use, at);

    private static string IsSet(Member member, string slot) => member.Type.Shape switch
    {
        ListShape list => $"{slot} is not (null or UnsetList<{CSharp.CSharpTypes.ItemName(list.Item)}> {{ Count: 0 }})",
        MapShape map => $"{slot} is not (null or UnsetMap<{CSharp.CSharpTypes.ItemName(map.Value)}> {{ Count: 0 }})",
        _ => $"{slot} is not null",
    };

    private static IEnumerable<string> Bounds(TypeUse use, string at)
    {
        var bounds = use.Bounds;
        switch (use.Shape)
        {
            case ScalarShape { Kind: ScalarKind.String }:
                if (bounds["minLength"] is not null || bounds["maxLength"] is not null)
                {
                    yield return $"Length({at}, {Count(bounds, "minLength")}, {Count(bounds, "maxLength")})";
                }

                if (bounds["pattern"] is { } pattern)
                {
                    yield return $"Pattern({at}, {ObjectEmitter.Literal(pattern.ToString())})";
                }

                break;
            case ScalarShape { Kind: ScalarKind.Int32 or ScalarKind.Int64 or ScalarKind.Double } scalar when Range(scalar, bounds) is { } range:
                yield return $"Range({at}, {range})";
                break;
            case ListShape when bounds["minItems"] is not null || bounds["maxItems"] is not null:
                yield return $"Count({at}, {Count(bounds, "minItems")}, {Count(bounds, "maxItems")})";
                break;
            case MapShape when bounds["minProperties"] is not null || bounds["maxProperties"] is not null:
                yield return $"Count({at}, {Count(bounds, "minProperties")}, {Count(bounds, "maxProperties")})";
                break;
        }
    }

    private static string? Range(ScalarShape scalar, JObject bounds)
    {
        var minimum = Bound.Of(bounds, "minimum");
        var maximum = Bound.Of(bounds, "maximum");
        var (least, most) = (Number(scalar, minimum), Number(scalar, maximum));
        if (least == "null" && most == "null")
        {
            return null;
        }

        var exclusive = (minimum is { IsExclusive: true } ? ", exclusiveMinimum: true" : "") + (maximum is { IsExclusive: true } ? ", exclusiveMaximum: true" : "");
        return $"{least}, {most}{exclusive}";
    }

    /// <summary>Prints a bound; one that the type cannot exceed anyway bounds nothing.</summary>
    private static string Number(ScalarShape scalar, Bound? bound) => bound switch
    {
        null => "null",
        _ when scalar.Kind == ScalarKind.Double || bound.Number % 1 != 0 => bound.Number.ToString("R", CultureInfo.InvariantCulture),
        { Number: >= long.MaxValue or <= long.MinValue } => "null",
        _ => ((long)bound.Value).ToString(CultureInfo.InvariantCulture),
    };

    private static string Count(JObject bounds, string keyword) =>
        Bound.Of(bounds, keyword) is { Number: <= int.MaxValue } bound ? ((int)bound.Value).ToString(CultureInfo.InvariantCulture) : "null";

    private static string? Inside(Shape shape, string at) => shape switch
    {
        ObjectShape or FamilyShape => $"Model({at})",
        UnionShape => $"Union({at})",
        ListShape { Item: { IsNullable: false, Shape: ObjectShape or FamilyShape } } => $"Models({at})",
        ListShape { Item: { IsNullable: false, Shape: UnionShape } } => $"Unions({at})",
        ListShape list => Each(list.Item, at),
        MapShape map => Each(map.Value, at),
        _ => null,
    };

    private static string? Each(TypeUse item, string at)
    {
        var isReference = !CSharp.CSharpTypes.IsValue(item);
        List<string> checks = [.. Checks(item, item.IsNullable && isReference ? "item!" : "item").Select(check => $"check.{check}")];
        var body = checks is [var only] ? only : $"{{ {string.Join(' ', checks.Select(check => check + ";"))} }}";
        if (checks.Count == 0)
        {
            return isReference && !item.IsNullable && item.Shape is not AnyShape ? $"NoNulls({at})" : null;
        }

        return $"Each({at}, static (check, item) => {body}{(item.IsNullable ? ", nullable: true" : "")})";
    }
}
