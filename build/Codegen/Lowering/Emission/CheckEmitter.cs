using System.Globalization;
using System.Numerics;
using Codegen.Lowering.Shapes;
using Newtonsoft.Json.Linq;

namespace Codegen.Lowering.Emission;

/// <summary>Prints the calls on ModelValidator that check a member against the contract.</summary>
internal static class CheckEmitter
{
    public static IEnumerable<string> Checks(Member member, int index, string slot)
    {
        var at = $"Members, {index}";
        if (member.Required && member.Constant is null)
        {
            yield return $"{(member.Type.IsNullable ? "RequiredOrNull" : "Required")}(this, {at}, {IsSet(member, slot)})";
        }

        foreach (var check in Bounds(member.Type, member.Bounds, $"{at}, {slot}"))
        {
            yield return check;
        }

        if (Recursion(member.Type, $"{at}, {slot}") is { } recursion)
        {
            yield return recursion;
        }
    }

    /// <summary>Prints the checks of a union's case: bounds of a text or list, and what stands inside.</summary>
    public static IEnumerable<string> CaseChecks(TypeUse use, string slot)
    {
        var bounds = use.Shape switch { ListShape list => list.Bounds, ScalarShape scalar => scalar.Bounds, _ => [] };
        foreach (var check in Bounds(use, bounds, slot))
        {
            yield return check;
        }

        if (use.Shape is not MapShape && Recursion(use, slot) is { } recursion)
        {
            yield return recursion;
        }
    }

    private static string IsSet(Member member, string slot) => member.Type.Shape switch
    {
        ListShape list => $"{slot} is not (null or UnsetList<{CSharp.CSharpTypes.ItemName(list.Item)}> {{ Count: 0 }})",
        MapShape map => $"{slot} is not (null or UnsetMap<{CSharp.CSharpTypes.ItemName(map.Value)}> {{ Count: 0 }})",
        _ => $"{slot} is not null",
    };

    private static IEnumerable<string> Bounds(TypeUse use, JObject bounds, string at)
    {
        switch (use.Shape)
        {
            case ScalarShape { Kind: ScalarKind.String }:
                if (bounds["minLength"] is not null || bounds["maxLength"] is not null)
                {
                    yield return $"Length({at}, {Count(bounds["minLength"])}, {Count(bounds["maxLength"])})";
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
                yield return $"Count({at}, {Count(bounds["minItems"])}, {Count(bounds["maxItems"])})";
                break;
            case MapShape when bounds["minProperties"] is not null || bounds["maxProperties"] is not null:
                yield return $"Count({at}, {Count(bounds["minProperties"])}, {Count(bounds["maxProperties"])})";
                break;
        }
    }

    private static string? Range(ScalarShape scalar, JObject bounds)
    {
        var (minimum, overMinimum) = Bound(scalar, bounds, "minimum", "exclusiveMinimum");
        var (maximum, underMaximum) = Bound(scalar, bounds, "maximum", "exclusiveMaximum");
        if (minimum == "null" && maximum == "null")
        {
            return null;
        }

        var exclusive = (overMinimum ? ", exclusiveMinimum: true" : "") + (underMaximum ? ", exclusiveMaximum: true" : "");
        return $"{minimum}, {maximum}{exclusive}";
    }

    /// <remarks>Spec: exclusiveMinimum is a number in 3.1 and a flag beside minimum in 3.0.</remarks>
    private static (string Literal, bool Exclusive) Bound(ScalarShape scalar, JObject bounds, string inclusive, string exclusive) => bounds[exclusive] switch
    {
        JValue { Value: true } => (Number(scalar, bounds[inclusive]), true),
        JValue { Type: JTokenType.Integer or JTokenType.Float } value => (Number(scalar, value), true),
        _ => (Number(scalar, bounds[inclusive]), false),
    };

    /// <summary>Prints a bound; one that the type cannot exceed anyway bounds nothing.</summary>
    private static string Number(ScalarShape scalar, JToken? bound)
    {
        if (bound is not JValue { Type: JTokenType.Integer or JTokenType.Float } value)
        {
            return "null";
        }

        if (scalar.Kind == ScalarKind.Double)
        {
            return Convert.ToDouble(value.Value is BigInteger big ? (double)big : value.Value, CultureInfo.InvariantCulture).ToString("R", CultureInfo.InvariantCulture);
        }

        var number = value.Value is BigInteger integer ? (double)integer : Convert.ToDouble(value.Value, CultureInfo.InvariantCulture);
        return Math.Abs(number) >= long.MaxValue ? "null" : ((long)number).ToString(CultureInfo.InvariantCulture);
    }

    private static string Count(JToken? bound) =>
        bound is JValue { Type: JTokenType.Integer } value ? Convert.ToInt64(value.Value, CultureInfo.InvariantCulture).ToString(CultureInfo.InvariantCulture) : "null";

    private static string? Recursion(TypeUse use, string at) => use.Shape switch
    {
        ObjectShape or FamilyShape => $"Model({at})",
        UnionShape => $"Union({at})",
        ListShape { Item: { IsNullable: false, Shape: ObjectShape or FamilyShape } } => $"Models({at})",
        ListShape { Item: { IsNullable: false, Shape: UnionShape } } => $"Unions({at})",
        MapShape { Value: { IsNullable: false, Shape: ObjectShape or FamilyShape } } => $"Map({at})",
        _ => null,
    };
}
