using Codegen.Lowering;
using Codegen.Lowering.Shapes;

namespace Codegen.Diff;

/// <summary>One edition of a contract as the client shows it: its types, and whether requests or answers hold them.</summary>
internal sealed class Edition
{
    private readonly HashSet<NamedShape> sent;
    private readonly HashSet<NamedShape> received;

    public Edition(ContractLowering lowering)
    {
        Operations = lowering.Operations;
        Interface = lowering.Interface;
        Types = lowering.Types.ToDictionary(type => type.Name, StringComparer.Ordinal);
        sent = ReachableFrom(Operations.SelectMany(
            operation => operation.Parameters.Select(parameter => (TypeUse?)parameter.Type).Append(operation.Body)));
        received = ReachableFrom(Operations.SelectMany(operation => new[] { operation.Result, operation.StreamItem }));
    }

    public IReadOnlyList<Operation> Operations { get; }

    /// <summary>Gets the name of the interface that has every operation.</summary>
    public string Interface { get; }

    public IReadOnlyDictionary<string, NamedShape> Types { get; }

    /// <summary>Determines whether a request can hold the type.</summary>
    public bool IsSent(NamedShape type) => sent.Contains(type);

    /// <summary>Determines whether an answer can hold the type.</summary>
    public bool IsReceived(NamedShape type) => received.Contains(type);

    private static HashSet<NamedShape> ReachableFrom(IEnumerable<TypeUse?> roots)
    {
        var reached = new HashSet<NamedShape>();
        var seen = new HashSet<Shape>();
        var open = new Stack<Shape>(roots.OfType<TypeUse>().Select(use => use.Shape));
        while (open.TryPop(out Shape? shape))
        {
            if (!seen.Add(shape))
            {
                continue;
            }

            if (shape is NamedShape named)
            {
                reached.Add(named);
            }

            foreach (Shape next in Parts(shape))
            {
                open.Push(next);
            }
        }

        return reached;
    }

    private static IEnumerable<Shape> Parts(Shape shape) => shape switch
    {
        ListShape list => [list.Item.Shape],
        MapShape map => [map.Value.Shape],
        ObjectShape model => model.Members.Select(member => member.Type.Shape),
        DiscriminatedUnionShape parent => parent.Variants.Values,
        UnionShape union => union.Variants.Select(variant => variant.Shape),
        _ => [],
    };
}
