using Codegen.Lowering.CSharp;
using Codegen.Lowering.Emission;
using Codegen.Lowering.Rules;
using Codegen.Lowering.Shapes;
using Newtonsoft.Json.Linq;

namespace Codegen.Lowering;

/// <summary>Lowers a contract: reads the kept operations and all they reach, decides, and writes a plain 3.0 document.</summary>
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
        MergeDiscriminatedUnions.Apply(schemas.Unions);
        rule.CheckContent(Operations);
        MarkUses();
        foreach (var parent in ReachableFrom(Roots()).OfType<DiscriminatedUnionShape>())
        {
            DiscriminatedUnionSchema.FixDiscriminators(parent);
        }

        Name(ReachableFrom(Roots()));
        Types = [.. ReachableFrom(Roots()).OrderBy(shape => shape.Name, StringComparer.Ordinal)];
        foreach (var shape in Types.OfType<ObjectShape>())
        {
            MemberNames.Apply(shape);
        }

        foreach (var shape in Types.OfType<EnumShape>())
        {
            EnumNames.Apply(shape, decisions);
        }

        HashSet<string> taken = new(
            Types.Select(shape => shape.Name).Concat([config.Client, "I" + config.Client]),
            StringComparer.OrdinalIgnoreCase);
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

    /// <summary>Gets the entries of the configuration that decide nothing in this contract, each as its error.</summary>
    public IEnumerable<string> UnusedEntries()
    {
        try
        {
            RequireEveryEntryUsed();
            return [];
        }
        catch (ContractException unused)
        {
            return unused.Message.Split('\n');
        }
    }

    /// <summary>Writes the lowered document.</summary>
    public JObject ToDocument() => LoweredDocument.Of(document, config, Operations, Types);

    private void MarkUses()
    {
        foreach (var use in Operations.SelectMany(operation => new[] { operation.Result, operation.StreamItem }))
        {
            foreach (var model in use?.Shape switch
            {
                ObjectShape shape => [shape],
                DiscriminatedUnionShape parent => parent.Variants.Values,
                _ => (IEnumerable<ObjectShape>)[],
            })
            {
                model.IsResponse = true;
            }
        }

        foreach (var body in Operations.Select(operation => operation.Body?.Shape).OfType<ObjectShape>())
        {
            body.IsBody = true;
        }

        foreach (var shape in ReachableFrom(Operations.Select(operation => operation.Body).OfType<TypeUse>()))
        {
            shape.InRequest = true;
        }
    }

    private void Name(IReadOnlyList<NamedShape> reached)
    {
        var components = reached.Where(shape => shape is (ObjectShape or DiscriminatedUnionShape) and { Origin.Component: not null })
            .DistinctBy(shape => shape.Origin.Component)
            .ToDictionary(shape => shape.Origin.Component!);
        new NameTypes(decisions, components.GetValueOrDefault).Apply(reached);
    }

    private IEnumerable<TypeUse> Roots() => Operations
        .SelectMany(operation => operation.Parameters.Select(parameter => (TypeUse?)parameter.Type)
            .Concat([operation.Body, operation.Result, operation.StreamItem]))
        .OfType<TypeUse>();

    /// <summary>Gets every named shape that can be reached, each once, in the order of first use.</summary>
    private static IReadOnlyList<NamedShape> ReachableFrom(IEnumerable<TypeUse> roots)
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
        ObjectShape model => [.. model.Members.Where(member => member.Constant is null).Select(member => member.Type.Shape), .. model
            .VariantOf is { } parent ? (Shape[])[parent] : []],
        DiscriminatedUnionShape parent => parent.Variants.Values.Distinct(),
        UnionShape union => union.Variants.Select(variant => variant.Shape),
        _ => [],
    };
}
