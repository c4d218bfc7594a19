using Codegen.Lowering.CSharp;
using Codegen.Lowering.Shapes;
using Newtonsoft.Json.Linq;

namespace Codegen.Lowering.Emission;

/// <summary>Writes the lowered contract: a plain OpenAPI 3.0 document that any tool reads, and beside its parts the facts that OpenAPI has no word for.</summary>
/// <remarks>A fact is a name, a number, a flag or a text of documentation, never code: what is printed stands in the templates.</remarks>
internal static class LoweredDocument
{
    public static JObject Of(ContractDocument document, LoweringConfig config, IReadOnlyList<Operation> operations, IReadOnlyList<NamedShape> types)
    {
        var paths = new JObject();
        var untyped = new UntypedSchemas(document, types);
        foreach (var operation in operations)
        {
            paths[operation.Path] ??= new JObject();
            paths[operation.Path]![operation.Method] = LoweredOperation.Of(operation, untyped);
        }

        var info = new JObject { ["title"] = (string?)document.Root["info"]?["title"] ?? "", ["version"] = (string?)document.Root["info"]?["version"] ?? "" };
        Copy(document.Root["info"] as JObject ?? [], info, "description", "termsOfService", "contact", "license");
        if (info["license"] is JObject license && license["identifier"] is { } identifier)
        {
            // Spec: 3.0 names a license by its address only.
            license.Remove("identifier");
            license["url"] = $"https://spdx.org/licenses/{identifier}.html";
        }


        var components = new JObject { ["schemas"] = new JObject(types.Where(shape => shape is not UnionShape).Select(shape => new JProperty(shape.Name, OfType(shape, config)))) };
        if (NeedsFreeForm(operations, types))
        {
            components["schemas"]![PlainSchema.FreeForm] = new JObject { ["type"] = "object", ["additionalProperties"] = new JObject() };
        }

        ((JObject)components["schemas"]!).Merge(untyped.Declared);
        var lowered = new JObject { ["openapi"] = "3.0.3", ["info"] = info };
        Copy(document.Root, lowered, "servers", "security", "tags");
        lowered["paths"] = paths;
        lowered["components"] = components;
        if (document.Root["components"] is JObject declared)
        {
            Copy(declared, components, "securitySchemes");
        }

        if (types.OfType<UnionShape>().Select(UnionFacts.Of).ToList() is { Count: > 0 } unions)
        {
            lowered["x-cs-unions"] = new JArray(unions);
        }

        DocFacts.Add(lowered, (string?)info["description"], $"The client of {info["title"]}.");
        AddOverrides(lowered, config);
        return lowered;
    }

    private static JObject OfType(NamedShape shape, LoweringConfig config)
    {
        var schema = shape switch
        {
            ObjectShape model => ObjectSchema.Of(model),
            DiscriminatedUnionShape parent => DiscriminatedUnionSchema.Of(parent),
            EnumShape values => EnumSchema.Of(values),
            _ => throw new InvalidOperationException($"{shape.GetType().Name} has no schema."),
        };
        var prose = Prose.Of(shape);
        if (prose is not null)
        {
            schema["description"] = prose;
        }

        DocFacts.Add(schema, shape is ObjectShape described ? Prose.WithMembers(described, prose) : prose, $"The {shape.Name} of the contract.");
        AddOverrides(schema, config);
        return schema;
    }

    // Where lowering.json says nothing, nswag.json decides.
    private static void AddOverrides(JObject target, LoweringConfig config)
    {
        if (config.Namespace is { } name)
        {
            target["x-cs-namespace"] = name;
        }

        if (target["openapi"] is not null && config.Client != LoweringConfig.DefaultClient)
        {
            target["x-cs-client"] = config.Client;
        }
    }

    private static void Copy(JObject from, JObject to, params string[] keywords)
    {
        foreach (var keyword in keywords)
        {
            if (from[keyword] is { } value)
            {
                to[keyword] = value.DeepClone();
            }
        }
    }

    private static bool NeedsFreeForm(IReadOnlyList<Operation> operations, IReadOnlyList<NamedShape> types) =>
        operations.SelectMany(operation => operation.Parameters.Select(parameter => (TypeUse?)parameter.Type).Concat([operation.Result, operation.StreamItem]))
            .Concat(types.SelectMany(Uses))
            .Any(use => use is not null && HoldsFreeForm(use.Shape));

    private static IEnumerable<TypeUse> Uses(NamedShape type) => type switch
    {
        ObjectShape model => model.Members.Select(member => member.Type),
        UnionShape union => union.Variants,
        _ => [],
    };

    private static bool HoldsFreeForm(Shape shape) => shape switch
    {
        FreeFormShape => true,
        ListShape list => HoldsFreeForm(list.Item.Shape),
        MapShape map => HoldsFreeForm(map.Value.Shape),
        _ => false,
    };
}
