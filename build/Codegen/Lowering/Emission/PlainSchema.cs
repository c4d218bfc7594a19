using Codegen.Lowering.Shapes;
using Newtonsoft.Json.Linq;

namespace Codegen.Lowering.Emission;

/// <summary>Writes a type, where it is used, as a plain OpenAPI 3.0 schema: what any tool can read.</summary>
internal static class PlainSchema
{
    /// <summary>The component that stands for every object without declared members; the runtime has a type for it.</summary>
    public const string FreeForm = "JsonObject";

    // NSwag: has C# types of its own for the other formats of text, such as System.Uri, which do not keep the text as it was; no option turns them off.
    private static readonly string[] KeptFormats = ["date", "date-time", "duration", "time"];

    private static readonly string[] TextBounds = ["minLength", "maxLength", "pattern"];

    private static readonly string[] ListBounds = ["minItems", "maxItems", "uniqueItems"];

    private static readonly string[] MapBounds = ["minProperties", "maxProperties"];

    public static JObject Of(TypeUse use)
    {
        var schema = use.Shape switch
        {
            ScalarShape scalar => Scalar(scalar.Kind, use.Bounds),
            ListShape list => With(new JObject { ["type"] = "array", ["items"] = Of(list.Item) }, use.Bounds, ListBounds),
            MapShape map => With(new JObject { ["type"] = "object", ["additionalProperties"] = Of(map.Value) }, use.Bounds, MapBounds),
            FreeFormShape => Reference(FreeForm),
            NamedShape named => Reference(named.Name),
            _ => [],
        };
        if (use is { IsNullable: true, Shape: not AnyShape })
        {
            // NSwag: keeps what stands beside a $ref.
            schema["nullable"] = true;
        }

        if (Default(use) is { } value)
        {
            schema["default"] = value.DeepClone();
        }

        return schema;
    }

    public static JObject Reference(string type) => new() { ["$ref"] = $"#/components/schemas/{type}" };

    private static JObject Scalar(ScalarKind kind, JObject bounds)
    {
        switch (kind)
        {
            case ScalarKind.String:
                var text = With(new JObject { ["type"] = "string" }, bounds, TextBounds);
                if (bounds["format"] is JValue { Value: string format })
                {
                    text[KeptFormats.Contains(format) ? "format" : "x-cs-format"] = format;
                }

                return text;
            case ScalarKind.Boolean:
                return new JObject { ["type"] = "boolean" };
            default:
                var number = new JObject { ["type"] = kind == ScalarKind.Double ? "number" : "integer" };
                if (kind == ScalarKind.Int64)
                {
                    number["format"] = "int64";
                }

                AddBound(number, kind, bounds, "minimum");
                AddBound(number, kind, bounds, "maximum");
                return number;
        }
    }

    // Spec: in 3.0 an exclusive bound is a flag beside the bound.
    private static void AddBound(JObject number, ScalarKind kind, JObject bounds, string keyword)
    {
        if (Bound.Of(bounds, keyword) is not { } bound || (kind == ScalarKind.Int32 && Math.Abs(bound.Number) > int.MaxValue))
        {
            return;
        }

        number[keyword] = bound.Value.DeepClone();
        if (bound.IsExclusive)
        {
            number["exclusive" + char.ToUpperInvariant(keyword[0]) + keyword[1..]] = true;
        }
    }

    private static JObject With(JObject schema, JObject bounds, string[] keywords)
    {
        foreach (var keyword in keywords)
        {
            if (bounds[keyword] is { } value)
            {
                schema[keyword] = value.DeepClone();
            }
        }

        return schema;
    }

    // NSwag: fails on a default that is of another kind than its type.
    private static JToken? Default(TypeUse use) => (use.Shape, use.Bounds["default"]) switch
    {
        (ScalarShape { Kind: ScalarKind.String }, JValue { Value: string } text) => text,
        (ScalarShape { Kind: ScalarKind.Boolean }, JValue { Value: bool } flag) => flag,
        (ScalarShape { Kind: ScalarKind.Double }, JValue { Type: JTokenType.Integer or JTokenType.Float } number) => number,
        (ScalarShape { Kind: ScalarKind.Int32 or ScalarKind.Int64 }, JValue { Type: JTokenType.Integer } number) => number,
        (EnumShape values, JValue { Value: string text } value) when values.Values.Exists(known => known.Value == text) => value,
        _ => null,
    };
}
