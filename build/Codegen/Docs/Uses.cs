using Codegen.Lowering;
using Codegen.Lowering.Shapes;

namespace Codegen.Docs;

/// <summary>Knows where each model is used, for the links back.</summary>
internal sealed class Uses
{
    private readonly Dictionary<string, List<string>> links = new(StringComparer.Ordinal);

    public Uses(ContractLowering lowering, string clientPage)
    {
        foreach (Operation operation in lowering.Operations)
        {
            string method = operation.Name;
            foreach (TypeUse? use in operation.Parameters.Select(parameter => (TypeUse?)parameter.Type).Append(operation.Body)
                .Append(operation.Result))
            {
                Add(use, Operation(method + (operation.OnlyStreams ? "StreamAsync" : "Async")));
            }

            Add(operation.StreamItem, Operation(method + "StreamAsync"));
        }

        foreach (NamedShape type in lowering.Types)
        {
            switch (type)
            {
                case ObjectShape model:
                    model.Members.Where(member => member.Constant is null).ToList()
                        .ForEach(member => Add(member.Type, $"[{type.Name}]({type.Name}.md).{member.Name}"));
                    break;
                case UnionShape union:
                    union.Variants.ForEach(variant => Add(variant, $"[{type.Name}]({type.Name}.md)"));
                    break;
                case DiscriminatedUnionShape parent:
                    parent.Variants.Values.Distinct().ToList()
                        .ForEach(variant => Add(new TypeUse(variant), $"[{type.Name}]({type.Name}.md)"));
                    break;
            }
        }

        string Operation(string method) => $"[{method}](../{clientPage}{Markdown.Anchor(method)})";
    }

    /// <summary>Gets links to the operations and members that use a model.</summary>
    public IReadOnlyList<string> Of(NamedShape type) => links.GetValueOrDefault(type.Name, []);

    private void Add(TypeUse? use, string link)
    {
        switch (use?.Shape)
        {
            case ListShape list:
                Add(list.Item, link);
                break;
            case MapShape map:
                Add(map.Value, link);
                break;
            case NamedShape named:
                List<string> all = links.TryGetValue(named.Name, out List<string>? known) ? known : links[named.Name] = [];
                if (!all.Contains(link))
                {
                    all.Add(link);
                }

                break;
        }
    }
}
