using System.Collections.Immutable;
using Codegen.Lowering.Shapes;
using Newtonsoft.Json.Linq;

namespace Codegen.Lowering.Emission;

/// <summary>Writes a type, where it is used, as a plain OpenAPI 3.0 schema: what any tool can read.</summary>
/// <remarks>
/// NSwag: of <c>oneOf</c> it takes the first alternative, in silence, and makes an empty class of <c>anyOf</c> and of a component that is either.
/// So a union stands as <c>oneOf</c> where it is used, and a fact beside it names its C# type.
/// </remarks>
internal static class PlainSchema
{
    /// <summary>The component that stands for every object without declared members; the runtime has a type for it.</summary>
    public const string FreeForm = "JsonObject";

    // NSwag: has C# types of its own for the other formats of text, such as System.Uri, which do not keep the text as it was; no option turns them off.
    private static readonly string[] KeptFormats = ["date", "date-time", "duration", "time"];

    private static readonly string[] TextBounds = ["minLength", "maxLength", "pattern"];

    private static readonly string[] ListBounds = ["minItems", "maxItems", "uniqueItems"];

    private static readonly string[] MapBounds = ["minProperties", "maxProperties"];

    public static JObject Of(TypeUse use) => Of(use, []);

    public static JObject Reference(string type) => new() { ["$ref"] = $"#/components/schemas/{type}" };

    /// <summary><c>$ref: A</c> → <c>allOf: [$ref: A]</c>, beside which other keywords count.</summary>
    /// <remarks>Spec: in 3.0 what stands beside a <c>$ref</c> is ignored.</remarks>
    public static JObject Extensible(JObject schema) => schema["$ref"] is null ? schema : new JObject { ["allOf"] = new JArray(schema) };

    public static JObject Constant(Member member)
    {
        var schema = new JObject { ["type"] = "string", ["enum"] = new JArray(member.Constant!) };
        if (member.Type.Bounds["default"] is JValue { Value: string value } && value == member.Constant)
        {
            schema["default"] = value;
        }

        return schema;
    }

    /// <summary>Writes the alternative that is null and nothing else.</summary>
    public static JObject Null(string kind) => new() { ["type"] = kind, ["nullable"] = true, ["enum"] = new JArray(JValue.CreateNull()) };

    /// <remarks>Spec: in 3.0 an exclusive bound is a flag beside the bound.</remarks>
    public static void SetBound(JObject schema, string keyword, Bound bound)
    {
        schema[keyword] = bound.Value.DeepClone();
        if (bound.IsExclusive)
        {
            schema["exclusive" + char.ToUpperInvariant(keyword[0]) + keyword[1..]] = true;
        }
    }

    /// <param name="use">The type.</param>
    /// <param name="around">The unions that it is written inside of: in place, since they are no components.</param>
    private static JObject Of(TypeUse use, ImmutableStack<UnionShape> around)
    {
        var schema = use.Shape switch
        {
            ScalarShape scalar => Scalar(scalar.Kind, use.Bounds),
            ListShape list => With(new JObject { ["type"] = "array", ["items"] = Of(list.Item, around) }, use.Bounds, ListBounds),
            MapShape map => With(new JObject { ["type"] = "object", ["additionalProperties"] = Of(map.Value, around) }, use.Bounds, MapBounds),
            FreeFormShape => Reference(FreeForm),
            UnionShape union when around.Contains(union) => [],
            UnionShape union => new JObject { ["oneOf"] = new JArray(union.Variants.Select(variant => Of(variant, around.Push(union)))) },
            NamedShape named => Reference(named.Name),
            _ => [],
        };
        if (use is { IsNullable: true, Shape: not AnyShape })
        {
            schema = OrNull(use.Shape, schema);
        }

        if (Default(use) is { } value)
        {
            schema = Extensible(schema);
            schema["default"] = value.DeepClone();
        }

        return schema;
    }

    /// <remarks>Spec: <c>nullable</c> counts only beside a <c>type</c>; what has none allows null as an alternative of its own.</remarks>
    private static JObject OrNull(Shape shape, JObject schema)
    {
        if (schema["type"] is not null)
        {
            schema["nullable"] = true;
            return schema;
        }

        var kind = (shape as UnionShape)?.Variants[0].Shape ?? shape;
        var name = kind switch
        {
            EnumShape or ScalarShape { Kind: ScalarKind.String } => "string",
            ScalarShape { Kind: ScalarKind.Boolean } => "boolean",
            ScalarShape => "number",
            _ => "object",
        };
        return new JObject { ["oneOf"] = new JArray(schema["oneOf"] as JArray ?? new JArray(schema)) { Null(name) } };
    }

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
                return WithValues(new JObject { ["type"] = "boolean" }, kind, bounds);
            default:
                var number = new JObject { ["type"] = kind == ScalarKind.Double ? "number" : "integer" };
                if (kind == ScalarKind.Int64)
                {
                    number["format"] = "int64";
                }

                AddBound(number, kind, bounds, "minimum");
                AddBound(number, kind, bounds, "maximum");
                return WithValues(number, kind, bounds);
        }
    }

    /// <summary>Gets the values to which a number or a boolean is restricted; none where there is no such restriction.</summary>
    /// <remarks>NSwag: has a type of its own for them, which a client does not need.</remarks>
    public static IEnumerable<JToken> Values(ScalarKind kind, JObject bounds)
    {
        var values = bounds["enum"] ?? (bounds["const"] is { } only ? new JArray(only.DeepClone()) : new JArray());
        return kind == ScalarKind.String ? [] : values.Where(value => value.Type switch
        {
            JTokenType.Boolean => kind == ScalarKind.Boolean,
            JTokenType.Float => kind == ScalarKind.Double,
            JTokenType.Integer => kind != ScalarKind.Boolean,
            _ => false,
        });
    }

    private static JObject WithValues(JObject schema, ScalarKind kind, JObject bounds)
    {
        if (Values(kind, bounds).ToList() is { Count: > 0 } values)
        {
            schema["enum"] = new JArray(values);
        }

        return schema;
    }

    private static void AddBound(JObject number, ScalarKind kind, JObject bounds, string keyword)
    {
        if (Bound.Of(bounds, keyword) is { } bound && !(kind == ScalarKind.Int32 && Math.Abs(bound.Number) > int.MaxValue))
        {
            SetBound(number, keyword, bound);
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
        (ListShape { Item.Shape: ScalarShape or EnumShape }, JArray items) => items,
        (EnumShape values, JValue { Value: string text } value) when values.Values.Exists(known => known.Value == text) => value,
        _ => null,
    };
}
