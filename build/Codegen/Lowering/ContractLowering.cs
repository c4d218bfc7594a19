using Codegen.Lowering.CSharp;
using Codegen.Lowering.Emission;
using Codegen.Lowering.Rules;
using Codegen.Lowering.Shapes;
using Newtonsoft.Json.Linq;

namespace Codegen.Lowering;

/// <summary>Lowers a contract: reads the kept operations and all they reach, decides, and writes a plain 3.0 document in which x-cs-* carries each decision.</summary>
internal sealed class ContractLowering
{
    private readonly ContractDocument document;
    private readonly LoweringConfig config;
    private readonly LoweringDecisions decisions;

    public ContractLowering(ContractDocument document, LoweringConfig config)
    {
        this.document = document;
        this.config = config;
        decisions = new LoweringDecisions(config);
        var schemas = new SchemaReader(document, decisions);
        var rule = new KeepOperations(document, decisions, schemas);
        Operations = rule.Read();
        GatherFamilies.Apply(schemas.Unions);
        rule.CheckContent(Operations);
        MarkUses();
        foreach (var family in Reach(Roots()).OfType<FamilyShape>())
        {
            FamilyEmitter.FixDiscriminators(family);
        }

        Name(Reach(Roots()));
        Types = [.. Reach(Roots()).OrderBy(shape => shape.Name, StringComparer.Ordinal)];
        foreach (var shape in Types.OfType<ObjectShape>())
        {
            ObjectEmitter.NameMembers(shape);
        }

        HashSet<string> taken = new(Types.Select(shape => shape.Name).Concat([config.Client, "I" + config.Client]), StringComparer.OrdinalIgnoreCase);
        foreach (var operation in Operations)
        {
            OperationNames.Apply(operation, taken);
        }
    }

    /// <summary>Gets the operations that were kept, in the order of the contract.</summary>
    public IReadOnlyList<Operation> Operations { get; }

    /// <summary>Gets every C# type to generate, by name.</summary>
    public IReadOnlyList<NamedShape> Types { get; }

    /// <summary>Gets the name of the interface that has every operation.</summary>
    public string Interface => "I" + decisions.Config.Client;

    /// <summary>Refuses a configuration of which an entry decides nothing in this contract.</summary>
    /// <exception cref="ContractException">There are such entries; the exception names each.</exception>
    public void RequireEveryEntryUsed() => decisions.RequireEveryEntryUsed();

    /// <summary>Writes the lowered document.</summary>
    public JObject ToDocument()
    {
        var paths = new JObject();
        foreach (var operation in Operations)
        {
            paths[operation.Path] ??= new JObject();
            paths[operation.Path]![operation.Method] = new JObject
            {
                ["operationId"] = operation.Id,
                ["x-cs-operation"] = OperationEmitter.Emit(operation),
                ["responses"] = new JObject { ["200"] = new JObject { ["description"] = operation.ResultDescription ?? "" } },
            };
        }

        return new JObject
        {
            ["openapi"] = "3.0.3",
            ["info"] = new JObject { ["title"] = (string?)document.Root["info"]?["title"] ?? "", ["version"] = (string?)document.Root["info"]?["version"] ?? "" },
            ["x-cs-client"] = new JObject
            {
                ["name"] = config.Client,
                ["summary"] = new JArray(XmlDocs.Summary((string?)document.Root["info"]?["description"], $"The client of {(string?)document.Root["info"]?["title"]}.")),
                ["namespace"] = config.Namespace,
                ["usings"] = new JArray(ClientUsings(implementation: true)),
                ["parametersUsings"] = new JArray((string[])["System.Collections.Generic", .. IsElsewhere ? (string[])["OpenAIChat"] : []]),
                ["interfaceUsings"] = new JArray(ClientUsings(implementation: false)),
            },
            ["paths"] = paths,
            ["components"] = new JObject { ["schemas"] = new JObject(Types.Select(shape => new JProperty(shape.Name, EmitType(shape)))) },
        };
    }

    private JObject EmitType(NamedShape shape)
    {
        var prose = Prose.Of(shape);
        var emitted = new JObject
        {
            ["type"] = "object",
            ["additionalProperties"] = false,
            ["x-cs-name"] = shape.Name,
            ["x-cs-namespace"] = config.Namespace,
            ["x-cs-summary"] = new JArray(XmlDocs.Summary(prose, $"The {shape.Name} of the contract.")),
            ["x-cs-remarks"] = new JArray(XmlDocs.Remarks(prose)),
        };
        emitted.Merge(shape switch
        {
            ObjectShape model => ObjectEmitter.Emit(model),
            FamilyShape family => FamilyEmitter.Emit(family),
            EnumShape values => EnumEmitter.Emit(values),
            UnionShape choice => UnionEmitter.Emit(choice),
            _ => throw new InvalidOperationException($"No emitter for {shape.GetType().Name}."),
        });
        if (IsElsewhere)
        {
            emitted["x-cs-usings"]!.Last!.AddBeforeSelf("OpenAIChat");
        }

        return emitted;
    }

    // The runtime's public types are in OpenAIChat, whatever namespace is generated.
    private bool IsElsewhere => config.Namespace != "OpenAIChat" && !config.Namespace.StartsWith("OpenAIChat.", StringComparison.Ordinal);

    private IEnumerable<string> ClientUsings(bool implementation)
    {
        var signatures = string.Join(' ', Operations.Select(OperationEmitter.Emit).SelectMany(Signature));
        var calls = implementation ? string.Join(' ', Operations.Select(operation => OperationEmitter.Emit(operation).ToString())) : "";
        var streams = Operations.Any(operation => operation.StreamItem is not null);
        (string Namespace, bool Used)[] usings =
        [
            ("System", signatures.Contains("[Obsolete", StringComparison.Ordinal) || calls.Contains("FormattableString", StringComparison.Ordinal) || (implementation ? streams : Operations.Any(operation => (bool)OperationEmitter.Emit(operation)["checked"]!))),
            ("System.Collections.Generic", streams || signatures.Contains("IList<", StringComparison.Ordinal) || signatures.Contains("IDictionary<", StringComparison.Ordinal)),
            ("System.Linq", calls.Contains(".Select(", StringComparison.Ordinal)),
            ("System.Net.Http", implementation),
            ("System.Threading", true),
            ("System.Threading.Tasks", true),
            ("Newtonsoft.Json.Linq", signatures.Contains("JToken", StringComparison.Ordinal)),
            ("OpenAIChat", IsElsewhere),
        ];
        return usings.Where(entry => entry.Used).Select(entry => entry.Namespace);
    }

    private static IEnumerable<string> Signature(JObject operation) =>
    [
        (string?)operation["obsolete"] is null ? "" : "[Obsolete]",
        $"{operation["result"]} ",
        .. operation["arguments"]!.Select(argument => $"{argument["cs"]} "),
        .. operation["parameters"] is JObject parameters ? parameters["members"]!.Select(member => $"{member["cs"]} ") : [],
        operation["stream"] is JObject stream ? $"{stream["item"]} " : "",
    ];

    private void MarkUses()
    {
        foreach (var use in Operations.SelectMany(operation => new[] { operation.Result, operation.StreamItem }))
        {
            foreach (var model in use?.Shape switch
            {
                ObjectShape shape => [shape],
                FamilyShape family => family.Variants.Values,
                _ => (IEnumerable<ObjectShape>)[],
            })
            {
                model.IsResponse = true;
            }
        }

        foreach (var shape in Reach(Operations.Select(operation => operation.Body).OfType<TypeUse>()))
        {
            shape.InRequest = true;
        }
    }

    private void Name(IReadOnlyList<NamedShape> reached)
    {
        var components = reached.Where(shape => shape is (ObjectShape or FamilyShape) and { Origin.Component: not null }).DistinctBy(shape => shape.Origin.Component).ToDictionary(shape => shape.Origin.Component!);
        new NameTypes(decisions, components.GetValueOrDefault).Apply(reached);
    }

    private IEnumerable<TypeUse> Roots() => Operations
        .SelectMany(operation => operation.Parameters.Select(parameter => (TypeUse?)parameter.Type).Concat([operation.Body, operation.Result, operation.StreamItem]))
        .OfType<TypeUse>();

    /// <summary>Gets every named shape that can be reached, each once, in the order of first use.</summary>
    private static IReadOnlyList<NamedShape> Reach(IEnumerable<TypeUse> roots)
    {
        var reached = new List<NamedShape>();
        var seen = new HashSet<Shape>();
        var stack = new Stack<Shape>(roots.Select(use => use.Shape).Reverse());
        while (stack.TryPop(out var shape))
        {
            if (!seen.Add(shape))
            {
                continue;
            }

            if (shape is NamedShape named)
            {
                reached.Add(named);
            }

            foreach (var next in Next(shape).Reverse())
            {
                stack.Push(next);
            }
        }

        return reached;
    }

    private static IEnumerable<Shape> Next(Shape shape) => shape switch
    {
        ListShape list => [list.Item.Shape],
        MapShape map => [map.Value.Shape],
        ObjectShape model => [.. model.Members.Where(member => member.Constant is null).Select(member => member.Type.Shape), .. model.Family is { } family ? (Shape[])[family] : []],
        FamilyShape family => family.Variants.Values.Distinct(),
        UnionShape union => union.Variants.Select(variant => variant.Shape),
        _ => [],
    };
}
